// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { title } from '#base/http/title.ts'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { findMail } from '#base/mail/outbox.server.ts'
import { Facts, Page } from '#base/ui/page.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => title(data?.mail.subject)

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requirePermission(args, 'installation:administer')
  const mail = await findMail(db, args.params.mail ?? '')
  if (!mail) throw new AppError('not_found', m.access_not_found())
  return { mail }
}

export default function ShowMail() {
  const { mail } = useLoaderData<typeof loader>()
  return (
    <Page
      title={mail.subject}
      breadcrumb={[{ label: m.admin_mail(), to: '/admin/mail' }, { label: mail.subject }]}
    >
      <Facts
        items={[
          { term: m.admin_mail_to(), value: mail.to_address },
          { term: m.admin_mail_written(), value: showMoment(mail.created_at) },
          ...(mail.sent_at ? [{ term: m.admin_mail_sent_at(), value: showMoment(mail.sent_at) }] : []),
          ...(mail.last_error ? [{ term: m.admin_mail_error(), value: mail.last_error }] : []),
        ]}
      />
      <div className="mail-body">{mail.body}</div>
    </Page>
  )
}
