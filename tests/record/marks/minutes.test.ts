// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentOf } from '#base/i18n/zone.ts'
import { creditedMinutes, type Interval, type MeetingTimes, scheduledMinutes } from '#record/marks/minutes.ts'

const rome = (date: string, time: string) => momentOf(date, time, 'Europe/Rome')

function meeting(starts_at: string, ends_at: string, breaks: MeetingTimes['breaks'] = []): MeetingTimes {
  return { starts_at, ends_at, breaks }
}

describe('minutes credited at a meeting', () => {
  const morning = meeting(rome('2026-02-05', '11:00'), rome('2026-02-05', '13:30'))
  const there = (from: string, to: string) => ({ in: rome('2026-02-05', from), out: rome('2026-02-05', to) })

  it('are 110 of 150 for who arrives at 11:20 and leaves at 13:10 (domain.md edge case 6)', () => {
    expect(creditedMinutes([there('11:20', '13:10')], morning)).toBe(110)
    expect(scheduledMinutes(morning)).toBe(150)
  })

  it('are those of the meeting only, however early or late somebody stays', () => {
    expect(creditedMinutes([there('09:00', '18:00')], morning)).toBe(150)
    expect(creditedMinutes([there('14:00', '18:00')], morning)).toBe(0)
  })

  it('leave out breaks, also those that overlap or reach beyond the meeting', () => {
    const breaks = [
      { from: rome('2026-02-05', '12:00'), to: rome('2026-02-05', '12:15') },
      { from: rome('2026-02-05', '12:10'), to: rome('2026-02-05', '12:20') },
      { from: rome('2026-02-05', '13:25'), to: rome('2026-02-05', '14:00') },
    ]
    const withBreaks = { ...morning, breaks }
    expect(scheduledMinutes(withBreaks)).toBe(125)
    expect(creditedMinutes([there('12:05', '12:30')], withBreaks)).toBe(10)
  })

  it('count once what several arrivals and leavings cover twice', () => {
    expect(creditedMinutes([there('11:00', '12:00'), there('11:30', '12:30')], morning)).toBe(90)
  })

  it('are floored once, at the end: two half minutes make one', () => {
    const half = (second: number) => ({
      in: new Date(Date.parse(morning.starts_at) + second * 1000).toISOString(),
      out: new Date(Date.parse(morning.starts_at) + (second + 30) * 1000).toISOString(),
    })
    expect(creditedMinutes([half(0)], morning)).toBe(0)
    expect(creditedMinutes([half(0), half(600)], morning)).toBe(1)
    expect(creditedMinutes([half(0), half(600), half(1200)], morning)).toBe(1)
  })

  it('are none for an interval that ends before it begins', () => {
    expect(creditedMinutes([there('13:00', '12:00'), there('12:00', '12:00')], morning)).toBe(0)
  })

  it('are right across midnight (edge case 9)', () => {
    const night = meeting(rome('2026-02-05', '23:30'), rome('2026-02-06', '00:30'))
    expect(scheduledMinutes(night)).toBe(60)
    const late = { in: rome('2026-02-05', '23:45'), out: rome('2026-02-06', '00:10') }
    expect(creditedMinutes([late], night)).toBe(25)
  })

  it('are five hours from midnight to four on the night the clocks go back', () => {
    const night = meeting(rome('2026-10-25', '00:00'), rome('2026-10-25', '04:00'))
    expect(scheduledMinutes(night)).toBe(300)
  })

  it('are three hours from midnight to four on the night the clocks go forward', () => {
    const night = meeting(rome('2026-03-29', '00:00'), rome('2026-03-29', '04:00'))
    expect(scheduledMinutes(night)).toBe(180)
  })
})

describe('minutes credited, whatever the times', () => {
  const start = Date.parse('2026-02-05T10:00:00Z')
  const at = (milliseconds: number) => new Date(start + milliseconds).toISOString()
  const hour = 3_600_000
  const offset = fc.integer({ min: -2 * hour, max: 6 * hour })
  const intervals = fc.array(
    fc.tuple(offset, offset).map(([one, other]): Interval => ({ in: at(one), out: at(other) })),
    { maxLength: 8 },
  )
  const meetings = fc
    .tuple(
      fc.integer({ min: 1, max: 5 * hour }),
      fc.array(
        fc.tuple(offset, offset).map(([from, to]) => ({ from: at(from), to: at(to) })),
        { maxLength: 4 },
      ),
    )
    .map(([length, breaks]) => meeting(at(0), at(length), breaks))

  it('are never more than the meeting credits', () => {
    fc.assert(
      fc.property(intervals, meetings, (times, meeting) => {
        const minutes = creditedMinutes(times, meeting)
        expect(minutes).toBeGreaterThanOrEqual(0)
        expect(minutes).toBeLessThanOrEqual(scheduledMinutes(meeting))
        expect(Number.isInteger(minutes)).toBe(true)
      }),
    )
  })

  it('do not depend on the order of intervals and breaks', () => {
    fc.assert(
      fc.property(intervals, meetings, (times, meeting) => {
        const turned = { ...meeting, breaks: [...meeting.breaks].reverse() }
        expect(creditedMinutes([...times].reverse(), turned)).toBe(creditedMinutes(times, meeting))
      }),
    )
  })

  it('do not change when an interval is split at a moment in it', () => {
    fc.assert(
      fc.property(intervals, meetings, offset, offset, offset, (times, meeting, a, b, c) => {
        const [from, middle, to] = [a, b, c].sort((x, y) => x - y) as [number, number, number]
        const whole = [...times, { in: at(from), out: at(to) }]
        const split = [...times, { in: at(from), out: at(middle) }, { in: at(middle), out: at(to) }]
        expect(creditedMinutes(split, meeting)).toBe(creditedMinutes(whole, meeting))
      }),
    )
  })

  it('do not change when everything happens at another time', () => {
    const shift = fc.integer({ min: -1000 * hour, max: 1000 * hour })
    fc.assert(
      fc.property(intervals, meetings, shift, (times, meeting, by) => {
        const moved = (moment: string) => new Date(Date.parse(moment) + by).toISOString()
        const movedMeeting = {
          starts_at: moved(meeting.starts_at),
          ends_at: moved(meeting.ends_at),
          breaks: meeting.breaks.map((pause) => ({ from: moved(pause.from), to: moved(pause.to) })),
        }
        const movedTimes = times.map((time) => ({ in: moved(time.in), out: moved(time.out) }))
        expect(creditedMinutes(movedTimes, movedMeeting)).toBe(creditedMinutes(times, meeting))
      }),
    )
  })

  it('never become fewer by one more interval', () => {
    fc.assert(
      fc.property(intervals, meetings, offset, offset, (times, meeting, from, to) => {
        const more = [...times, { in: at(from), out: at(to) }]
        expect(creditedMinutes(more, meeting)).toBeGreaterThanOrEqual(creditedMinutes(times, meeting))
      }),
    )
  })
})
