// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { requirePermission } from '#base/access/guards.server.ts'
import { askedOf, prove } from '#base/access/proof.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { showDay, showHours, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState, Notice } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { invitationWords } from '#plan/accounts/invitation-words.server.ts'
import { editionCrumbs } from '#plan/editions/crumbs.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { knownTeacherSchema, newTeacherSchema } from '#plan/meetings/trainer.ts'
import { teachingRoleName } from '#plan/meetings/words.ts'
import { personName } from '#plan/people/person.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { KnownTeacherForm, NewTeacherForm } from '#plan/trainers/teacher-forms.tsx'
import { assignToMeeting, inviteToMeeting } from './meeting-trainers.server.ts'
import { othersTeaching, teachersAt } from './teachers.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.editions_meeting_trainers()} · ${data.meeting.title}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'project:manage')
  const [teachers, others] = await Promise.all([teachersAt(db, meeting.id), othersTeaching(db, meeting)])
  const { id, number, state, starts_at, ends_at } = meeting
  return {
    teachers,
    asking: askedOf(actor, isSettled(meeting) ? 'always' : 'when_old'),
    others: others.map((person) => ({
      value: person.id,
      label: personName(person.first_name, person.last_name),
    })),
    meeting: { id, number, title: meeting.title, state, starts_at, ends_at },
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'project:manage')
  const here = `/manage/${project.slug}/editions/${edition.code}/meetings/${meeting.id}/trainers`
  const asking = isSettled(meeting) ? 'always' : 'when_old'
  const sent = await readForm(args.request)
  const intent = sent.get('intent')
  if (intent === 'known') {
    const schema = knownTeacherSchema
    return withForm(sent, schema, async ({ person: person_id, role, reason = null, password }) => {
      const signer = await prove(db, actor, asking, password)
      await assignToMeeting(db, signer, { meeting_id: meeting.id, person_id, role, reason })
      return redirectWith(here, m.editions_teaching_changed())
    })
  }
  const schema = newTeacherSchema
  return withForm(sent, schema, async (form: z.output<typeof schema>) => {
    const { email, role, reason = null, first_name, last_name } = form
    const name = { first_name, last_name }
    const given = { meeting_id: meeting.id, email, name, role, reason }
    const signer = await prove(db, actor, asking, form.password)
    const { isNew } = await inviteToMeeting(db, signer, given)
    const said = { name: `${first_name} ${last_name}`, invitation: invitationWords(email) }
    return redirectWith(here, isNew ? m.editions_teacher_invited(said) : m.editions_teacher_added(said))
  })
}

export default function ListMeetingTrainers() {
  const { teachers, others, asking, meeting, edition, project } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const lastResult = reply && 'result' in reply ? reply.result : undefined
  const isOfKnown = lastResult?.initialValue?.intent === 'known'
  const here = `/manage/${project.slug}/editions/${edition.code}/meetings/${meeting.id}`
  const settled = isSettled(meeting)
  return (
    <Page
      title={m.editions_meeting_trainers()}
      lead={`${edition.code} n. ${meeting.number}, ${meeting.title}: ${showDay(meeting.starts_at)}, ${showTime(meeting.starts_at)}–${showTime(meeting.ends_at)}`}
      breadcrumb={editionCrumbs(project, edition, m.editions_meeting_trainers())}
    >
      {teachers.length === 0 ? (
        <EmptyState title={m.editions_meeting_trainers_none()}>
          {m.editions_meeting_trainers_none_text()}
        </EmptyState>
      ) : (
        <DataTable
          caption={m.editions_meeting_trainers()}
          captionHidden
          rows={teachers}
          rowKey={(teacher) => teacher.id}
          columns={[
            {
              key: 'name',
              label: m.words_person(),
              cell: (teacher) => personName(teacher.first_name, teacher.last_name),
            },
            {
              key: 'role',
              label: m.words_role(),
              cell: (teacher) => teachingRoleName(teacher.role),
            },
            {
              key: 'hours',
              label: m.editions_teaching_hours(),
              numeric: true,
              cell: (teacher) =>
                teacher.minutes === null ? m.editions_teaching_unmarked() : showHours(teacher.minutes),
            },
            {
              key: 'change',
              label: '',
              cell: (teacher) =>
                meeting.state !== 'cancelled' && (
                  <Link to={`${here}/trainers/${teacher.id}`}>
                    {m.words_change()}
                    <span className="visually-hidden">
                      : {personName(teacher.first_name, teacher.last_name)}
                    </span>
                  </Link>
                ),
            },
          ]}
        />
      )}
      {meeting.state === 'cancelled' ? (
        <Notice tone="warning">{m.editions_meeting_is_cancelled()}</Notice>
      ) : (
        <>
          {settled && <Notice tone="warning">{m.editions_meeting_is_closed()}</Notice>}
          {others.length > 0 && (
            <Section title={m.editions_teacher_known()} id="known">
              <KnownTeacherForm
                others={others}
                settled={settled}
                asking={asking}
                lastResult={isOfKnown ? lastResult : undefined}
              />
            </Section>
          )}
          <Section title={m.editions_teacher_new()} id="new">
            <p>{m.editions_teacher_new_text({ code: edition.code })}</p>
            <NewTeacherForm
              settled={settled}
              asking={asking}
              lastResult={isOfKnown ? undefined : lastResult}
            />
          </Section>
        </>
      )}
    </Page>
  )
}
