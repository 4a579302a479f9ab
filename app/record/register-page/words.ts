// SPDX-License-Identifier: AGPL-3.0-or-later

import { showHours, showMoment, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { modeName } from '#plan/meetings/words.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { type ShownStatus, statusShown } from '#record/marks/mark.ts'
import { statusName } from '#record/marks/words.ts'
import type { PageContent } from './content.ts'
import type { MeetingField, Presence } from './difference.ts'

type Meeting = PageContent['meeting']

/** "Neri Carla: 2:30, Fabbri Donata (tutor): ore non registrate" */
export function teacherHours({ teachers }: Pick<PageContent, 'teachers'>): string {
  const words = teachers.map(({ name, role, credited_minutes }) => {
    const who = role === 'tutor' ? m.words_tutor_name({ name }) : name
    return credited_minutes > 0
      ? m.register_teacher_hours({ name: who, hours: showHours(credited_minutes) })
      : m.register_teacher_no_hours({ name: who })
  })
  return words.join(', ') || m.register_none_assigned()
}

/** "11:00–12:00, 12:15–13:30" */
export function timesName(intervals: readonly { in: string; out: string }[]): string {
  return intervals
    .map((interval) => m.words_interval({ from: showTime(interval.in), to: showTime(interval.out) }))
    .join(', ')
}

/** A walk-in in one line: "Paoli Gino, Comune di Terni (pubblico), 11:20–13:30". */
export function saidAtDoor({
  name,
  organisation,
  sector,
  intervals,
}: PageContent['walk_ins'][number]): string {
  return [name, `${organisation} (${sectorName(sector)})`, timesName(intervals)].join(', ')
}

export function breaksName(breaks: Meeting['breaks']): string {
  return timesName(breaks.map(({ from, to }) => ({ in: from, out: to })))
}

/** A presence as the page of a meeting shows it; null: not marked. */
export function shownOn(
  meeting: Pick<Meeting, 'starts_at' | 'ends_at' | 'breaks' | 'late_after'>,
  presence: Presence,
): ShownStatus | null {
  const { status, intervals } = presence
  return status === null ? null : statusShown({ status, intervals }, meeting)
}

/** A presence in one line: "Presente, 11:20–13:10, 1:50". */
export function presenceName(presence: Presence | null): string {
  if (!presence) return m.register_change_none()
  const { status, intervals, credited_minutes, note } = presence
  if (status === null) return m.register_not_marked()
  const parts = [statusName(status), timesName(intervals), note]
  if (status === 'present') parts.splice(2, 0, showHours(credited_minutes))
  return parts.filter(Boolean).join(', ')
}

const fields: Record<MeetingField, { name: () => string; value: (meeting: Meeting) => string | null }> = {
  title: { name: m.register_change_title, value: (meeting) => meeting.title },
  starts_at: { name: m.words_start, value: (meeting) => showMoment(meeting.starts_at) },
  ends_at: { name: m.words_end, value: (meeting) => showMoment(meeting.ends_at) },
  breaks: { name: m.words_breaks, value: (meeting) => breaksName(meeting.breaks) },
  mode: { name: m.words_mode, value: (meeting) => modeName(meeting.mode) },
  venue: { name: m.words_place, value: (meeting) => meeting.venue },
  link: { name: m.words_link, value: (meeting) => meeting.link },
  topic: { name: m.words_topic_taught, value: (meeting) => meeting.topic },
  cancelled: {
    name: m.words_meeting_cancelled,
    value: (meeting) => (meeting.cancelled ? m.register_yes() : m.register_no()),
  },
}

export function fieldName(field: MeetingField): string {
  return fields[field].name()
}

export function fieldValue(field: MeetingField, meeting: Meeting): string {
  return fields[field].value(meeting) || m.register_change_none()
}
