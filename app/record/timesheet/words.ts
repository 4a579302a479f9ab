// SPDX-License-Identifier: AGPL-3.0-or-later
import { showHours, showMomentDate, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { TeachingRole } from '#plan/meetings/trainer.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { minutesOf, type Shared } from './overlap.ts'

/** "09:30–11:00, 11:15–13:45" */
export function intervalsName(intervals: readonly Interval[]): string {
  return intervals
    .map((one) => m.words_interval({ from: showTime(one.in), to: showTime(one.out) }))
    .join(', ')
}

/** Hours that may be below zero, as "-1:30", or not be there at all. */
export function hoursName(minutes: number | null): string {
  if (minutes === null) return '–'
  return minutes < 0 ? `-${showHours(-minutes)}` : showHours(minutes)
}

/** "05/02/2026, 10:00–11:30 (1:30)" */
export function sharedName(times: readonly Shared[]): string {
  const spans = times.map(({ from, to }) => m.words_interval({ from: showTime(from), to: showTime(to) }))
  return m.teaching_overlap_times({
    date: showMomentDate(times[0]?.from ?? ''),
    times: spans.join(', '),
    hours: showHours(minutesOf(times)),
  })
}

export function asRole(title: string, role: TeachingRole): string {
  return role === 'tutor' ? m.words_tutor_name({ name: title }) : title
}
