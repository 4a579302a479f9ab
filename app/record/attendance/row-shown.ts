// SPDX-License-Identifier: AGPL-3.0-or-later
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { MarkSource, MarkStatus } from '#db/schema.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { shownTimes, type Window } from './row-typed.ts'

export type RollMark = {
  id: string
  status: MarkStatus
  intervals: Interval[]
  credited_minutes: number
  source: MarkSource
  recorded_by: string | null
  recorded_by_name: string | null
} | null

/** A mark as a row of the roll call shows it to an account. */
export function rollMark(mark: RollMark, meeting: Window, zone: string, accountId: string) {
  if (!mark) return null
  const { id, status, intervals, credited_minutes } = mark
  const several = intervals.length > 1
  return {
    id,
    status,
    credited_minutes,
    ...(several ? { in: '', out: '' } : shownTimes(mark, meeting, zone)),
    several: several ? intervalNames(intervals) : null,
    first: several && intervals[0] ? showTime(intervals[0].in) : '',
    self: mark.source === 'self',
    // Of a check-in its own person is the author: that is said in other words.
    by:
      mark.source === 'self' || mark.recorded_by === accountId ? null : (mark.recorded_by_name ?? 'Presente'),
  }
}

/** "09:30–10:15, 10:40:27–13:45": seconds where there are any. */
export function intervalNames(intervals: readonly Interval[]): string {
  return intervals
    .map((interval) => m.words_interval({ from: clockName(interval.in), to: clockName(interval.out) }))
    .join(', ')
}

function clockName(moment: string): string {
  const seconds = moment.slice(17, 19)
  return seconds === '00' ? showTime(moment) : `${showTime(moment)}:${seconds}`
}
