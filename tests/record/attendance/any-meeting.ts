// SPDX-License-Identifier: AGPL-3.0-or-later
// Any meeting of a day and any times of presence around it, to the second.
import fc from 'fast-check'
import type { Interval, MeetingTimes } from '#record/marks/minutes.ts'

const midnight = Date.parse('2026-02-05T00:00:00Z')

/** The moment so many seconds after the day begins. */
export function momentAt(second: number): string {
  return new Date(midnight + second * 1000).toISOString()
}

export function intervalAt(from: number | undefined, to: number | undefined): Interval {
  return { in: momentAt(from ?? 0), out: momentAt(to ?? 0) }
}

// From six to midnight: meetings are drawn from the same hours, so that most intervals touch them.
export const secondOfDay = fc.integer({ min: 6 * 3600, max: 24 * 3600 })

/** `parts` + 1 seconds of the day in order: the ends of so many pieces that follow each other. */
export function spans(parts: number): fc.Arbitrary<number[]> {
  return fc
    .array(secondOfDay, { minLength: parts + 1, maxLength: parts + 1 })
    .map((seconds) => seconds.sort((a, b) => a - b))
}

const interval = fc
  .uniqueArray(secondOfDay, { minLength: 2, maxLength: 2 })
  .map((seconds) => seconds.sort((a, b) => a - b))
  .map(([from, to]) => intervalAt(from, to))

/** Up to six, overlapping or not, each ending after it begins. */
export const intervalsOfDay = fc.array(interval, { maxLength: 6 })

/** At least one. */
export const someIntervals = fc.array(interval, { minLength: 1, maxLength: 4 })

/** From a minute to eight hours, with up to three breaks within it, which may overlap. */
export const meetingOfDay: fc.Arbitrary<MeetingTimes> = fc
  .tuple(secondOfDay, fc.integer({ min: 60, max: 8 * 3600 }))
  .chain(([start, length]) => {
    const moment = fc.integer({ min: start, max: start + length })
    const pause = fc.tuple(moment, moment).map(([a, b]) => ({
      from: momentAt(Math.min(a, b)),
      to: momentAt(Math.max(a, b)),
    }))
    return fc.array(pause, { maxLength: 3 }).map((breaks) => ({
      starts_at: momentAt(start),
      ends_at: momentAt(start + length),
      breaks,
    }))
  })
