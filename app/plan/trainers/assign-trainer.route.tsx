// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { askedOf, prove } from '#base/access/proof.server.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FieldRow, FormErrors, TextField } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { invitationWords } from '#plan/accounts/invitation-words.server.ts'
import { editionCrumbs } from '#plan/editions/crumbs.ts'
import { trainerSchema } from '#plan/meetings/trainer.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { RoleField } from './teacher-forms.tsx'
import { assignTrainer } from './trainers.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.editions_assign_trainer())

export async function loader(args: LoaderFunctionArgs) {
  const { actor, project, edition } = await requirePermission(args, 'project:manage')
  return {
    asking: askedOf(actor, 'when_old'),
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'project:manage')
  return withForm(args.request, trainerSchema, async ({ email, role, password, ...name }) => {
    const prover = await prove(db, actor, 'when_old', password)
    const { isNew } = await assignTrainer(db, prover, { edition_id: edition.id, email, name, role })
    const said = { name: `${name.first_name} ${name.last_name}`, invitation: invitationWords(email) }
    const done = isNew ? m.editions_trainer_invited(said) : m.editions_trainer_assigned(said)
    return redirectWith(`/manage/${project.slug}/editions/${edition.code}`, done)
  })
}

export default function AssignTrainer() {
  const { edition, project, asking } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { first_name: '', last_name: '', email: '', role: 'trainer', password: '' },
  })
  return (
    <Page
      title={m.editions_assign_trainer()}
      lead={m.editions_assign_trainer_lead({ code: edition.code })}
      breadcrumb={editionCrumbs(project, edition, m.editions_assign_trainer())}
    >
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <FieldRow>
          <TextField field={fields.first_name} label={m.words_first_name()} />
          <TextField field={fields.last_name} label={m.words_last_name()} />
        </FieldRow>
        <TextField
          field={fields.email}
          label={m.words_e_mail_address()}
          hint={m.editions_trainer_email_hint()}
          type="email"
        />
        <RoleField field={fields.role} />
        <ProofField field={fields.password} asking={asking} />
        <ButtonRow>
          <Button>{m.editions_assign_trainer()}</Button>
          <LinkButton to={`/manage/${project.slug}/editions/${edition.code}`} tone="secondary">
            {m.ui_cancel()}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  )
}
