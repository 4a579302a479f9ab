// SPDX-License-Identifier: AGPL-3.0-or-later
import { useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { askedOf, prove } from '#base/access/proof.server.ts'
import { proofSchema } from '#base/access/proof.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { ConfirmBox } from '#base/ui/confirm.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { editionCrumbs } from '#plan/editions/crumbs.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { stateOfRegister } from './list.server.ts'
import { lockClosedMeetings } from './locking.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.register_lock_all_title())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'project:manage')
  const { closed } = await stateOfRegister(db, edition.id)
  return {
    closed,
    asking: askedOf(actor, 'when_old'),
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'project:manage')
  return withForm(args.request, proofSchema, async ({ password }) => {
    const n = await lockClosedMeetings(db, await prove(db, actor, 'when_old', password), edition.id)
    const path = `/manage/${project.slug}/editions/${edition.code}/register`
    if (n > 0) return redirectWith(path, m.register_lock_all_done({ n }))
    return redirectWith(path, m.register_lock_all_none(), 'info')
  })
}

export default function LockRegister() {
  const { closed, asking, edition, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { password: '' },
  })
  const register = `/manage/${project.slug}/editions/${edition.code}/register`
  return (
    <Page
      title={m.register_lock_all_title()}
      lead={`${edition.code} · ${edition.title}`}
      breadcrumb={editionCrumbs(project, edition, m.register_lock_all())}
      subnav={<ProjectNav project={project} current="editions" />}
    >
      <FormErrors form={form} />
      {closed > 0 ? (
        <ConfirmBox
          title={m.register_lock_all_question({ n: closed })}
          confirmLabel={m.register_lock_confirm()}
          cancelTo={register}
          tone="primary"
        >
          <p>{m.register_lock_text()}</p>
          <ProofField field={fields.password} asking={asking} />
        </ConfirmBox>
      ) : (
        <EmptyState
          title={m.register_lock_all_none()}
          action={<LinkButton to={register}>{m.words_attendance_register()}</LinkButton>}
        >
          {m.register_lock_not_closed_text()}
        </EmptyState>
      )}
    </Page>
  )
}
