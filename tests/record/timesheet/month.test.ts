// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of a month of teaching, without a database.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minutesTyped } from '#record/timesheet/agreed-hours.ts'
import {
  boundsOf,
  hoursOf,
  monthAfter,
  monthAsked,
  type Standing,
  type TaughtMeeting,
  togetherOf,
} from '#record/timesheet/month.ts'
import { minutesOf, sharedTimes } from '#record/timesheet/overlap.ts'

const asked = (search: string) => monthAsked(new URLSearchParams(search), '2026-02-28')

describe('a month', () => {
  it('is the one asked for, and today’s where none is', () => {
    expect(asked('month=2025-12')).toBe('2025-12')
    for (const search of ['', 'month=', 'month=2025-13', 'month=2025-00', 'month=0205-01', 'month=2025-1']) {
      expect(asked(search)).toBe('2026-02')
    }
    expect(asked(`month=${'2'.repeat(100_000)}`)).toBe('2026-02')
  })

  it('has neighbours, over the year’s end', () => {
    expect([monthAfter('2026-01', -1), monthAfter('2025-12', 1), monthAfter('2026-02', 12)]).toEqual([
      '2025-12',
      '2026-01',
      '2027-02',
    ])
  })

  it('begins and ends at local midnight, and no moment is in two or in none', () => {
    expect(boundsOf('2026-03', 'Europe/Rome')).toEqual({
      from: '2026-02-28T23:00:00.000Z',
      to: '2026-03-31T22:00:00.000Z',
    })
    fc.assert(
      fc.property(fc.integer({ min: 1950 * 12, max: 2050 * 12 }), (n) => {
        const month = `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`
        expect(boundsOf(month, 'Europe/Rome').to).toBe(boundsOf(monthAfter(month, 1), 'Europe/Rome').from)
        expect(monthAfter(monthAfter(month, 7), -7)).toBe(month)
      }),
    )
  })
})

const iris = { id: '1', slug: 'iris', acronym: 'IRIS' }
const rosa = { id: '2', slug: 'rosa', acronym: 'ROSA' }
const taught = (project: typeof iris, minutes: number): TaughtMeeting => ({
  meeting_id: 'M',
  on: '2026-02-05',
  project,
  edition: { code: 'E', title: 'Edizione' },
  number: 1,
  title: 'Incontro',
  role: 'trainer',
  intervals: [],
  minutes,
  topic: null,
  version: 1,
})

describe('the hours of a month', () => {
  it('are those of each project, with what is agreed and left, and those of all together', () => {
    const hours = hoursOf(
      [taught(rosa, 90), taught(iris, 120), taught(iris, 30)],
      [
        { project: rosa, taught: 90, agreed: null },
        { project: iris, taught: 400, agreed: 360 },
        { project: { ...rosa, id: '3' }, taught: 0, agreed: null },
      ],
    )
    expect(hours.map(({ project, month, left }) => [project.acronym, month, left])).toEqual([
      ['IRIS', 150, -40],
      ['ROSA', 90, null],
    ])
    expect(togetherOf(hours)).toEqual({ month: 240, taught: 490, agreed: 360, left: -40 })
    expect(togetherOf(hours.slice(1))).toEqual({ month: 90, taught: 90, agreed: null, left: null })
  })

  it('add up: the month’s to its rows, what is left and taught to what is agreed', () => {
    const minutes = fc.nat(100_000)
    const standings = fc.array(fc.record({ taught: minutes, agreed: fc.option(minutes) }), { maxLength: 8 })
    fc.assert(
      fc.property(standings, fc.array(fc.tuple(fc.nat(7), fc.nat(600))), (given, rows) => {
        const projects: Standing[] = given.map((one, at) => ({
          ...one,
          project: { id: String(at), slug: `p${at}`, acronym: `P${at}` },
        }))
        const meetings = rows.flatMap(([at, minutes]) => {
          const of = projects[at]
          return of ? [taught(of.project, minutes)] : []
        })
        const hours = hoursOf(meetings, projects)
        const all = togetherOf(hours)
        expect(all.month).toBe(meetings.reduce((sum, row) => sum + row.minutes, 0))
        for (const { agreed, taught, left } of hours) {
          expect(left === null ? null : left + taught).toBe(agreed)
        }
      }),
    )
  })
})

describe('hours as they are typed', () => {
  it('are whole minutes, and nothing else', () => {
    const typed = ['40', '40:30', '40,5', '40.25', '0:45', '0,1'].map(minutesTyped)
    expect(typed).toEqual([2400, 2430, 2430, 2415, 45, 6])
    for (const text of ['', 'x', '-4', '4:60', '4:5', '40,33', '1e3', '40:30:00', '99999', '4 5']) {
      expect(minutesTyped(text), text).toBeNull()
    }
  })

  it('come back as they are shown', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(59), (hours, minutes) => {
        expect(minutesTyped(`${hours}:${String(minutes).padStart(2, '0')}`)).toBe(hours * 60 + minutes)
      }),
    )
  })
})

const day = Date.parse('2026-02-05T00:00:00.000Z')
const moment = (minute: number) => new Date(day + minute * 60_000).toISOString()
const span = ([from, minutes]: [number, number]) => ({ in: moment(from), out: moment(from + minutes) })
const stay = (from: number, to: number, ...spans: [number, number][]) => ({
  starts_at: moment(from),
  ends_at: moment(to),
  intervals: spans.map(span),
})

describe('the times that two meetings share', () => {
  it('are those of the person, not of the meetings', () => {
    const first = stay(0, 120, [0, 60])
    expect(sharedTimes(first, stay(30, 150, [60, 90]))).toEqual([])
    expect(sharedTimes(first, stay(30, 150, [30, 120]))).toEqual([{ from: moment(30), to: moment(60) }])
  })

  it('are within both: coming early and staying on is not teaching twice', () => {
    expect(sharedTimes(stay(0, 60, [0, 90]), stay(60, 120, [30, 90]))).toEqual([])
    expect(sharedTimes(stay(0, 60, [-30, 90]), stay(0, 60, [-30, 90]))).toEqual([
      { from: moment(0), to: moment(60) },
    ])
  })

  const spans = fc.array(fc.tuple(fc.integer({ min: -60, max: 300 }), fc.nat(120)), { maxLength: 6 })
  const stays = fc
    .tuple(fc.nat(240), fc.integer({ min: 1, max: 240 }), spans)
    .map(([from, length, own]) => stay(from, from + length, ...(own as [number, number][])))

  it('are the minutes that are in both, counted one by one, and the same from either side', () => {
    const covers = (of: ReturnType<typeof stay>, minute: number) =>
      of.starts_at <= moment(minute) &&
      moment(minute + 1) <= of.ends_at &&
      of.intervals.some((one) => one.in <= moment(minute) && moment(minute + 1) <= one.out)
    fc.assert(
      fc.property(stays, stays, (one, other) => {
        const shared = sharedTimes(one, other)
        let minutes = 0
        for (let at = -60; at < 600; at++) if (covers(one, at) && covers(other, at)) minutes += 1
        expect(minutesOf(shared)).toBe(minutes)
        expect(sharedTimes(other, one)).toEqual(shared)
        for (const [at, piece] of shared.entries()) {
          expect(piece.from < piece.to).toBe(true)
          if (at > 0) expect((shared[at - 1]?.to ?? '') < piece.from).toBe(true)
        }
      }),
    )
  })
})
