// SPDX-License-Identifier: AGPL-3.0-or-later
// From what is typed in a meeting's form to its moments, its minutes and what is shown of it.
import { describe, expect, it } from 'vitest'
import { showTime } from '#base/i18n/format.ts'
import { typedMeeting, typedMeetings } from '#plan/meetings/meeting.ts'
import { meetingOf, meetingTimes, typedFrom } from '#plan/meetings/times.ts'
import { scheduledMinutes } from '#record/marks/minutes.ts'

const rome = 'Europe/Rome'
const day = { date: '2026-02-05', start: '09:00', end: '18:00' }
const faultsOf = (typed: object) =>
  typedMeeting.safeParse({ ...day, ...typed }).error?.issues.map((issue) => issue.path[0])

describe('breaks of a meeting', () => {
  it('are up to three, in any order, and all leave its minutes', () => {
    const typed = typedMeeting.parse({
      ...day,
      break_from: '16:00',
      break_to: '16:15',
      break_2_from: '10:45',
      break_2_to: '11:00',
      break_3_from: '13:00',
      break_3_to: '14:00',
    })
    const times = meetingTimes(typed, rome)
    expect(times.breaks.map(({ from, to }) => `${showTime(from)}–${showTime(to)}`)).toEqual([
      '10:45–11:00',
      '13:00–14:00',
      '16:00–16:15',
    ])
    expect(scheduledMinutes(times)).toBe(450)
    const kept = { ...meetingOf(typed, rome), title: 'Giornata', venue: null, link: null }
    const back = typedFrom({ ...kept, check_in_before: 30, check_in_after: 30 }, rome)
    expect(meetingTimes(back, rome)).toEqual(times)
  })

  it('may touch each other, but not overlap, lie outside, lack an end or be the whole meeting', () => {
    const first = { break_from: '10:00', break_to: '10:30' }
    expect(faultsOf({ ...first, break_2_from: '10:30', break_2_to: '10:45' })).toBeUndefined()
    expect(faultsOf({ ...first, break_2_from: '10:15', break_2_to: '10:45' })).toEqual(['break_2_from'])
    expect(faultsOf({ ...first, break_3_from: '09:00', break_3_to: '18:00' })).toEqual(['break_3_from'])
    expect(faultsOf({ break_2_from: '17:30', break_2_to: '18:30' })).toEqual(['break_2_to'])
    expect(faultsOf({ break_3_to: '11:00' })).toEqual(['break_3_from'])
    expect(faultsOf({ break_from: '09:00', break_to: '18:00' })).toEqual(['break_to'])
    const halves = { break_from: '09:00', break_to: '12:00', break_2_from: '12:00', break_2_to: '18:00' }
    expect(faultsOf(halves)).toEqual(['break_to'])
  })
})

describe('the check-in window of a meeting', () => {
  it('is from 0 to 240 minutes around its start', () => {
    expect(faultsOf({ check_in_before: '0', check_in_after: '240' })).toBeUndefined()
    expect(faultsOf({ check_in_before: '-1' })).toEqual(['check_in_before'])
    expect(faultsOf({ check_in_after: '241' })).toEqual(['check_in_after'])
    expect(faultsOf({ check_in_after: '1.5' })).toEqual(['check_in_after'])
    expect(typedMeetings.parse([{ mode: 'hybrid', check_in_before: '30' }])).toEqual([])
  })
})

describe('a night on which the clocks change', () => {
  const lived = (typed: object) => {
    const times = meetingTimes(typedMeeting.parse(typed), rome)
    return [scheduledMinutes(times), `${showTime(times.starts_at)}–${showTime(times.ends_at)}`]
  }

  it('in October has an hour more', () => {
    expect(lived({ date: '2026-10-24', start: '22:00', end: '03:00' })).toEqual([360, '22:00–03:00'])
    expect(lived({ date: '2026-10-25', start: '00:00', end: '04:00' })).toEqual([300, '00:00–04:00'])
    // Of the two half past two the first is meant.
    expect(lived({ date: '2026-10-25', start: '01:30', end: '02:30' })).toEqual([60, '01:30–02:30'])
    const withBreak = {
      date: '2026-10-25',
      start: '00:00',
      end: '04:00',
      break_from: '01:45',
      break_to: '03:15',
    }
    expect(lived(withBreak)).toEqual([150, '00:00–04:00'])
  })

  it('in March has an hour less', () => {
    expect(lived({ date: '2026-03-28', start: '23:30', end: '03:30' })).toEqual([180, '23:30–03:30'])
    expect(lived({ date: '2026-03-29', start: '01:59', end: '03:00' })).toEqual([1, '01:59–03:00'])
  })

  it.each([
    [{ start: '02:30', end: '03:30' }, 'start'],
    [{ start: '01:00', end: '02:15' }, 'end'],
    [{ start: '01:00', end: '05:00', break_2_from: '02:00', break_2_to: '03:30' }, 'break_2_from'],
  ])('in March refuses the times that the clock jumps over: %o', (typed, field) => {
    const night = typedMeeting.parse({ date: '2026-03-29', ...typed })
    const refusal = expect.objectContaining({ kind: 'invalid', field: `meetings[1].${field}` })
    expect(() => meetingTimes(night, rome, 'meetings[1].')).toThrow(refusal)
  })

  it('ends no other night: an hour around midnight is an hour', () => {
    expect(lived({ date: '2026-02-05', start: '23:30', end: '00:30' })).toEqual([60, '23:30–00:30'])
  })
})
