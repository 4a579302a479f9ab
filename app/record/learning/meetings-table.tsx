// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showDay, showDuration, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'
import { intervalsOf, type ShownStatus, statusShown } from '#record/marks/mark.ts'
import type { progressOf } from './my-work.server.ts'

type Meeting = NonNullable<Awaited<ReturnType<typeof progressOf>>>['meetings'][number]

const statusWords: Record<ShownStatus, () => string> = {
  present: () => m.words_present(),
  late: () => m.learning_mark_late(),
  left_early: () => m.learning_mark_left_early(),
  partial: () => m.learning_mark_partial(),
  absent: () => m.words_absent(),
  excused: () => m.learning_mark_excused(),
  withdrawn: () => m.attendance_status_withdrawn(),
}

type Props = {
  /** Each with whether it has begun, and a report of mine about it that waits. */
  meetings: (Meeting & { begun: boolean; reported: boolean })[]
  venue: string | null
  path: string
}

/** The meetings of an edition and what is recorded of me at each. */
export function MeetingsOfPath({ meetings, venue, path }: Props) {
  if (meetings.length === 0) return <p>{m.learning_path_no_meetings()}</p>
  return (
    <DataTable
      caption={m.words_meetings()}
      captionHidden
      rows={meetings}
      rowKey={(meeting) => meeting.id}
      columns={[
        {
          key: 'meeting',
          label: m.words_meeting(),
          cell: (meeting) => `${meeting.number}. ${meeting.title}`,
        },
        {
          key: 'when',
          label: m.words_when(),
          cell: (meeting) =>
            m.learning_my_meeting_when({
              day: showDay(meeting.starts_at),
              from: showTime(meeting.starts_at),
              to: showTime(meeting.ends_at),
            }),
        },
        { key: 'where', label: m.words_where(), cell: (meeting) => whereOf(meeting, venue) },
        {
          key: 'mark',
          label: m.words_attendance(),
          cell: (meeting) => (
            <>
              {wordsOf(meeting)}
              {meeting.begun && meeting.state !== 'cancelled' && (
                <div>
                  <Link to={`${path}/meetings/${meeting.id}/correction`}>
                    {meeting.reported ? m.requests_state_open() : m.requests_report()}
                    <span className="visually-hidden"> {`${meeting.number}. ${meeting.title}`}</span>
                  </Link>
                </div>
              )}
            </>
          ),
        },
        {
          key: 'credited',
          label: m.learning_path_column_credited(),
          cell: (meeting) =>
            meeting.mark && meeting.creditedMinutes !== null && meeting.state !== 'cancelled'
              ? m.learning_path_credited({
                  credited: showDuration(meeting.creditedMinutes),
                  planned: showDuration(meeting.minutes),
                })
              : '–',
        },
      ]}
    />
  )
}

function whereOf(meeting: Meeting, venue: string | null) {
  const place = meeting.venue ?? (meeting.mode === 'in_person' || meeting.mode === 'hybrid' ? venue : null)
  const link = meeting.link && meeting.state !== 'cancelled' && (
    <a href={meeting.link} rel="external noopener noreferrer">
      {m.learning_my_meeting_link()}
    </a>
  )
  return (
    <>
      {place ?? (link ? '' : m.learning_path_online())}
      {place && link && ' · '}
      {link}
    </>
  )
}

function wordsOf(meeting: Meeting): string {
  const { recording, mark } = meeting
  switch (recording) {
    case 'cancelled':
      return m.words_meeting_cancelled()
    case 'to_record':
      return m.words_still_to_record()
    case 'to_come':
      return m.learning_mark_to_come()
    case 'recorded': {
      if (!mark) return m.learning_mark_not_on_page()
      const { status, intervals } = mark
      return statusWords[statusShown({ status, intervals: intervalsOf(intervals) }, meeting)]()
    }
  }
}
