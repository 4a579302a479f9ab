// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { during, secondsOf, timesOfConnection, unite } from '#record/online/segments.ts'

const morning = { starts_at: '2026-02-05T10:00:00.000Z', ends_at: '2026-02-05T12:30:00.000Z' }
const second = fc.integer({ min: 0, max: 4 * 3600 })
const moment = (seconds: number) =>
  new Date(Date.parse('2026-02-05T09:00:00Z') + seconds * 1000).toISOString()
const span = fc
  .tuple(second, second)
  .map(([a, b]) => ({ in: moment(Math.min(a, b)), out: moment(Math.max(a, b)) }))
const spans = fc.array(span, { maxLength: 12 })
const shuffled = spans.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
)

describe('the union of segments', () => {
  it('is never longer than from the first entry to the last exit, nor than the sum of its parts', () => {
    fc.assert(
      fc.property(spans, (list) => {
        const seconds = secondsOf(unite(list))
        const first = list.map((one) => one.in).sort()[0]
        const last = list
          .map((one) => one.out)
          .sort()
          .at(-1)
        const envelope = first && last ? (Date.parse(last) - Date.parse(first)) / 1000 : 0
        expect(seconds).toBeLessThanOrEqual(envelope)
        expect(seconds).toBeLessThanOrEqual(list.reduce((sum, one) => sum + secondsOf([one]), 0))
        for (const one of list) expect(seconds).toBeGreaterThanOrEqual(secondsOf([one]))
      }),
    )
  })

  it('is the same in whatever order the segments come, and when it is united again', () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(unite(other)).toEqual(unite(list))
        expect(unite(unite(list))).toEqual(unite(list))
      }),
    )
  })

  it('has parts that neither overlap nor touch, in order, and covers every moment of every segment', () => {
    fc.assert(
      fc.property(spans, (list) => {
        const united = unite(list)
        united.slice(1).forEach((one, at) => {
          expect(one.in > (united[at]?.out ?? '')).toBe(true)
        })
        for (const one of list) {
          expect(united.some((whole) => whole.in <= one.in && one.out <= whole.out)).toBe(true)
        }
      }),
    )
  })

  it('is the same from two reports as from one', () => {
    fc.assert(
      fc.property(spans, spans, (first, other) => {
        expect(unite([...unite(first), ...unite(other)])).toEqual(unite([...first, ...other]))
      }),
    )
  })

  it('leaves for the register only what falls within the meeting', () => {
    fc.assert(
      fc.property(spans, (list) => {
        for (const one of during(unite(list), morning)) {
          expect(one.in < morning.ends_at && one.out > morning.starts_at && one.out > one.in).toBe(true)
        }
      }),
    )
  })
})

describe('entries and exits', () => {
  const [a, b, c, d] = [moment(0), moment(100), moment(200), moment(300)] as const

  it('are paired in the order of time, whatever the order of the lines', () => {
    const lines = [
      { in: null, out: d },
      { in: c, out: null },
      { in: a, out: null },
      { in: null, out: b },
    ]
    expect(timesOfConnection(lines, d)).toEqual([
      { in: a, out: b },
      { in: c, out: d },
    ])
  })

  it('end with the report when nobody saw the exit, and have no length when nobody saw the entry', () => {
    expect(timesOfConnection([{ in: a, out: null }], c)).toEqual([{ in: a, out: c }])
    expect(timesOfConnection([{ in: null, out: b }], c)).toEqual([{ in: b, out: b }])
  })

  it('of a second device do not close the first', () => {
    const lines = [
      { in: a, out: null },
      { in: b, out: null },
      { in: null, out: c },
    ]
    expect(timesOfConnection(lines, d)).toEqual([{ in: a, out: c }])
  })
})
