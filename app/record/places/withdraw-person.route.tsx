// SPDX-License-Identifier: AGPL-3.0-or-later
import { useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ConfirmBox } from '#base/ui/confirm.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { editionCrumbs } from '#plan/editions/crumbs.ts'
import { withdrawSchema } from '#plan/enrolment/enrolment.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { findEnrolled, withdraw } from './enrolments.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.editions_withdraw_title())

export async function loader(args: LoaderFunctionArgs) {
  const { db, project, edition } = await requirePermission(args, 'project:manage')
  const person = await findEnrolled(db, { edition_id: edition.id, person_id: args.params.person ?? '' })
  if (!person) throw new AppError('not_found', m.access_not_found())
  return {
    name: `${person.first_name} ${person.last_name}`,
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'project:manage')
  const place = { edition_id: edition.id, person_id: args.params.person ?? '' }
  return withForm(args.request, withdrawSchema, async ({ reason }) => {
    await withdraw(db, actor, { ...place, reason })
    const path = `/manage/${project.slug}/editions/${edition.code}`
    return redirectWith(path, m.editions_withdrawn_done())
  })
}

export default function WithdrawPerson() {
  const { name, edition, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { reason: '' },
  })
  return (
    <Page
      title={m.editions_withdraw_title()}
      lead={`${edition.code} · ${edition.title}`}
      breadcrumb={editionCrumbs(project, edition, m.editions_withdraw_title())}
    >
      <FormErrors form={form} />
      <ConfirmBox
        title={m.editions_withdraw_question({ name })}
        confirmLabel={m.editions_withdraw()}
        cancelTo={`/manage/${project.slug}/editions/${edition.code}`}
      >
        <p>{m.editions_withdraw_text()}</p>
        <TextArea field={fields.reason} label={m.editions_withdraw_reason()} rows={3} />
      </ConfirmBox>
    </Page>
  )
}
