// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MarkRole } from '#db/schema.ts'
import type { RecordedMark } from '#record/marks/change.ts'
import { judgeMarks, type RollFacts, type StatedOf } from '#record/marks/judge.ts'
import { mostIntervals, saysTheSame } from '#record/marks/mark.ts'
import type { SaidMark } from '#record/marks/one-statement.ts'

const meeting = { starts_at: '2026-02-05T10:00:00.000Z', ends_at: '2026-02-05T12:30:00.000Z', breaks: [] }
const whole = { in: meeting.starts_at, out: meeting.ends_at }
const noon = '2026-02-05T12:00:00.000Z'
const later = '2026-02-06T09:00:00.000Z'
const me = 'account-of-carla'

type Known = RecordedMark & SaidMark
const justBefore = (moment: string) => new Date(Date.parse(moment) - 10 * 60_000).toISOString()
type Facts = RollFacts<Known>
const facts = (more: Partial<Facts> = {}): Facts => ({
  recorded: new Map(),
  roles: new Map<string, MarkRole>([['anna', 'participant']]),
  unemployed: new Set(),
  meeting: { ...meeting, state: 'open' },
  moment: noon,
  reason: null,
  from: { nonce: 'now', accountId: me },
  ...more,
})
const anna = (more: Partial<StatedOf> = {}): StatedOf => {
  return { person_id: 'anna', status: 'present', intervals: [whole], base: null, ...more }
}
const mark = (more: Partial<Known> = {}): Known => {
  const kept = { id: 'mark-1', nonce: 'before', recorded_by: me, superseded_by: null, source: 'trainer' }
  const again = { stated_at: whole.in, restated_at: whole.in, restated_nonce: 'before', reason: null }
  return { status: 'present', intervals: [whole], ...kept, ...again, ...more }
}
const recorded = (...marks: Known[]) => new Map([['anna', marks]])
const why = (stated: StatedOf, more: Partial<Facts> = {}) => {
  const { changes, refusals } = judgeMarks([stated], facts(more))
  return [...refusals.map((one) => one.why), ...changes.map((one) => one.kind)]
}

describe('a statement', () => {
  it.each<[string, StatedOf, Partial<Facts>, string[]]>([
    ['of somebody nobody marked is the first', anna(), {}, ['first']],
    ['of what is so already is nothing', anna(), { recorded: recorded(mark()) }, []],
    ['of a stranger is refused', anna({ person_id: 'ugo' }), {}, ['not_enrolled']],
    ['of presence without a time is refused', anna({ intervals: [] }), {}, ['times']],
    ['of absence with a time is refused', anna({ status: 'absent' }), {}, ['times']],
    [
      'of a time that ends before it begins',
      anna({ intervals: [{ in: noon, out: whole.in }] }),
      {},
      ['times'],
    ],
    ['of too many times', anna({ intervals: Array(mostIntervals + 1).fill(whole) }), {}, ['many_times']],
    ['of who has no employer', anna(), { unemployed: new Set(['anna']) }, ['no_employer']],
    [
      'of who has no employer and is absent',
      anna({ status: 'absent', intervals: [] }),
      { unemployed: new Set(['anna']) },
      ['first'],
    ],
    [
      'of who teaches and has no employer',
      anna(),
      { unemployed: new Set(['anna']), roles: new Map([['anna', 'trainer' as const]]) },
      ['first'],
    ],
    [
      'that corrects while the meeting runs',
      anna({ status: 'absent', intervals: [], base: 'mark-1' }),
      { recorded: recorded(mark()) },
      ['correction'],
    ],
    [
      'that corrects afterwards without a reason',
      anna({ status: 'absent', intervals: [], base: 'mark-1' }),
      { recorded: recorded(mark()), moment: later },
      ['reason'],
    ],
    [
      'that completes afterwards what its author said within a quarter of an hour',
      anna({ status: 'absent', intervals: [], base: 'mark-1' }),
      {
        recorded: recorded(mark({ stated_at: justBefore(later), restated_at: justBefore(later) })),
        moment: later,
      },
      ['correction'],
    ],
    [
      'that would complete it at a closed page',
      anna({ status: 'absent', intervals: [], base: 'mark-1' }),
      {
        recorded: recorded(mark({ stated_at: justBefore(later), restated_at: justBefore(later) })),
        moment: later,
        meeting: { ...meeting, state: 'closed' },
      },
      ['reason'],
    ],
    [
      'that corrects afterwards with one',
      anna({ status: 'absent', intervals: [], base: 'mark-1' }),
      { recorded: recorded(mark()), moment: later, reason: 'Foglio firme' },
      ['correction'],
    ],
    [
      'of what somebody else recorded meanwhile',
      anna({ status: 'absent', intervals: [] }),
      { recorded: recorded(mark({ recorded_by: 'another' })) },
      ['conflict'],
    ],
    [
      'that takes back what was said, while the page is open',
      anna({ status: 'withdrawn', intervals: [], base: 'mark-1' }),
      { recorded: recorded(mark()) },
      ['correction'],
    ],
    [
      'that takes it back when the page is closed',
      anna({ status: 'withdrawn', intervals: [], base: 'mark-1' }),
      { recorded: recorded(mark()), meeting: { ...meeting, state: 'closed' }, reason: 'Errore' },
      ['closed'],
    ],
    [
      'at a closed page without a reason, be it the first',
      anna(),
      { meeting: { ...meeting, state: 'closed' } },
      ['reason'],
    ],
  ])('%s', (_what, stated, more, expected) => {
    expect(why(stated, more)).toEqual(expected)
  })
})

const moments = fc.integer({ min: 0, max: 150 }).map((minute) => {
  return new Date(Date.parse(meeting.starts_at) + minute * 60_000).toISOString()
})
const people = ['anna', 'luca', 'sara', 'ugo']
const anyStatement = fc.record({
  status: fc.constantFrom('present' as const, 'absent' as const, 'excused' as const),
  intervals: fc.array(fc.record({ in: moments, out: moments }), { maxLength: 3 }),
  base: fc.constantFrom(null, 'mark-0', 'mark-1', 'mark-2'),
})
const anyRecorded = fc.array(
  fc.record({
    status: fc.constantFrom('present' as const, 'absent' as const),
    nonce: fc.constantFrom('now', 'before'),
    recorded_by: fc.constantFrom(me, 'another', null),
  }),
  { maxLength: 3 },
)
const anyFacts = fc
  .record({
    marks: fc.array(anyRecorded, { minLength: people.length, maxLength: people.length }),
    roles: fc.array(fc.constantFrom(null, 'participant' as const, 'trainer' as const, 'tutor' as const), {
      minLength: people.length,
      maxLength: people.length,
    }),
    unemployed: fc.subarray(people),
    state: fc.constantFrom('planned', 'open', 'closed', 'locked'),
    moment: fc.constantFrom(noon, later),
    reason: fc.constantFrom(null, 'Foglio firme'),
  })
  .map(({ marks, roles, unemployed, state, moment, reason }): Facts => {
    const kept = marks.map((some, at) =>
      some.map((one, index): Known => {
        const last = index === some.length - 1
        const id = `mark-${at}${index === 0 ? '' : `-${index}`}`
        const intervals = one.status === 'present' ? [whole] : []
        return {
          ...one,
          id,
          intervals,
          superseded_by: last ? null : 'later',
          source: 'trainer',
          reason: null,
          stated_at: whole.in,
          restated_at: whole.in,
          restated_nonce: one.nonce,
        }
      }),
    )
    return facts({
      recorded: new Map(people.map((person, at) => [person, kept[at] ?? []])),
      roles: new Map(people.flatMap((person, at) => (roles[at] ? [[person, roles[at]] as const] : []))),
      unemployed: new Set(unemployed),
      meeting: { ...meeting, state },
      moment,
      reason,
    })
  })
const anyRoll = fc
  .array(anyStatement, { maxLength: people.length })
  .map((some) => some.map((one, at): StatedOf => ({ ...one, person_id: people[at] ?? '' })))

describe('a roll', () => {
  it('is judged person by person: no row changes what another comes to', () => {
    fc.assert(
      fc.property(anyRoll, anyFacts, (roll, facts) => {
        const together = judgeMarks(roll, facts)
        const alone = roll.map((one) => judgeMarks([one], facts))
        expect(together.changes).toEqual(alone.flatMap((one) => one.changes))
        expect(together.refusals).toEqual(alone.flatMap((one) => one.refusals))
      }),
      { numRuns: 500 },
    )
  })

  it('changes nothing that is refused, and each person at most once', () => {
    fc.assert(
      fc.property(anyRoll, anyFacts, (roll, facts) => {
        const { changes, refusals } = judgeMarks(roll, facts)
        const named = [...changes.map((one) => one.stated.person_id), ...refusals.map((one) => one.person_id)]
        expect(new Set(named).size).toBe(named.length)
        // Who is in neither says what is so already, or said it once.
        for (const one of roll.filter(({ person_id }) => !named.includes(person_id))) {
          const marks = facts.recorded.get(one.person_id) ?? []
          expect(marks.some((mark) => saysTheSame(mark, one))).toBe(true)
        }
        for (const { current, stated, kind } of changes) {
          expect(kind === 'first').toBe(current === null)
          expect(current !== null && saysTheSame(current, stated)).toBe(kind === 'restated')
        }
      }),
      { numRuns: 500 },
    )
  })

  it('written and sent again changes nothing, and is refused of the same people', () => {
    fc.assert(
      fc.property(anyRoll, anyFacts, (roll, facts) => {
        const first = judgeMarks(roll, facts)
        const after = new Map(facts.recorded)
        for (const { stated } of first.changes) {
          const earlier = (after.get(stated.person_id) ?? []).map((one) => ({
            ...one,
            superseded_by: one.superseded_by ?? 'new',
          }))
          const { nonce, accountId: recorded_by } = facts.from
          const written = {
            ...stated,
            id: `new-${stated.person_id}`,
            nonce,
            recorded_by,
            superseded_by: null,
            source: 'trainer',
            reason: null,
            stated_at: facts.moment,
            restated_at: facts.moment,
            restated_nonce: nonce,
          }
          after.set(stated.person_id, [...earlier, written])
        }
        const again = judgeMarks(roll, { ...facts, recorded: after })
        expect(again.changes).toEqual([])
        expect(again.refusals).toEqual(first.refusals)
      }),
      { numRuns: 500 },
    )
  })
})
