// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showDate, showHours, showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import type { ProjectHours, TaughtMeeting } from './month.ts'
import type { Overlap } from './overlaps.server.ts'
import { asRole, hoursName, intervalsName, sharedName } from './words.ts'

type Together = Omit<ProjectHours, 'project'>

/** Hours of the month, taught, agreed and left: a row for each project and, of several, one for all. */
export function HoursOfProjects({ hours, together }: { hours: readonly ProjectHours[]; together: Together }) {
  const all = { ...together, name: m.teaching_hours_together(), key: 'all' }
  const each = hours.map(({ project, ...rest }) => ({ ...rest, name: project.acronym, key: project.id }))
  return (
    <DataTable
      caption={m.teaching_hours_title()}
      captionHidden
      rows={each.length > 1 ? [...each, all] : each}
      rowKey={({ key }) => key}
      columns={[
        { key: 'project', label: m.words_project(), cell: ({ name }) => name },
        {
          key: 'month',
          label: m.teaching_hours_month(),
          numeric: true,
          cell: ({ month }) => showHours(month),
        },
        {
          key: 'agreed',
          label: m.teaching_agreed(),
          numeric: true,
          cell: ({ agreed }) => hoursName(agreed),
        },
        {
          key: 'taught',
          label: m.teaching_hours_taught(),
          numeric: true,
          cell: ({ taught }) => showHours(taught),
        },
        { key: 'left', label: m.teaching_hours_left(), numeric: true, cell: ({ left }) => hoursName(left) },
      ]}
    />
  )
}

/** The meetings taught, as their closed pages say. */
export function TaughtMeetings({ rows }: { rows: readonly TaughtMeeting[] }) {
  return (
    <DataTable
      caption={m.teaching_taught_title()}
      captionHidden
      rows={rows}
      rowKey={({ meeting_id }) => meeting_id}
      columns={[
        {
          key: 'meeting',
          label: m.words_meeting(),
          cell: (row) => <Link to={`/meetings/${row.meeting_id}`}>{asRole(meetingName(row), row.role)}</Link>,
        },
        { key: 'date', label: m.words_date(), cell: ({ on }) => showDate(on) },
        {
          key: 'edition',
          label: m.words_edition(),
          cell: ({ project, edition }) => `${project.acronym} · ${edition.code}`,
        },
        { key: 'times', label: m.words_times(), cell: ({ intervals }) => intervalsName(intervals) },
        {
          key: 'hours',
          label: m.words_hours(),
          numeric: true,
          cell: ({ minutes }) => showHours(minutes),
        },
        { key: 'topic', label: m.words_topic_taught(), cell: ({ topic }) => topic ?? '–' },
      ]}
    />
  )
}

type Waiting = {
  id: string
  number: number
  title: string
  starts_at: string
  ends_at: string
  code: string
  acronym: string
}

/** Meetings that were held and do not count until their page is closed. */
export function NotCountedYet({ meetings }: { meetings: readonly Waiting[] }) {
  return (
    <>
      <p>{m.teaching_waiting_text()}</p>
      <ul className="owed">
        {meetings.map((meeting) => (
          <li key={meeting.id}>
            <span className="owed-date">{showMomentDate(meeting.starts_at)}</span>
            <Link className="owed-meeting" to={`/meetings/${meeting.id}`} title={whenName(meeting)}>
              {m.teaching_owed_meeting({ code: meeting.code, meeting: meetingName(meeting) })}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Times that two closed pages give to one person, with both meetings: for that person alone. */
export function OwnOverlaps({ overlaps }: { overlaps: readonly Overlap[] }) {
  return (
    <ul>
      {overlaps.map(({ times, meetings: [one, other] }) => (
        <li key={`${one.id} ${other.id}`}>
          {sharedName(times)}: <Link to={`/meetings/${one.id}`}>{overlapMeeting(one)}</Link>{' '}
          {m.teaching_overlap_and()} <Link to={`/meetings/${other.id}`}>{overlapMeeting(other)}</Link>
        </li>
      ))}
    </ul>
  )
}

export function overlapMeeting(meeting: { acronym: string; code: string; number: number; title: string }) {
  return `${meeting.acronym} · ${meeting.code} · ${meetingName(meeting)}`
}
