// SPDX-License-Identifier: AGPL-3.0-or-later

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { scanTypes } from '#base/files/file.ts'
import { uploadOf } from '#base/files/upload.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { isSettled } from '#plan/meetings/meeting.ts'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { mayChangeRecord } from '#plan/meetings/record-change.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { personName } from '#plan/people/person.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { MarkEntry } from '#record/attendance/mark-entry.tsx'
import { belongsTo } from '#record/attendance/person-mark.server.ts'
import { pairsShown, personMarkSchema, shownPairs } from '#record/attendance/person-mark.ts'
import { PersonMarkForm } from '#record/attendance/person-mark-form.tsx'
import { findPersonOfMeeting, historyOf } from '#record/attendance/roll.server.ts'
import { DeviceNotices } from '#record/device/device-notices.tsx'
import { onDevice } from '#record/device/kept-page.server.ts'
import { ledOn } from '#record/device/taken.server.ts'
import { reasonRule } from '#record/marks/change.ts'
import { markInForce } from '#record/marks/in-force.ts'
import { statusShown, timesOf } from '#record/marks/mark.ts'
import { creditedSoFar } from '#record/marks/minutes.ts'
import { isCompleted, statementsOf } from '#record/marks/one-statement.ts'
import { reasonHint } from '#record/marks/words.ts'
import { ToBeSigned } from '#record/proposals/to-be-signed.tsx'
import { requestsAt } from '#record/requests/asked.server.ts'
import { mayAnswer } from '#record/requests/may-answer.ts'
import { RequestList } from '#record/requests/request-list.tsx'
import { markSeenOf, takePersonMark } from './take-person-mark.server.ts'

export { keepHeaders as headers } from '#record/device/kept-page.ts'
export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && m.attendance_history_of({ name: data.name }))

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const person = await findPersonOfMeeting(db, meeting, args.params.person ?? '')
  if (!person) throw new AppError('not_found', m.access_not_found())
  const [marks, { requests }] = await Promise.all([
    historyOf(db, meeting.id, person.id),
    requestsAt(db, meeting.id, { limit: 20, offset: 0, person_id: person.id }),
  ])
  const at = { ...meeting, project_id: project.id }
  const place = { projectId: project.id, editionId: edition.id }
  const { id, number, title, starts_at, ends_at } = meeting
  const mayRecord = mayChangeRecord(actor, at) && (await belongsTo(db, meeting, person.id))
  const kept = markInForce(marks)
  const statements = statementsOf(marks)
  const { device, init } = await onDevice(db, actor, at)
  const shown = {
    device,
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code },
    person: person.id,
    name: personName(person.first_name, person.last_name),
    marks: marks.map((mark) => ({
      ...mark,
      completed: isCompleted(mark, statements),
      credited_minutes: creditedSoFar(mark.intervals, timesOf(meeting), now()),
      shown: statusShown(mark, { ...meeting, late_after: project.late_after }),
    })),
    requests: requests.map((one) => ({ ...one, may: mayAnswer(actor, at, one) })),
    asks:
      meeting.state === 'locked' &&
      can(actor, 'attendance:record', place) &&
      !can(actor, 'register:lock', place),
    form: mayRecord && {
      nonce: newId(),
      kept: kept
        ? {
            id: kept.id,
            status: kept.status,
            pairs: shownPairs(kept.intervals, env().TZ_DISPLAY),
            note: kept.note,
            document: kept.document !== null,
          }
        : null,
      room: pairsShown(kept?.intervals ?? []),
      settled: isSettled(meeting),
      hint: reasonHint(reasonRule(meeting, now())),
    },
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
  return data(shown, init)
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, meeting } = await requirePermission(args, 'attendance:record')
  const sent = await readForm(args.request)
  const at = { ...meeting, project_id: project.id }
  const person = args.params.person ?? ''
  const seen = await markSeenOf(db, at, person, sent.get('base'))
  const schema = personMarkSchema(meeting, env().TZ_DISPLAY, seen)
  const reply = await withForm(
    sent,
    schema,
    async (typed, form) => {
      const upload = await uploadOf(form, 'document', { types: scanTypes })
      return await takePersonMark(db, actor, at, person, { ...typed, upload })
    },
    { hide: ['document'] },
  )
  return await ledOn(reply)
}

export default function ShowMarkHistory() {
  const { meeting, edition, person, name, marks, form, trail, requests, asks, device } =
    useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <MeetingPage
      title={name}
      meeting={meeting}
      edition={edition}
      trail={trail}
      above={[
        ...(form ? [{ label: m.attendance_roll_call(), to: `/meetings/${meeting.id}/attendance` }] : []),
      ]}
    >
      <DeviceNotices device={device} />
      {requests.length > 0 && (
        <Section title={m.requests_of_person()} id="requests">
          <RequestList meeting={meeting} requests={requests} ofOne />
        </Section>
      )}
      {asks && (
        <p>
          <LinkButton to={`/meetings/${meeting.id}/requests?person=${person}`} tone="secondary">
            {m.requests_ask()}
          </LinkButton>
        </p>
      )}
      {form && (
        <Section title={m.attendance_person_form()}>
          <ToBeSigned settled={form.settled} />
          <PersonMarkForm {...form} result={reply && 'result' in reply ? reply.result : undefined} />
        </Section>
      )}
      {marks.length === 0 ? (
        <EmptyState title={m.attendance_history_none()} />
      ) : (
        <Section title={m.attendance_history_title()}>
          <p>{m.attendance_history_lead()}</p>
          <ol className="mark-history">
            {marks.map((mark) => (
              <MarkEntry
                key={mark.id}
                mark={mark}
                document={
                  mark.document === null
                    ? null
                    : `/meetings/${meeting.id}/people/${person}/document?mark=${mark.id}`
                }
              />
            ))}
          </ol>
        </Section>
      )}
    </MeetingPage>
  )
}
