// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { listMail } from '#base/mail/outbox.server.ts'
import { Badge, EmptyState, Notice } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { DataTable, Pager } from '#base/ui/table.tsx'
import { AdminNav } from './admin-nav.tsx'

export const meta: MetaFunction = () => title(m.admin_mail())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requirePermission(args, 'installation:administer')
  const query = listQuery(args.request, ['created_at'], 'desc')
  const list = await listMail(db, query)
  return { ...list, page: query.page, sends: env().SMTP_URL !== null, address: addressOf(args.request) }
}

export default function ListMail() {
  const { rows, total, pages, page, sends, address } = useLoaderData<typeof loader>()
  return (
    <Page title={m.admin_mail()} lead={m.admin_mail_lead()} subnav={<AdminNav current="mail" />}>
      {!sends && (
        <Notice tone="info" title={m.admin_mail_kept_title()}>
          {m.admin_mail_kept()}
        </Notice>
      )}
      {rows.length === 0 ? (
        <EmptyState title={m.admin_mail_none()} />
      ) : (
        <DataTable
          caption={m.admin_mail()}
          captionHidden
          rows={rows}
          rowKey={(mail) => mail.id}
          columns={[
            {
              key: 'subject',
              label: m.admin_mail_subject(),
              cell: (mail) => <Link to={`/admin/mail/${mail.id}`}>{mail.subject}</Link>,
            },
            { key: 'to', label: m.admin_mail_to(), cell: (mail) => mail.to_address },
            { key: 'at', label: m.admin_mail_written(), cell: (mail) => showMoment(mail.created_at) },
            {
              key: 'state',
              label: m.words_state(),
              cell: (mail) =>
                mail.sent_at ? (
                  <Badge tone="success">{m.admin_mail_sent({ moment: showMoment(mail.sent_at) })}</Badge>
                ) : mail.last_error ? (
                  <Badge tone="danger">{m.admin_mail_failed({ attempts: mail.attempts })}</Badge>
                ) : (
                  <Badge>{sends ? m.admin_mail_waiting() : m.admin_mail_not_sent()}</Badge>
                ),
            },
          ]}
        />
      )}
      <Pager page={page} pages={pages} total={total} address={address} />
    </Page>
  )
}
