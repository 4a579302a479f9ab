// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { minutesAfter, newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { mostRollFields } from '#base/http/body-limit.ts'
import { formAsSent, readForm, withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState, Notice } from '#base/ui/notice.tsx'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { recordChange } from '#plan/meetings/record-change.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import { personName } from '#plan/people/person.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { officeOf } from '#plan/projects/office.ts'
import { OfficeContact } from '#plan/projects/office-contact.tsx'
import { conflictsAmong, rollOf } from '#record/attendance/roll.server.ts'
import { type RollMark, rollMark } from '#record/attendance/row-shown.ts'
import { shownTimes } from '#record/attendance/row-typed.ts'
import { DeviceNotices } from '#record/device/device-notices.tsx'
import { onDevice } from '#record/device/kept-page.server.ts'
import { stampOf } from '#record/device/page-stamp.server.ts'
import { ledOn } from '#record/device/taken.server.ts'
import { reasonRule } from '#record/marks/change.ts'
import { timesOf } from '#record/marks/mark.ts'
import { creditedSoFar, scheduledMinutes } from '#record/marks/minutes.ts'
import { roleName } from '#record/marks/words.ts'
import { ProposalsNotice } from '#record/proposals/proposals-notice.tsx'
import { waitingChanges } from '#record/proposals/proposed-changes.server.ts'
import { proposalsCount, waitingAt } from '#record/proposals/proposed-marks.server.ts'
import { openReports } from '#record/requests/asked.server.ts'
import { walkInsOf } from '#record/walk-ins/walk-ins.server.ts'
import { ConflictNotice } from './conflict-notice.tsx'
import { type RollGroup, rollGroups } from './fields.ts'
import { heldBackAt } from './held-back.server.ts'
import { allStatuses, everybody, rollCallSchema, savedRollSchema } from './roll-call.ts'
import { RollCallForm } from './roll-call-form.tsx'
import { marksSeenAt, takeRoll } from './take-roll.server.ts'
import { teachingRollOf } from './teaching-roll.server.ts'
import { waitingRow } from './waiting-row.ts'

export { keepHeaders as headers } from '#record/device/kept-page.ts'
export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.attendance_roll_call()} · ${meetingName(data.meeting)} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const [roll, teaching, walkIns, proposals, held, waiting, changes, reports] = await Promise.all([
    rollOf(db, meeting),
    teachingRollOf(db, meeting),
    walkInsOf(db, meeting.id),
    proposalsCount(db, meeting.id),
    heldBackAt(db, meeting),
    waitingAt(db, meeting.id),
    waitingChanges(db, meeting.id),
    openReports(db, meeting.id),
  ])
  const asked = new URL(args.request.url).searchParams.get('conflicts')
  const conflicts = asked === null ? [] : await conflictsAmong(db, meeting.id, new Set(asked.split(',')))
  const zone = env().TZ_DISPLAY
  const { id, number, title, starts_at, ends_at, state } = meeting
  const moment = now()
  const place = { projectId: project.id, editionId: edition.id }
  const waits = (person_id: string) => waitingRow(waiting.get(person_id), meeting, zone)
  const soFar = (mark: RollMark) =>
    mark && { ...mark, credited_minutes: creditedSoFar(mark.intervals, timesOf(meeting), moment) }
  const marked = (mark: RollMark) => rollMark(soFar(mark), meeting, zone, actor.accountId)
  const { device, init } = await onDevice(db, actor, { ...meeting, project_id: project.id })
  const shown = {
    device,
    meeting: { id, number, title, starts_at, ends_at, state },
    edition: { code: edition.code, title: edition.title },
    topic: meeting.topic ?? '',
    scheduled: scheduledMinutes(timesOf(meeting)),
    rule: reasonRule(meeting, moment),
    locked: recordChange(actor, { ...meeting, project_id: project.id }) === 'locked',
    early: moment < starts_at,
    lateFrom: showTime(minutesAfter(starts_at, project.late_after)),
    nonce: newId(),
    accountId: actor.accountId,
    since: moment,
    stamp: stampOf({ meeting_id: id, accountId: actor.accountId }, moment),
    proposals,
    zone,
    conflicts,
    people: roll
      .filter((row) => row.enrolled)
      .map(({ person_id, first_name, last_name, organisation, mark }) => {
        return {
          person_id,
          name: personName(first_name, last_name),
          detail: organisation,
          mark: marked(mark),
          waits: waits(person_id),
          held: mark ? null : (held.get(person_id) ?? null),
          asks: reports.get(person_id),
        }
      }),
    teachers: teaching.map(({ person_id, first_name, last_name, role, mark }) => {
      return {
        person_id,
        name: personName(first_name, last_name),
        detail: roleName(role),
        mark: marked(mark),
        waits: waits(person_id),
        held: null,
      }
    }),
    walkIns: walkIns.map(({ id, first_name, last_name, organisation, sector, intervals }) => {
      const times = shownTimes({ status: 'present', intervals }, meeting, zone)
      const [proposed] = changes.filter((one) => one.kind === 'walk_in_times' && one.walk_in === id)
      const waits =
        proposed?.kind === 'walk_in_times'
          ? shownTimes({ status: 'present', intervals: proposed.intervals }, meeting, zone)
          : null
      return { id, name: personName(first_name, last_name), organisation, sector, ...times, waits }
    }),
    topicWaits: changes.flatMap((one) => (one.kind === 'topic' ? [one.topic ?? ''] : [])).at(0) ?? null,
    office: can(actor, 'project:manage', place) ? `/manage/${project.slug}/walk-ins` : null,
    contact: officeOf(project),
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
  return data(shown, init)
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, meeting } = await requirePermission(args, 'attendance:record')
  const sent = await readForm(args.request, mostRollFields)
  const intent = sent.get('intent')
  if (intent === 'all_present' || intent === 'all_absent') {
    const filled = everybody(sent, allStatuses[intent], await heldBackAt(db, meeting))
    return data({ result: formAsSent(filled, savedRollSchema), filled: true })
  }
  const shown = shownBy(intent)
  if (shown !== undefined) return data({ result: formAsSent(sent, savedRollSchema), shown })
  const at = { ...meeting, project_id: project.id }
  const schema = rollCallSchema(meeting, env().TZ_DISPLAY, await marksSeenAt(db, meeting))
  return await ledOn(await withForm(sent, schema, (typed) => takeRoll(db, actor, at, typed)))
}

/** The group that a figure's button asks for, where no script shows it at once; undefined for any other button. */
function shownBy(intent: unknown): RollGroup | null | undefined {
  if (intent === 'show_all') return null
  return rollGroups.find((group) => intent === `show_${group}`)
}

export default function RecordAttendance() {
  const data = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { meeting, edition, people, conflicts, trail } = data
  return (
    <MeetingPage title={m.attendance_roll_call()} meeting={meeting} edition={edition} trail={trail}>
      <DeviceNotices device={data.device} />
      <ProposalsNotice meeting={meeting} n={data.proposals} />
      <ConflictNotice meeting={meeting} people={[...people, ...data.teachers]} conflicts={conflicts} />
      {meeting.state === 'cancelled' ? (
        <Notice tone="warning" title={m.words_meeting_cancelled()}>
          {m.attendance_cancelled_text()}
        </Notice>
      ) : people.length + data.teachers.length === 0 ? (
        <EmptyState title={m.attendance_nobody_title()}>{m.attendance_nobody_text()}</EmptyState>
      ) : (
        <>
          {data.early && (
            <Notice tone="info" title={m.attendance_early_title()}>
              {m.attendance_early_text({ when: whenName(meeting) })}
            </Notice>
          )}
          {data.locked ? (
            <Notice tone="info" title={m.attendance_locked_title()}>
              <p>{m.attendance_locked_text()}</p>
              <p>
                <OfficeContact office={data.contact} />
              </p>
            </Notice>
          ) : (
            data.rule === 'settled' && (
              <Notice tone="warning" title={m.attendance_settled_title()}>
                {m.attendance_settled_text()}
              </Notice>
            )
          )}
          {reply && 'filled' in reply && <Notice tone="info">{m.attendance_all_present_done()}</Notice>}
          <RollCallForm
            {...data}
            shown={(reply && 'shown' in reply && reply.shown) || null}
            result={reply && 'result' in reply ? reply.result : undefined}
          />
          <script type="module" src={`/scripts/${data.device.build}/roll-call.js`} />
        </>
      )}
    </MeetingPage>
  )
}
