// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { breaksOf, columnOf, intervalsOf, saysTheSame, statusShown } from '#record/marks/mark.ts'

const meeting = {
  starts_at: '2026-02-05T10:00:00.000Z',
  ends_at: '2026-02-05T12:30:00.000Z',
  late_after: 0,
}
const between = (from: string, to: string) => ({
  in: `2026-02-05T${from}:00.000Z`,
  out: `2026-02-05T${to}:00.000Z`,
})
const shown = (...intervals: ReturnType<typeof between>[]) =>
  statusShown({ status: 'present', intervals }, meeting)

describe('the status of a mark', () => {
  it('is present from beginning to end', () => {
    expect(shown(between('10:00', '12:30'))).toBe('present')
    expect(shown(between('10:00', '11:00'), between('11:00', '12:30'))).toBe('present')
    expect(shown(between('09:55', '12:45'))).toBe('present')
  })

  it('is late from after the beginning, left early until before the end, partial if both', () => {
    expect(shown(between('10:20', '12:30'))).toBe('late')
    expect(shown(between('10:00', '12:10'))).toBe('left_early')
    expect(shown(between('10:20', '12:10'))).toBe('partial')
  })

  it.each([
    [0, '10:01', 'late'],
    [10, '10:09', 'present'],
    [10, '10:10', 'present'],
    [10, '10:11', 'late'],
    [30, '10:20', 'present'],
  ])('with %i minutes tolerated, who arrives at %s is %s', (late_after, arrived, status) => {
    const mark = { status: 'present' as const, intervals: [between(arrived, '12:30')] }
    expect(statusShown(mark, { ...meeting, late_after })).toBe(status)
    const left = { ...mark, intervals: [between(arrived, '12:00')] }
    expect(statusShown(left, { ...meeting, late_after })).toBe(status === 'late' ? 'partial' : 'left_early')
  })

  it('is partial when away in between, breaks aside', () => {
    const away = [between('10:00', '11:00'), between('11:10', '12:30')]
    const breaks = JSON.stringify([{ from: '2026-02-05T11:00:00.000Z', to: '2026-02-05T11:10:00.000Z' }])
    expect(shown(...away)).toBe('partial')
    expect(statusShown({ status: 'present', intervals: away }, { ...meeting, breaks })).toBe('present')
    expect(shown(between('10:20', '11:00'), between('11:10', '12:30'))).toBe('partial')
  })

  it('stays what was said of who was not there', () => {
    expect(statusShown({ status: 'absent', intervals: [] }, meeting)).toBe('absent')
    expect(statusShown({ status: 'excused', intervals: [] }, meeting)).toBe('excused')
  })
})

describe('the columns of marks and meetings', () => {
  it('read back what was written, in order', () => {
    const intervals = [between('11:10', '12:30'), between('10:00', '11:00')]
    expect(intervalsOf(columnOf(intervals))).toEqual([intervals[1], intervals[0]])
  })

  it('take the same moments written differently for the same', () => {
    const one = { status: 'present' as const, intervals: [between('10:00', '12:30')] }
    const other = {
      status: 'present' as const,
      intervals: [{ in: '2026-02-05T10:00Z', out: '2026-02-05T12:30Z' }],
    }
    expect(saysTheSame(one, other)).toBe(true)
    expect(saysTheSame(one, { status: 'absent', intervals: [] })).toBe(false)
  })

  it('refuse what is no list of moments', () => {
    expect(() => intervalsOf('[{"in":"eleven"}]')).toThrow()
    expect(() => breaksOf('{}')).toThrow()
  })
})
