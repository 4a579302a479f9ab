// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DayTime,
  isOutside,
  longDaysOf,
  mostMinutesADay,
  overlappingMeetings,
  overlapsOf,
  type Stay,
} from '#prove/reports/conflict.ts'

const clock = (time: string) => `2026-02-05T${time}:00.000Z`

function stay(who: string, meeting: string, from: string, to: string, as: Stay['as'] = 'present'): Stay {
  return { who, meeting, from: clock(from), to: clock(to), as }
}

describe('people in two places', () => {
  it('finds Anna at the laboratory while she is at the course, and the time shared', () => {
    const found = overlapsOf([
      stay('anna', 'course', '10:00', '12:30'),
      stay('anna', 'laboratory', '12:00', '14:00'),
      stay('luca', 'laboratory', '12:00', '14:00'),
    ])
    expect(found).toEqual([
      {
        who: 'anna',
        meetings: ['course', 'laboratory'],
        from: clock('12:00'),
        to: clock('12:30'),
        kind: 'two_places',
      },
    ])
  })

  it('lets her go from one that ends to one that begins at the same moment', () => {
    expect(overlapsOf([stay('anna', 'a', '10:00', '12:00'), stay('anna', 'b', '12:00', '13:00')])).toEqual([])
  })

  it('lets her go out to another meeting and come back, but not be there meanwhile', () => {
    const out = [stay('anna', 'a', '09:00', '10:00'), stay('anna', 'a', '12:00', '13:00')]
    expect(overlapsOf([...out, stay('anna', 'b', '10:00', '12:00')])).toEqual([])
    expect(overlapsOf([...out, stay('anna', 'b', '10:00', '12:01')])).toHaveLength(1)
  })

  it('counts overlapping times at one meeting, and times that end before they begin, as nothing', () => {
    expect(overlapsOf([stay('anna', 'a', '10:00', '12:00'), stay('anna', 'a', '11:00', '13:00')])).toEqual([])
    expect(overlapsOf([stay('anna', 'a', '10:00', '12:00'), stay('anna', 'b', '11:30', '11:00')])).toEqual([])
  })

  it('tells a trainer booked twice, a trainer sitting elsewhere and an overlap still to come', () => {
    const kinds = (one: Stay['as'], other: Stay['as']) =>
      overlapsOf([
        stay('carla', 'a', '10:00', '12:00', one),
        stay('carla', 'b', '11:00', '13:00', other),
      ]).map(({ kind }) => kind)
    expect(kinds('teaching', 'teaching')).toEqual(['trainer_twice'])
    expect(kinds('teaching', 'present')).toEqual(['two_places'])
    expect(kinds('enrolled', 'enrolled')).toEqual(['overlap_ahead'])
    expect(kinds('teaching', 'enrolled')).toEqual(['overlap_ahead'])
  })

  const minute = fc.integer({ min: 0, max: 90 })
  const moment = (n: number) => new Date(Date.UTC(2026, 1, 5) + n * 60_000).toISOString()
  const stays = fc.array(
    fc
      .record({
        who: fc.constantFrom('a', 'b'),
        meeting: fc.constantFrom('1', '2', '3', '4'),
        f: minute,
        t: minute,
      })
      .map(
        ({ who, meeting, f, t }): Stay => ({ who, meeting, from: moment(f), to: moment(t), as: 'present' }),
      ),
    { maxLength: 14 },
  )

  /** Every pair looked at, minute by minute. */
  function bruteForce(all: readonly Stay[]): string[] {
    const found = new Map<string, string>()
    for (let n = 0; n < 90; n++) {
      const at = moment(n)
      const there = all.filter(({ from, to }) => from <= at && at < to)
      for (const one of there) {
        for (const other of there) {
          if (one.who !== other.who || one.meeting >= other.meeting) continue
          const key = `${one.who} ${one.meeting} ${other.meeting}`
          if (!found.has(key)) found.set(key, at)
        }
      }
    }
    return [...found].map(([key, at]) => `${key} ${at}`).sort()
  }

  it('finds what looking at every minute finds, whatever the order', () => {
    fc.assert(
      fc.property(stays, (all) => {
        const shown = (found: ReturnType<typeof overlapsOf>) =>
          found.map(({ who, meetings, from }) => `${who} ${meetings.join(' ')} ${from}`).sort()
        const found = shown(overlapsOf(all))
        expect(found).toEqual(bruteForce(all))
        expect(shown(overlapsOf(all.toReversed()))).toEqual(found)
      }),
      { numRuns: 300 },
    )
  })

  it('leaves out no meeting that shares time with another', () => {
    const meetings = fc.array(fc.tuple(minute, minute), { maxLength: 12 })
    fc.assert(
      fc.property(meetings, (spans) => {
        const all = spans.map(([f, t], at) => ({ id: `${at}`, starts_at: moment(f), ends_at: moment(t) }))
        const expected = all
          .filter((one) => one.starts_at < one.ends_at)
          .filter((one) =>
            all.some(
              (other) =>
                other.id !== one.id &&
                other.starts_at < other.ends_at &&
                other.starts_at < one.ends_at &&
                one.starts_at < other.ends_at,
            ),
          )
        expect([...overlappingMeetings(all)].sort()).toEqual(expected.map(({ id }) => id).sort())
      }),
    )
  })
})

describe('long days', () => {
  const time = (who: string, meeting: string, minutes: number, on = '2026-02-05'): DayTime => {
    return { who, meeting, minutes, on }
  }

  it('lets eight hours pass and finds eight hours and a minute', () => {
    expect(mostMinutesADay).toBe(480)
    expect(longDaysOf([time('anna', 'a', 300), time('anna', 'b', 180)])).toEqual([])
    expect(longDaysOf([time('anna', 'a', 300), time('anna', 'b', 181)])).toEqual([
      { who: 'anna', on: '2026-02-05', minutes: 481, meetings: ['a', 'b'] },
    ])
  })

  it('does not add days, people or the same meeting twice', () => {
    expect(longDaysOf([time('anna', 'a', 300), time('anna', 'b', 300, '2026-02-06')])).toEqual([])
    expect(longDaysOf([time('anna', 'a', 300), time('luca', 'b', 300)])).toEqual([])
    expect(longDaysOf([time('anna', 'a', 300), time('anna', 'a', 300)])).toEqual([])
  })

  it('finds what adding everybody up day by day finds', () => {
    const times = fc.array(
      fc.record({
        who: fc.constantFrom('a', 'b', 'c'),
        meeting: fc.constantFrom('1', '2', '3', '4'),
        on: fc.constantFrom('2026-02-05', '2026-02-06'),
        minutes: fc.integer({ min: 0, max: 400 }),
      }),
    )
    fc.assert(
      fc.property(times, (all) => {
        const expected: string[] = []
        for (const who of ['a', 'b', 'c']) {
          for (const on of ['2026-02-05', '2026-02-06']) {
            let sum = 0
            for (const meeting of ['1', '2', '3', '4']) {
              const own = all.filter((one) => one.who === who && one.on === on && one.meeting === meeting)
              sum += Math.max(0, ...own.map(({ minutes }) => minutes))
            }
            if (sum > 480) expected.push(`${who} ${on} ${sum}`)
          }
        }
        const found = longDaysOf(all).map(({ who, on, minutes }) => `${who} ${on} ${minutes}`)
        expect(found.sort()).toEqual(expected.sort())
      }),
    )
  })
})

describe("meetings outside a project's dates", () => {
  const iris = { starts_on: '2025-12-02', ends_on: '2026-06-02' }

  it('takes the first and the last day as inside', () => {
    expect(isOutside('2025-12-01', iris)).toBe(true)
    expect(isOutside('2025-12-02', iris)).toBe(false)
    expect(isOutside('2026-06-02', iris)).toBe(false)
    expect(isOutside('2026-06-03', iris)).toBe(true)
  })

  it('says nothing of a side without a date', () => {
    expect(isOutside('1999-01-01', { starts_on: null, ends_on: '2026-06-02' })).toBe(false)
    expect(isOutside('2099-01-01', { starts_on: null, ends_on: null })).toBe(false)
  })
})
