// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minutesAfter } from '#base/clock.server.ts'
import { completes, isCompleted, type SaidMark, statementsOf } from '#record/marks/one-statement.ts'

const begins = '2026-02-05T21:00:00.000Z'
const later = (minutes: number) => minutesAfter(begins, minutes)
const said = (id: string, minutes: number, more: Partial<SaidMark> = {}): SaidMark => ({
  id,
  recorded_by: 'marina',
  source: 'trainer',
  stated_at: later(minutes),
  reason: null,
  superseded_by: null,
  ...more,
})
const ids = (marks: SaidMark[]) => statementsOf(marks).map((some) => some.map(({ id }) => id).join(' '))

describe('what one person says of somebody within a quarter of an hour', () => {
  it('is one statement: all present, then the exceptions', () => {
    expect(ids([said('a', 0), said('b', 2), said('c', 15)])).toEqual(['a b c'])
  })
  it('later than that is another one, counted from its first word', () => {
    expect(ids([said('a', 0), said('b', 14), said('c', 16), said('d', 20)])).toEqual(['a b', 'c d'])
  })
  it('is not one with what somebody else said in between, nor with what they say then', () => {
    expect(ids([said('a', 0), said('b', 1, { recorded_by: 'luca' }), said('c', 2)])).toEqual(['a', 'b', 'c'])
  })
  it.each([
    ['explained', { reason: 'Foglio firme' }],
    ['of a check-in', { source: 'self' }],
    ['of a platform', { source: 'platform_log' }],
    ['by the program', { recorded_by: null }],
  ] as const)('is not one with a mark %s', (_what, more) => {
    expect(ids([said('a', 0), said('b', 1, more)])).toEqual(['a', 'b'])
    expect(ids([said('a', 0, { ...more, reason: null }), said('b', 1)]).at(0)).toBe(
      'reason' in more ? 'a b' : 'a',
    )
  })
  it('may be read from paper and told', () => {
    expect(ids([said('a', 0, { source: 'paper' }), said('b', 1)])).toEqual(['a b'])
  })
  it('says in the end what the last of it says', () => {
    const marks = [said('a', 0, { superseded_by: 'b' }), said('b', 1, { superseded_by: 'c' }), said('c', 40)]
    expect(marks.map((mark) => isCompleted(mark, statementsOf(marks)))).toEqual([true, false, false])
  })
  it.each([
    [0, true],
    [15, true],
    [16, false],
    [-1, false],
  ])('is completed %i minutes after its first word: %s', (minutes, is) => {
    expect(completes([said('a', 0)], 'marina', later(minutes))).toBe(is)
    expect(completes([said('a', 0)], 'luca', later(minutes))).toBe(false)
  })
  it('of nobody is nothing', () => {
    expect(statementsOf([])).toEqual([])
    expect(completes([], 'marina', begins)).toBe(false)
  })

  const anyMark = fc.record({
    recorded_by: fc.constantFrom('marina', 'luca', null),
    source: fc.constantFrom('trainer', 'paper', 'self', 'platform_log'),
    minutes: fc.integer({ min: 0, max: 60 }),
    reason: fc.constantFrom(null, null, 'Foglio'),
  })
  it('loses no mark, adds none, and keeps to the rule, in whatever order they arrive', () => {
    fc.assert(
      fc.property(fc.array(anyMark, { maxLength: 12 }), fc.integer(), (some, seed) => {
        const marks = some.map(({ minutes, ...more }, at) => said(`m${at}`, minutes, more))
        const statements = statementsOf(marks)
        const shuffled = marks.toSorted(
          (a, b) => ((a.id.charCodeAt(1) * seed) % 7) - ((b.id.charCodeAt(1) * seed) % 7),
        )
        expect(statementsOf(shuffled)).toEqual(statements)
        expect(
          statements
            .flat()
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(marks.map(({ id }) => id).toSorted())
        for (const [first, ...others] of statements) {
          for (const one of others) {
            expect(one.recorded_by).toBe(first?.recorded_by)
            expect(one.reason).toBeNull()
            expect(Date.parse(one.stated_at) - Date.parse(first?.stated_at ?? '')).toBeLessThanOrEqual(
              900_000,
            )
          }
        }
      }),
    )
  })
})
