// SPDX-License-Identifier: AGPL-3.0-or-later
// Times of connection as an online platform gives them, several for a person: reconnections, a second device, a call that
// was restarted.
import { z } from 'zod'
import type { Interval } from '#record/marks/minutes.ts'

const moment = z.iso.datetime()
const intervalsColumn = z.array(z.object({ in: moment, out: moment }))

/** Reads the column `platform_row.intervals`. */
export function connectionsOf(column: string): Interval[] {
  return intervalsColumn.parse(JSON.parse(column))
}

/** The same time of connection without overlaps, in order: what overlaps or touches becomes one. */
export function unite(intervals: readonly Interval[]): Interval[] {
  const ordered = intervals
    .filter((interval) => interval.out >= interval.in)
    .toSorted((a, b) => (a.in + a.out < b.in + b.out ? -1 : 1))
  const result: Interval[] = []
  for (const interval of ordered) {
    const last = result.at(-1)
    if (last && interval.in <= last.out) {
      if (interval.out > last.out) last.out = interval.out
    } else result.push({ ...interval })
  }
  return result
}

/** Whole seconds of several times of connection that do not overlap. */
export function secondsOf(intervals: readonly Interval[]): number {
  const milliseconds = intervals.reduce((sum, one) => sum + Date.parse(one.out) - Date.parse(one.in), 0)
  return Math.floor(milliseconds / 1000)
}

/** The times of connection that fall, at least in part, within a meeting. */
export function during(
  intervals: readonly Interval[],
  meeting: { starts_at: string; ends_at: string },
): Interval[] {
  return intervals.filter(
    (one) => one.out > one.in && one.out > meeting.starts_at && one.in < meeting.ends_at,
  )
}

/** Somebody connecting or disconnecting, or both in one line: moments, null where the report says nothing. */
export type Connection = { in: string | null; out: string | null }

/**
 * A person's times from the lines of a report: those with both ends as they are, single entries and exits paired in order.
 * An entry that nothing closes ends at `last`, the last moment the report knows of; an exit that nothing opened has no length.
 */
export function timesOfConnection(connections: readonly Connection[], last: string): Interval[] {
  const whole = connections.flatMap((one) =>
    one.in !== null && one.out !== null ? [{ in: one.in, out: one.out }] : [],
  )
  const events = connections
    .flatMap((one) => {
      if (one.in !== null && one.out === null) return [{ at: one.in, enters: true }]
      return one.in === null && one.out !== null ? [{ at: one.out, enters: false }] : []
    })
    .sort((a, b) => (a.at === b.at ? Number(b.enters) - Number(a.enters) : a.at < b.at ? -1 : 1))
  let open: string | null = null
  for (const { at, enters } of events) {
    if (enters) open ??= at
    else {
      whole.push({ in: open ?? at, out: at })
      open = null
    }
  }
  if (open !== null) whole.push({ in: open, out: last > open ? last : open })
  return unite(whole)
}
