// SPDX-License-Identifier: AGPL-3.0-or-later
// What holds of credited minutes whatever the meeting and the times (domain.md 4.1, rule 3).
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  creditedMinutes,
  creditedSoFar,
  type Interval,
  type MeetingTimes,
  scheduledMinutes,
} from '#record/marks/minutes.ts'
import {
  intervalAt,
  intervalsOfDay,
  meetingOfDay,
  momentAt,
  secondOfDay,
  spans,
} from '#tests/record/attendance/any-meeting.ts'

/** Says what holds of all values that some arbitraries make. */
function property<T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => void,
): void {
  fc.assert(fc.property(fc.tuple<T>(...arbitraries), (values) => holds(...values)))
}

/** Seconds credited, by looking at each second of the meeting: painted where somebody was there, and not in breaks. */
function secondsCounted(intervals: readonly Interval[], meeting: MeetingTimes): number {
  const second = (moment: string) => Date.parse(moment) / 1000
  const from = second(meeting.starts_at)
  const there = new Uint8Array(second(meeting.ends_at) - from)
  const paint = (start: string, end: string, colour: 0 | 1) =>
    there.fill(colour, Math.max(second(start) - from, 0), Math.max(second(end) - from, 0))
  for (const interval of intervals) paint(interval.in, interval.out, 1)
  for (const pause of meeting.breaks) paint(pause.from, pause.to, 0)
  let counted = 0
  for (const one of there) counted += one
  return counted
}

describe('credited minutes', () => {
  it('agree with a count second by second', () => {
    property([intervalsOfDay, meetingOfDay], (intervals: Interval[], meeting: MeetingTimes) => {
      expect(creditedMinutes(intervals, meeting)).toBe(Math.floor(secondsCounted(intervals, meeting) / 60))
    })
  })

  it('are never more than the meeting net of its breaks, never negative, always whole', () => {
    property([intervalsOfDay, meetingOfDay], (intervals: Interval[], meeting: MeetingTimes) => {
      const minutes = creditedMinutes(intervals, meeting)
      expect(minutes).toBeGreaterThanOrEqual(0)
      expect(minutes).toBeLessThanOrEqual(scheduledMinutes(meeting))
      expect(Number.isInteger(minutes)).toBe(true)
    })
  })

  it('so far are never more than the time that has passed, never fewer later, and all of them at the end', () => {
    property(
      [intervalsOfDay, meetingOfDay, secondOfDay, secondOfDay],
      (intervals: Interval[], meeting: MeetingTimes, one: number, other: number) => {
        const [earlier, later] = [momentAt(Math.min(one, other)), momentAt(Math.max(one, other))]
        const soFar = (at: string) => creditedSoFar(intervals, meeting, at)
        const passed = Math.max(0, (Date.parse(earlier) - Date.parse(meeting.starts_at)) / 60_000)
        expect(soFar(earlier)).toBeGreaterThanOrEqual(0)
        expect(soFar(earlier)).toBeLessThanOrEqual(passed)
        expect(soFar(earlier)).toBeLessThanOrEqual(soFar(later))
        expect(soFar(meeting.ends_at)).toBe(creditedMinutes(intervals, meeting))
        expect(soFar(later)).toBeLessThanOrEqual(creditedMinutes(intervals, meeting))
      },
    )
  })

  it('do not depend on the order of the intervals', () => {
    const shuffled = intervalsOfDay.chain((intervals) =>
      fc.tuple(fc.constant(intervals), fc.shuffledSubarray(intervals, { minLength: intervals.length })),
    )
    property([shuffled, meetingOfDay], ([one, other]: [Interval[], Interval[]], meeting: MeetingTimes) => {
      expect(creditedMinutes(other, meeting)).toBe(creditedMinutes(one, meeting))
    })
  })

  it('count overlapping intervals once: the same interval again, or a part of it, changes nothing', () => {
    const withPart = spans(3).chain(([from, a, b, to]) =>
      fc.constant([intervalAt(from, to), intervalAt(a, b)] as const),
    )
    property(
      [intervalsOfDay, withPart, meetingOfDay],
      (others: Interval[], [whole, part]: readonly [Interval, Interval], meeting: MeetingTimes) => {
        const once = creditedMinutes([...others, whole], meeting)
        expect(creditedMinutes([whole, ...others, part, whole], meeting)).toBe(once)
      },
    )
  })

  it('merge two intervals that overlap into the one from the first arrival to the last leaving', () => {
    property(
      [intervalsOfDay, spans(3), meetingOfDay],
      (others: Interval[], [a, b, c, d]: number[], meeting: MeetingTimes) => {
        const two = [intervalAt(a, c), intervalAt(b, d)]
        expect(creditedMinutes([...others, ...two], meeting)).toBe(
          creditedMinutes([...others, intervalAt(a, d)], meeting),
        )
      },
    )
  })

  it('do not change when an interval is split at a moment in it', () => {
    property(
      [intervalsOfDay, spans(2), meetingOfDay],
      (others: Interval[], [from, middle, to]: number[], meeting: MeetingTimes) => {
        const split = [intervalAt(from, middle), intervalAt(middle, to)]
        expect(creditedMinutes([...others, ...split], meeting)).toBe(
          creditedMinutes([...others, intervalAt(from, to)], meeting),
        )
      },
    )
  })

  it('keep the seconds and drop them once, at the end: pieces lose less than a minute each, the sum less than one', () => {
    property([intervalsOfDay, meetingOfDay], (intervals: Interval[], meeting: MeetingTimes) => {
      const seconds = secondsCounted(intervals, meeting)
      const minutes = creditedMinutes(intervals, meeting)
      expect(seconds - minutes * 60).toBeGreaterThanOrEqual(0)
      expect(seconds - minutes * 60).toBeLessThan(60)
      const piecewise = intervals.reduce((sum, interval) => sum + creditedMinutes([interval], meeting), 0)
      const disjoint = intervals.reduce((sum, one) => sum + secondsCounted([one], meeting), 0) === seconds
      if (disjoint) expect(minutes).toBeGreaterThanOrEqual(piecewise)
    })
  })

  it('are none before the meeting, after it and in its breaks', () => {
    property([intervalsOfDay, meetingOfDay], (intervals: Interval[], meeting: MeetingTimes) => {
      const before = { in: momentAt(-7200), out: meeting.starts_at }
      const after = { in: meeting.ends_at, out: momentAt(2 * 86_400) }
      const pauses = meeting.breaks.map((pause) => ({ in: pause.from, out: pause.to }))
      expect(creditedMinutes([before, after, ...pauses], meeting)).toBe(0)
      expect(creditedMinutes([...intervals, before, after, ...pauses], meeting)).toBe(
        creditedMinutes(intervals, meeting),
      )
    })
  })

  it('are none for times that end before they begin', () => {
    property([secondOfDay, secondOfDay, meetingOfDay], (a: number, b: number, meeting: MeetingTimes) => {
      const [early, late] = [Math.min(a, b), Math.max(a, b)]
      expect(creditedMinutes([intervalAt(late, early)], meeting)).toBe(0)
    })
  })

  it('are those of the same meeting on another day', () => {
    const days = fc.integer({ min: -400, max: 400 })
    property(
      [intervalsOfDay, meetingOfDay, days],
      (intervals: Interval[], meeting: MeetingTimes, by: number) => {
        const moved = (moment: string) => new Date(Date.parse(moment) + by * 86_400_000).toISOString()
        const other = {
          starts_at: moved(meeting.starts_at),
          ends_at: moved(meeting.ends_at),
          breaks: meeting.breaks.map((pause) => ({ from: moved(pause.from), to: moved(pause.to) })),
        }
        const times = intervals.map((interval) => ({ in: moved(interval.in), out: moved(interval.out) }))
        expect(creditedMinutes(times, other)).toBe(creditedMinutes(intervals, meeting))
      },
    )
  })
})
