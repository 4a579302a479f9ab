// SPDX-License-Identifier: AGPL-3.0-or-later
// What a mark says about one person at one meeting (domain.md 4.1, rule 2).
import { z } from 'zod'
import type { MarkStatus } from '#db/schema.ts'
import { type Break, creditedMinutes, type Interval, type MeetingTimes } from './minutes.ts'

/** What somebody can be said to be; a mark that says `withdrawn` takes back what was said. */
export const markStatuses = ['present', 'absent', 'excused'] as const satisfies readonly MarkStatus[]

/**
 * What is said of a person: whether there, and when. `intervals` is empty unless present. Who is excused may have a `note`
 * that says why and a `document` that proves it (a file's hash).
 */
export type Statement = {
  status: MarkStatus
  intervals: Interval[]
  note?: string | null
  document?: string | null
}

const timed: Record<MarkStatus, boolean> = {
  present: true,
  absent: false,
  excused: false,
  withdrawn: false,
}

/** Whether a status says when somebody was there. A status that is new is decided here before anything compiles. */
export function hasTimes(status: MarkStatus): boolean {
  return timed[status]
}

/** Times of presence that one mark takes: more than an online call gives anybody who loses it every minute. */
export const mostIntervals = 500

const moment = z.iso.datetime()
const intervalsColumn = z.array(z.object({ in: moment, out: moment }))
const breaksColumn = z.array(z.object({ from: moment, to: moment }))

/** Reads the column `mark.intervals`. */
export function intervalsOf(column: string): Interval[] {
  return intervalsColumn.parse(JSON.parse(column))
}

/** Reads the column `meeting.breaks`. */
export function breaksOf(column: string): Break[] {
  return breaksColumn.parse(JSON.parse(column))
}

/** A meeting's row as the minutes function takes it. */
export function timesOf(meeting: { starts_at: string; ends_at: string; breaks: string }): MeetingTimes {
  return { starts_at: meeting.starts_at, ends_at: meeting.ends_at, breaks: breaksOf(meeting.breaks) }
}

/** Whether two statements say the same. */
export function saysTheSame(one: Statement, other: Statement): boolean {
  return (
    one.status === other.status &&
    columnOf(one.intervals) === columnOf(other.intervals) &&
    (one.note ?? null) === (other.note ?? null) &&
    (one.document ?? null) === (other.document ?? null)
  )
}

/** Writes the column `mark.intervals`: in order, moments in their one form. */
export function columnOf(intervals: readonly Interval[]): string {
  const ordered = intervals
    .map((interval) => ({
      in: new Date(interval.in).toISOString(),
      out: new Date(interval.out).toISOString(),
    }))
    .sort((a, b) => (a.in + a.out < b.in + b.out ? -1 : 1))
  return JSON.stringify(ordered)
}

export type ShownStatus = MarkStatus | 'late' | 'left_early' | 'partial'

type Window = {
  starts_at: string
  ends_at: string
  breaks?: string | readonly Break[]
  /** Who arrives up to so many minutes after the beginning is not called late; the minutes count as they are. */
  late_after: number
}

/**
 * A status as it is shown: present from after the beginning, and what is tolerated, is late, until before the end is left early, both of them or
 * away in between (breaks aside) is partial.
 */
export function statusShown(mark: Statement, meeting: Window): ShownStatus {
  if (mark.status !== 'present') return mark.status
  const whole = endsOf(mark.intervals)
  if (!whole) return 'present'
  const late = Date.parse(whole.in) > Date.parse(meeting.starts_at) + meeting.late_after * 60_000
  const early = whole.out < meeting.ends_at
  if ((late && early) || isInterrupted(mark.intervals, whole, meeting)) return 'partial'
  return late ? 'late' : early ? 'left_early' : 'present'
}

/** Whether a minute or more of the meeting is missing between the first arrival and the last leaving. */
function isInterrupted(intervals: readonly Interval[], whole: Interval, meeting: Window): boolean {
  if (intervals.length < 2) return false
  const breaks = typeof meeting.breaks === 'string' ? breaksOf(meeting.breaks) : (meeting.breaks ?? [])
  const times = { ...meeting, breaks }
  return creditedMinutes(intervals, times) < creditedMinutes([whole], times)
}

/** The first arrival and the last leaving of several times of presence; null when there are none. */
export function endsOf(intervals: readonly Interval[]): Interval | null {
  const first = intervals.map((interval) => interval.in).sort()[0]
  const last = intervals
    .map((interval) => interval.out)
    .sort()
    .at(-1)
  return first === undefined || last === undefined ? null : { in: first, out: last }
}
