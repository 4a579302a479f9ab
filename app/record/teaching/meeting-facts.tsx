// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showHours, showMoment, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Facts } from '#base/ui/page.tsx'
import type { MeetingTable } from '#db/schema.ts'
import type { MeetingMode } from '#plan/meetings/meeting.ts'
import { meetingStateName, modeName } from '#plan/meetings/words.ts'
import type { Break } from '#record/marks/minutes.ts'

type Teacher = { name: string; role: 'trainer' | 'tutor'; person_id: string; minutes: number | null }

type Props = {
  meeting: {
    id: string
    mode: MeetingMode
    link: string | null
    state: MeetingTable['state']
    topic: string | null
  }
  place: string | null
  breaks: readonly Break[]
  scheduled: number
  teachers: Teacher[]
  /** The page of the register in force, once the meeting is closed. */
  page: { version: number; closed_by_name: string; closed_at: string } | null
}

/** What a register says of a meeting, above its list of people. */
export function MeetingFacts({ meeting, place, breaks, scheduled, teachers, page }: Props) {
  const pauses = breaks.map(({ from, to }) => m.words_interval({ from: showTime(from), to: showTime(to) }))
  const facts = [
    { term: m.words_state(), value: meetingStateName(meeting.state) },
    {
      term: m.words_register_page(),
      value: page && (
        <Link to={`/meetings/${meeting.id}/register`}>
          {m.register_page_signed({
            version: page.version,
            name: page.closed_by_name,
            moment: showMoment(page.closed_at),
          })}
        </Link>
      ),
    },
    { term: m.words_mode(), value: modeName(meeting.mode) },
    { term: m.words_place(), value: place },
    { term: m.words_link(), value: meeting.link && <a href={meeting.link}>{meeting.link}</a> },
    {
      term: m.words_hours_of_the_meeting(),
      value: pauses.length > 0 ? m.words_net_hours({ hours: showHours(scheduled) }) : showHours(scheduled),
    },
    { term: m.words_breaks(), value: pauses.join(', ') },
    {
      term: m.words_trainers_and_tutors(),
      value:
        teachers.length > 0 ? (
          <Teachers meeting={meeting} teachers={teachers} />
        ) : (
          m.attendance_none_assigned()
        ),
    },
    { term: m.words_topic_taught(), value: meeting.topic ?? m.attendance_none_written() },
  ]
  return <Facts items={facts.filter(({ value }) => value !== null && value !== '')} />
}

/** Each with the hours of presence recorded, and the way to all that was recorded. */
function Teachers({ meeting, teachers }: { meeting: { id: string }; teachers: Teacher[] }) {
  return teachers.map(({ person_id, name, role, minutes }) => {
    const who = role === 'tutor' ? m.words_tutor_name({ name }) : name
    return (
      <div key={person_id}>
        <Link to={`/meetings/${meeting.id}/people/${person_id}`}>
          {minutes === null
            ? m.register_teacher_no_hours({ name: who })
            : m.register_teacher_hours({ name: who, hours: showHours(minutes) })}
        </Link>
      </div>
    )
  })
}
