// SPDX-License-Identifier: AGPL-3.0-or-later
import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { now } from '#base/clock.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState, Notice } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { meetingHistory } from '#plan/meetings/history.server.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import { personName } from '#plan/people/person.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { rollOf } from '#record/attendance/roll.server.ts'
import { DeviceNotices } from '#record/device/device-notices.tsx'
import { onDevice } from '#record/device/kept-page.server.ts'
import { EvidenceLine } from '#record/evidence/evidence-line.tsx'
import { evidenceOf } from '#record/evidence/facts.server.ts'
import { statusShown, timesOf } from '#record/marks/mark.ts'
import { creditedSoFar, type Interval, scheduledMinutes } from '#record/marks/minutes.ts'
import { totalsOf } from '#record/marks/totals.ts'
import { TotalsRow } from '#record/marks/totals-row.tsx'
import { reportsOf } from '#record/online/platform-reports.server.ts'
import { ProposalsNotice } from '#record/proposals/proposals-notice.tsx'
import { proposalsCount } from '#record/proposals/proposed-marks.server.ts'
import { pageInForce } from '#record/register-page/versions.server.ts'
import { openRequestsCount } from '#record/requests/asked.server.ts'
import { RequestsNotice } from '#record/requests/requests-notice.tsx'
import { PresenceTable } from '#record/roll-call/presence-table.tsx'
import { teachingRollOf } from '#record/roll-call/teaching-roll.server.ts'
import { walkInsOf } from '#record/walk-ins/walk-ins.server.ts'
import { MeetingNextActions, MeetingTools } from './meeting-actions.tsx'
import { MeetingFacts } from './meeting-facts.tsx'
import { MeetingPast } from './meeting-past.tsx'

export { keepHeaders as headers } from '#record/device/kept-page.ts'
export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${meetingName(data.meeting)} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const [roll, teachers, walkIns, past, page, evidence, reports, proposals, requests] = await Promise.all([
    rollOf(db, meeting),
    teachingRollOf(db, meeting),
    walkInsOf(db, meeting.id),
    meetingHistory(db, meeting.id),
    pageInForce(db, meeting.id),
    evidenceOf(db, [meeting.id]),
    reportsOf(db, meeting.id),
    proposalsCount(db, meeting.id),
    openRequestsCount(db, meeting.id),
  ])
  // At a meeting that is not held nobody is still to be marked.
  const times = timesOf(meeting)
  const moment = now()
  const soFar = <Mark extends { intervals: Interval[] }>(mark: Mark) => {
    return { ...mark, credited_minutes: creditedSoFar(mark.intervals, times, moment) }
  }
  const people = roll
    .filter((row) => row.mark || meeting.state !== 'cancelled')
    .map((row) => ({ ...row, mark: row.mark && soFar(row.mark) }))
  const { id, number, title, starts_at, ends_at, mode, link, state, topic } = meeting
  const place = { projectId: project.id, editionId: edition.id }
  const found = evidence.get(id)
  const { device, init } = await onDevice(db, actor, { ...meeting, project_id: project.id })
  const shown = {
    device,
    meeting: { id, number, title, starts_at, ends_at, mode, link, state, topic },
    place: meeting.venue ?? edition.venue,
    breaks: times.breaks,
    scheduled: scheduledMinutes(times),
    edition: { code: edition.code, title: edition.title },
    teachers: teachers.map(({ person_id, first_name, last_name, role, mark }) => ({
      person_id,
      name: personName(first_name, last_name),
      role,
      minutes: mark && soFar(mark).credited_minutes,
    })),
    people: people.map((row) => ({
      ...row,
      shown: row.mark && statusShown(row.mark, { ...meeting, late_after: project.late_after }),
    })),
    totals: totalsOf(people),
    walkIns: walkIns.length,
    past,
    page,
    reports,
    proposals,
    requests,
    evidence: found ? { state: found.state, why: found.why } : null,
    begun: moment >= starts_at,
    over: moment > ends_at,
    project: project.slug,
    language: project.language,
    trail: trailTo(actor, project, edition),
    mayRecord: can(actor, 'attendance:record', place),
    mayLock: can(actor, 'register:lock', place),
    funding: fundingOf(project),
  }
  return data(shown, init)
}

export default function ShowMeeting() {
  const data = useLoaderData<typeof loader>()
  const { meeting, edition, people, totals, trail, past, evidence } = data
  const here = `/meetings/${meeting.id}`
  return (
    <Page
      title={meetingName(meeting)}
      language={data.language}
      lead={
        <>
          <Link to={`/manage/${data.project}/editions/${edition.code}`}>{edition.code}</Link> ·{' '}
          {edition.title}
          <br />
          {whenName(meeting)}
        </>
      }
      breadcrumb={[trail, { label: meetingName(meeting) }]}
      actions={<MeetingNextActions {...data} />}
    >
      <DeviceNotices device={data.device} />
      {meeting.state === 'cancelled' && past[0]?.kind !== 'cancelled' && (
        <Notice tone="warning" title={m.words_meeting_cancelled()}>
          {m.attendance_cancelled_text()}
        </Notice>
      )}
      {data.mayRecord && <ProposalsNotice meeting={meeting} n={data.proposals} />}
      {data.mayRecord && <RequestsNotice meeting={meeting} n={data.requests} />}
      <MeetingPast past={past} />
      <MeetingFacts {...data} />
      {evidence && <EvidenceLine evidence={evidence} to={`${here}/evidence`} />}
      <MeetingTools {...data} />
      {(people.length > 0 || meeting.state !== 'cancelled') && (
        <Section title={m.words_attendances()}>
          {data.walkIns > 0 && <p>{m.register_warning_walk_ins({ n: data.walkIns })}</p>}
          {people.length === 0 ? (
            <EmptyState title={m.attendance_nobody_title()}>{m.attendance_nobody_text()}</EmptyState>
          ) : (
            <>
              <TotalsRow totals={totals} />
              <PresenceTable meeting={meeting} people={people} />
            </>
          )}
        </Section>
      )}
    </Page>
  )
}
