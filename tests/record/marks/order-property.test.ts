// SPDX-License-Identifier: AGPL-3.0-or-later
// Statements of two trainers, with and without network, withdrawals among them: the latest is in force, none is lost, and whatever
// the order in which they arrive, it ends alike.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeOf, type RecordedMark, type StatedMark } from '#record/marks/change.ts'
import { lastStatement, markInForce } from '#record/marks/in-force.ts'
import { saysTheSame } from '#record/marks/mark.ts'

const start = Date.parse('2026-02-05T20:00:00.000Z')
const end = '2026-02-05T22:00:00.000Z'
const momentAt = (minute: number) => new Date(start + minute * 60_000).toISOString()

type Said = { id: string; by: string; minute: number; what: 'present' | 'late' | 'absent' | 'withdrawn' }

function statementOf({ id, minute, what }: Said): StatedMark & { said: { at: string; nonce: string } } {
  const from = { present: momentAt(0), late: momentAt(10) }
  const said = { at: momentAt(minute), nonce: id }
  if (what === 'absent' || what === 'withdrawn') return { status: what, intervals: [], base: null, said }
  return { status: 'present', intervals: [{ in: from[what], out: end }], base: null, said }
}

/** What a server has kept after statements arrived one by one. */
function arrived(statements: readonly Said[]): RecordedMark[] {
  let kept: RecordedMark[] = []
  for (const one of statements) {
    const stated = statementOf(one)
    const { at, nonce } = stated.said
    const { kind, current } = changeOf(stated, kept, { nonce, accountId: one.by, moment: at })
    if (kind === 'none') continue
    if (kind === 'restated') {
      kept = kept.map((mark) =>
        mark === current ? { ...mark, restated_at: at, restated_nonce: nonce } : mark,
      )
      continue
    }
    const { base: _base, said: _said, ...statement } = stated
    const again = { restated_at: at, restated_nonce: nonce }
    const mark = { ...statement, ...again, id: `mark-${nonce}`, nonce, recorded_by: one.by }
    if (kind === 'overtaken') {
      kept = [...kept, { ...mark, superseded_by: current?.id ?? null }]
      continue
    }
    kept = kept.map((other) => (other === current ? { ...other, superseded_by: mark.id } : other))
    kept = [...kept, { ...mark, superseded_by: null }]
  }
  return kept
}

const anyStatements = fc
  .array(
    fc.record({
      by: fc.constantFrom('Carla', 'Donata'),
      minute: fc.integer({ min: 0, max: 6 }),
      what: fc.constantFrom('present', 'late', 'absent', 'withdrawn'),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((some) => some.map((one, index): Said => ({ ...one, id: `statement-${index}` }) as Said))
const shuffled = (some: readonly Said[]) =>
  fc.shuffledSubarray([...some], { minLength: some.length, maxLength: some.length })
const twice = anyStatements.chain((some) => fc.tuple(fc.constant(some), shuffled(some), shuffled(some)))

/** The statement that was made last: equal moments are ordered by the statement's id. */
function latestOf(statements: readonly Said[]): Said | undefined {
  return [...statements].sort((a, b) => a.minute - b.minute || (a.id < b.id ? -1 : 1)).at(-1)
}

describe('statements, in whatever order they arrive', () => {
  it('leave in force what was stated last', () => {
    fc.assert(
      fc.property(twice, ([statements, order]) => {
        const last = lastStatement(arrived(order))
        const latest = latestOf(statements)
        expect(latest && last && saysTheSame(last, statementOf(latest))).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('end alike on two servers', () => {
    fc.assert(
      fc.property(twice, ([, one, other]) => {
        const [first, second] = [markInForce(arrived(one)), markInForce(arrived(other))]
        expect(first && { status: first.status, intervals: first.intervals }).toEqual(
          second && { status: second.status, intervals: second.intervals },
        )
      }),
      { numRuns: 3000 },
    )
  })

  it('are all in the history, or say what a later one in it says', () => {
    fc.assert(
      fc.property(twice, ([, order]) => {
        const kept = arrived(order)
        for (const one of order) {
          expect(kept.some((mark) => saysTheSame(mark, statementOf(one)))).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('sent again leave in force what is', () => {
    fc.assert(
      fc.property(twice, ([, order, again]) => {
        const once = arrived(order)
        const more = arrived([...order, ...again])
        expect(lastStatement(more)).toEqual(lastStatement(once))
        // What was only said again is kept once more at most.
        expect(arrived([...order, ...again, ...order])).toHaveLength(more.length)
      }),
      { numRuns: 1000 },
    )
  })
})
