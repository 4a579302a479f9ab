// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterScans } from '#record/check-in/after-scans.ts'
import type { Statement } from '#record/marks/mark.ts'

const at = (minute: number) =>
  new Date(Date.parse('2026-02-05T20:00:00.000Z') + minute * 60_000).toISOString()
const end = at(120)
const scan = (kind: 'entry' | 'exit', minute: number, said = minute) => {
  return { kind, at: at(minute), said_at: at(said) }
}
const said = (minute: number, statement: Statement) => ({ ...statement, restated_at: at(minute) })
const there = (...pairs: [number, number][]): Statement => ({
  status: 'present',
  intervals: pairs.map(([from, to]) => ({ in: at(from), out: at(to) })),
})
const away: Statement = { status: 'absent', intervals: [] }
const timesOf = (found: ReturnType<typeof afterScans>) =>
  found?.intervals.map((one) =>
    [one.in, one.out].map((moment) => (Date.parse(moment) - Date.parse(at(0))) / 60_000),
  ) ?? null

describe('what check-ins come to', () => {
  it.each<[string, Parameters<typeof afterScans>[0], ReturnType<typeof scan>[], number[][] | null]>([
    ['an entry is presence to the end', null, [scan('entry', 5)], [[5, 120]]],
    ['an exit ends it', null, [scan('entry', 5), scan('exit', 60)], [[5, 60]]],
    ['the last exit counts', null, [scan('entry', 5), scan('exit', 60), scan('exit', 90)], [[5, 90]]],
    [
      'an entry after an exit is a second time',
      null,
      [scan('entry', 5), scan('exit', 60), scan('entry', 80)],
      [
        [5, 60],
        [80, 120],
      ],
    ],
    ['an exit without an entry is nothing', null, [scan('exit', 60)], null],
    ['after the end an exit is kept as it is', null, [scan('entry', 5), scan('exit', 130)], [[5, 130]]],
    ['who was said absent before arrives', said(10, away), [scan('entry', 30)], [[30, 120]]],
    ['who was said absent after stays so', said(40, away), [scan('entry', 30)], null],
    ['a doubt confirmed after is said then', said(40, away), [scan('entry', 30, 50)], [[30, 120]]],
    ['who is there already is not late by a scan', said(10, there([0, 120])), [scan('entry', 30)], null],
    ['who is there leaves', said(10, there([0, 120])), [scan('exit', 70)], [[0, 70]]],
    [
      'who came back leaves again',
      said(60, there([0, 40], [50, 120])),
      [scan('exit', 70)],
      [
        [0, 40],
        [50, 70],
      ],
    ],
    [
      'an arrival confirmed later begins before',
      said(30, there([20, 120])),
      [scan('entry', 5, 50)],
      [[5, 120]],
    ],
  ])('%s', (_what, before, scans, expected) => {
    expect(timesOf(afterScans(before, scans, end))).toEqual(expected)
  })

  it('is times in order that end after they begin and do not touch, whatever was scanned', () => {
    const anyScan = fc
      .tuple(fc.constantFrom('entry' as const, 'exit' as const), fc.integer({ min: -10, max: 130 }))
      .map(([kind, minute]) => scan(kind, minute))
    fc.assert(
      fc.property(
        fc.array(anyScan, { maxLength: 8 }),
        fc.constantFrom(null, said(20, away), said(20, there([0, 120]))),
        (scans, before) => {
          const inOrder = [...scans].sort((a, b) => (a.at < b.at ? -1 : 1))
          const times = timesOf(afterScans(before, inOrder, end)) ?? []
          for (const [from = 0, to = 0] of times) expect(from).toBeLessThan(to)
          for (const [index, [from = 0]] of times.entries()) {
            if (index > 0) expect(from).toBeGreaterThan(times[index - 1]?.[1] ?? 0)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
