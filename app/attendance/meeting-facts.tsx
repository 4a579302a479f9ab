// SPDX-License-Identifier: AGPL-3.0-or-later
import { meetingStateName, modeName } from '#app/editions/edition-words.ts'
import type { MeetingMode } from '#app/editions/meeting.ts'
import { showHours, showTime } from '#app/i18n/format.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { Facts } from '#app/ui/page.tsx'
import type { MeetingTable } from '#db/schema.ts'
import type { Break } from './minutes.ts'

type Props = {
  meeting: { mode: MeetingMode; link: string | null; state: MeetingTable['state']; topic: string | null }
  place: string | null
  breaks: readonly Break[]
  scheduled: number
  teachers: { name: string; role: 'trainer' | 'tutor' }[]
}

/** What a register says of a meeting, above its list of people. */
export function MeetingFacts({ meeting, place, breaks, scheduled, teachers }: Props) {
  const names = teachers.map(({ name, role }) => (role === 'tutor' ? m.attendance_tutor({ name }) : name))
  const pauses = breaks.map(({ from, to }) =>
    m.attendance_interval({ from: showTime(from), to: showTime(to) }),
  )
  const facts = [
    { term: m.attendance_fact_state(), value: meetingStateName(meeting.state) },
    { term: m.attendance_fact_mode(), value: modeName(meeting.mode) },
    { term: m.attendance_fact_place(), value: place },
    { term: m.attendance_fact_link(), value: meeting.link && <a href={meeting.link}>{meeting.link}</a> },
    {
      term: m.attendance_fact_hours(),
      value:
        pauses.length > 0
          ? m.attendance_fact_hours_net({ hours: showHours(scheduled) })
          : showHours(scheduled),
    },
    { term: m.attendance_fact_breaks(), value: pauses.join(', ') },
    { term: m.attendance_fact_teachers(), value: names.join(', ') || m.attendance_none_assigned() },
    { term: m.attendance_fact_topic(), value: meeting.topic ?? m.attendance_none_written() },
  ]
  return <Facts items={facts.filter(({ value }) => value !== null && value !== '')} />
}
