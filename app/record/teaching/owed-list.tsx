// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { meetingName } from '#plan/meetings/words.ts'
import { type OwedKind, owedAddress, owedName } from './owed.ts'

export type OwedMeeting = {
  id: string
  number: number
  title: string
  starts_at: string
  code: string
  step: OwedKind
}

/** Meetings of which something is owed: a line each, with the step that comes next. */
export function OwedList({ meetings }: { meetings: readonly OwedMeeting[] }) {
  return (
    <ul className="owed">
      {meetings.map((meeting) => (
        <li key={meeting.id}>
          <span className="owed-date">{showMomentDate(meeting.starts_at)}</span>
          <Link className="owed-meeting" to={`/meetings/${meeting.id}`}>
            {m.teaching_owed_meeting({ code: meeting.code, meeting: meetingName(meeting) })}
          </Link>
          <Link className="owed-step" to={owedAddress(meeting.step, meeting.id)}>
            {owedName(meeting.step)}
            <span className="visually-hidden">
              {': '}
              {m.teaching_owed_meeting({ code: meeting.code, meeting: meetingName(meeting) })}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
