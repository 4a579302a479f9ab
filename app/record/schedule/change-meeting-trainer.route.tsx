// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { requirePermission } from '#base/access/guards.server.ts'
import { askedOf, prove } from '#base/access/proof.server.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import type { Db } from '#db/connect.server.ts'
import { editionCrumbs } from '#plan/editions/crumbs.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { teachingSchema } from '#plan/meetings/trainer.ts'
import { personName } from '#plan/people/person.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ReasonField, RoleField } from '#plan/trainers/teacher-forms.tsx'
import { assignToMeeting, removeFromMeeting } from './meeting-trainers.server.ts'
import { teachersAt } from './teachers.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && personName(data.teacher.first_name, data.teacher.last_name))

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'project:manage')
  return {
    teacher: await teacherOf(db, meeting.id, args.params.trainer),
    asking: askedOf(actor, isSettled(meeting) ? 'always' : 'when_old'),
    meeting: { id: meeting.id, number: meeting.number, title: meeting.title, state: meeting.state },
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

async function teacherOf(db: Db, meeting_id: string, trainer: string | undefined) {
  const found = (await teachersAt(db, meeting_id)).find((teacher) => teacher.id === trainer)
  if (!found) throw new AppError('not_found', m.access_not_found())
  return found
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'project:manage')
  const teacher = await teacherOf(db, meeting.id, args.params.trainer)
  const list = `/manage/${project.slug}/editions/${edition.code}/meetings/${meeting.id}/trainers`
  return withForm(args.request, teachingSchema, async (form: z.output<typeof teachingSchema>) => {
    const given = { meeting_id: meeting.id, person_id: teacher.id, reason: form.reason ?? null }
    const signer = await prove(db, actor, isSettled(meeting) ? 'always' : 'when_old', form.password)
    if (form.intent === 'remove') {
      await removeFromMeeting(db, signer, given)
      const name = personName(teacher.first_name, teacher.last_name)
      return redirectWith(list, m.editions_teacher_removed({ name }))
    }
    await assignToMeeting(db, signer, { ...given, role: form.role })
    return redirectWith(list, m.editions_teaching_changed())
  })
}

export default function ChangeMeetingTrainer() {
  const { teacher, asking, meeting, edition, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<{ role: string; reason: string; password: string }>({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { role: teacher.role },
  })
  const list = `/manage/${project.slug}/editions/${edition.code}/meetings/${meeting.id}/trainers`
  return (
    <Page
      title={personName(teacher.first_name, teacher.last_name)}
      lead={`${edition.code} n. ${meeting.number}, ${meeting.title}`}
      breadcrumb={[
        ...editionCrumbs(project, edition),
        { label: m.editions_meeting_trainers(), to: list },
        { label: personName(teacher.first_name, teacher.last_name) },
      ]}
    >
      {isSettled(meeting) && <Notice tone="warning">{m.editions_meeting_is_closed()}</Notice>}
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <RoleField field={fields.role} />
        {isSettled(meeting) && <ReasonField field={fields.reason} />}
        <ProofField field={fields.password} asking={asking} />
        <p>{m.editions_teacher_remove_text()}</p>
        <ButtonRow>
          <Button name="intent" value="role">
            {m.ui_save()}
          </Button>
          <Button name="intent" value="remove" tone="danger">
            {m.editions_teacher_remove()}
          </Button>
          <LinkButton to={list} tone="secondary">
            {m.ui_cancel()}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  )
}
