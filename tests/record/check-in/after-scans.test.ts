// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterScans, sinceItBegan } from '#record/check-in/after-scans.ts'
import type { Statement } from '#record/marks/mark.ts'
import { creditedMinutes } from '#record/marks/minutes.ts'

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
    [
      'who left already does not leave later',
      null,
      [scan('entry', 5), scan('exit', 60), scan('exit', 90)],
      [[5, 60]],
    ],
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

  it.each([
    ['who came early and waits is there', [scan('entry', -10)], [-10]],
    ['who came early and left never came', [scan('entry', -10), scan('exit', -5)], []],
    [
      'who left early and came back is there',
      [scan('entry', -10), scan('exit', -5), scan('entry', -2)],
      [-2],
    ],
    ['who left as it began was not there', [scan('entry', -10), scan('exit', 0)], []],
    ['what is scanned later stands', [scan('entry', -10), scan('exit', -5), scan('entry', 7)], [7]],
    ['all of it, where nobody came early', [scan('entry', 1), scan('exit', 9)], [1, 9]],
  ])('of what was scanned before the beginning: %s', (_what, scans, minutes) => {
    expect(sinceItBegan(scans, at(0)).map((one) => one.at)).toEqual(minutes.map(at))
  })

  it('is never more than the time that has passed, and an exit takes away or nothing, whatever is pressed', () => {
    const meeting = { starts_at: at(0), ends_at: end, breaks: [{ from: at(50), to: at(65) }] }
    const press = fc.tuple(
      fc.constantFrom('entry' as const, 'exit' as const),
      fc.integer({ min: -20, max: 150 }),
    )
    const statement = fc.constantFrom(
      null,
      said(20, away),
      said(20, there([0, 120])),
      said(40, there([0, 15], [30, 120])),
    )
    fc.assert(
      fc.property(fc.array(press, { maxLength: 10 }), statement, (presses, before) => {
        const ordered = presses
          .map(([kind, minute]) => scan(kind, minute, Math.max(minute, 0)))
          .sort((a, b) => (a.at < b.at ? -1 : 1))
        const presenceAfter = (count: number) =>
          afterScans(before, sinceItBegan(ordered.slice(0, count), at(0)), end)?.intervals ??
          (before?.status === 'present' ? before.intervals : [])
        for (const [index, { kind, at: now }] of ordered.entries()) {
          const [was, is] = [presenceAfter(index), presenceAfter(index + 1)]
          const creditOf = (some: typeof is) => creditedMinutes(some, meeting)
          if (kind === 'exit') expect(creditOf(is)).toBeLessThanOrEqual(creditOf(was))
          for (const [n, one] of is.entries()) {
            expect(one.in < one.out).toBe(true)
            if (n > 0) expect(one.in > (is[n - 1]?.out ?? '')).toBe(true)
            // Who is there is there "until the end"; whatever else is said of them has happened.
            const stated = before?.intervals.some((other) => other.in === one.in || other.out === one.out)
            if (!stated) expect(one.in <= now && (one.out <= now || one.out === end)).toBe(true)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })
})
