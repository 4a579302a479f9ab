// SPDX-License-Identifier: AGPL-3.0-or-later
import { parseWithZod } from '@conform-to/zod/v4'
import { describe, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { momentOf } from '#base/i18n/zone.ts'
import { shownTimes } from '#record/attendance/row-typed.ts'
import { rollCallSchema } from '#record/roll-call/roll-call.ts'

const zone = 'Europe/Rome'
const rome = (date: string, time: string) => momentOf(date, time, zone)
const anna = newId()
const luca = newId()

const morning = { starts_at: rome('2026-02-05', '11:00'), ends_at: rome('2026-02-05', '13:30') }
const night = { starts_at: rome('2026-02-05', '23:30'), ends_at: rome('2026-02-06', '00:30') }

type Seen = Parameters<typeof rollCallSchema>[2]

function submit(meeting: typeof morning, fields: Record<string, string>, seen: Seen = new Map()) {
  const form = new FormData()
  form.set('nonce', newId())
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return parseWithZod(form, { schema: rollCallSchema(meeting, zone, seen) })
}

/** What one row, Anna's, states. */
function stated(meeting: typeof morning, row: Record<string, string>, seen?: Seen) {
  const fields = Object.entries(row).map(([name, value]) => [`marks.${anna}.${name}`, value])
  const submission = submit(meeting, Object.fromEntries(fields), seen)
  if (submission.status !== 'success') return submission.error
  return submission.value.marks[0]
}

describe('a row of the roll call', () => {
  it('without times is the whole meeting', () => {
    expect(stated(morning, { status: 'present', in: '', out: '', base: '' })).toEqual({
      person_id: anna,
      status: 'present',
      intervals: [{ in: morning.starts_at, out: morning.ends_at }],
      base: null,
    })
  })

  it('takes an arrival and a leaving as the clock on the wall shows them', () => {
    expect(stated(morning, { status: 'present', in: '11:20', out: '13:10' })).toMatchObject({
      intervals: [{ in: rome('2026-02-05', '11:20'), out: rome('2026-02-05', '13:10') }],
    })
  })

  it('without a choice states nothing', () => {
    const submission = submit(morning, { [`marks.${anna}.base`]: '', [`marks.${luca}.status`]: 'absent' })
    expect(submission.status === 'success' && submission.value.marks).toEqual([
      { person_id: luca, status: 'absent', intervals: [], base: null },
    ])
  })

  it('with times but without a choice asks for it', () => {
    expect(stated(morning, { in: '11:20' })).toHaveProperty([`marks.${anna}.status`])
  })

  it('of an absent person has no times, whatever was typed before', () => {
    expect(stated(morning, { status: 'absent', in: '11:20' })).toMatchObject({
      status: 'absent',
      intervals: [],
    })
  })

  it('refuses leaving before arriving, on the row and field it is about', () => {
    expect(stated(morning, { status: 'present', in: '12:30', out: '12:00' })).toHaveProperty([
      `marks.${anna}.out`,
    ])
  })

  it.each([
    ['before it begins and after it ends', '10:50', '13:40', ['09:50', '12:40']],
    ['long before, as on the sheet', '08:10', '', ['07:10', '12:30']],
    ['to long after', '', '16:30', ['10:00', '15:30']],
  ])('keeps the real times of a paper sheet, %s', (_what, arrived, left, [from, to]) => {
    expect(stated(morning, { status: 'present', in: arrived, out: left })).toMatchObject({
      intervals: [{ in: `2026-02-05T${from}:00.000Z`, out: `2026-02-05T${to}:00.000Z` }],
    })
  })

  it.each([
    ['in', '13:30', 'arriving when it is over'],
    ['in', '07:50', 'arriving more than three hours before'],
    ['out', '11:00', 'leaving before it begins'],
    ['out', '16:40', 'leaving more than three hours after'],
    ['in', '25:00', 'what is no time'],
  ])('refuses at %s %s: %s', (field, time) => {
    expect(stated(morning, { status: 'present', [field]: time })).toHaveProperty([`marks.${anna}.${field}`])
  })

  it('refuses a person that is no id', () => {
    expect(submit(morning, { 'marks.rossi.status': 'present' }).status).toBe('error')
  })

  it('keeps what is wrong with each of several people', () => {
    const submission = submit(morning, {
      [`marks.${anna}.status`]: 'present',
      [`marks.${anna}.in`]: '07:00',
      [`marks.${luca}.status`]: 'present',
      [`marks.${luca}.out`]: '18:00',
    })
    expect(Object.keys(submission.status === 'error' ? (submission.error ?? {}) : {})).toEqual([
      `marks.${anna}.in`,
      `marks.${luca}.out`,
    ])
  })
})

describe('a row of a meeting at night', () => {
  it('takes a time before the beginning for the day after (23:30-00:30)', () => {
    expect(stated(night, { status: 'present', in: '23:45', out: '00:10' })).toMatchObject({
      intervals: [{ in: rome('2026-02-05', '23:45'), out: rome('2026-02-06', '00:10') }],
    })
    expect(stated(night, { status: 'present', in: '00:05' })).toMatchObject({
      intervals: [{ in: rome('2026-02-06', '00:05'), out: night.ends_at }],
    })
  })

  it('takes the hour that comes twice for the one after the arrival', () => {
    const clocksBack = { starts_at: rome('2026-10-25', '01:00'), ends_at: rome('2026-10-25', '05:00') }
    const first = rome('2026-10-25', '02:40')
    expect(stated(clocksBack, { status: 'present', in: '02:40', out: '02:20' })).toMatchObject({
      intervals: [{ in: first, out: new Date(Date.parse(first) + 40 * 60_000).toISOString() }],
    })
  })
})

describe('a row that shows a recorded mark', () => {
  const mark = {
    id: newId(),
    status: 'present' as const,
    intervals: [
      { in: '2026-02-05T10:03:27.000Z', out: '2026-02-05T11:00:00.000Z' },
      { in: '2026-02-05T11:10:00.000Z', out: morning.ends_at },
    ],
  }
  const seen = new Map([[mark.id, mark]])

  it('shows the first arrival; empty is the meeting’s own time', () => {
    expect(shownTimes(mark, morning, zone)).toEqual({ in: '11:03', out: '' })
  })

  it('left as it is keeps every interval and second', () => {
    const row = { status: 'present', in: '11:03', out: '', base: mark.id }
    expect(stated(morning, row, seen)).toMatchObject({ intervals: mark.intervals, base: mark.id })
  })

  it('of several times is not flattened by a typed one, but says where they are changed', () => {
    const row = { status: 'present', in: '11:03', out: '13:00', base: mark.id }
    expect(stated(morning, row, seen)).toHaveProperty([`marks.${anna}.in`])
    // The page shows such a row without fields for times.
    expect(stated(morning, { status: 'present', base: mark.id }, seen)).toMatchObject({
      intervals: mark.intervals,
    })
  })

  it('with another leaving keeps the second of the arrival', () => {
    const [first] = mark.intervals
    const once = { ...mark, intervals: first ? [first] : [] }
    const row = { status: 'present', in: '11:03', out: '13:00', base: mark.id }
    expect(stated(morning, row, new Map([[mark.id, once]]))).toMatchObject({
      intervals: [{ in: '2026-02-05T10:03:27.000Z', out: rome('2026-02-05', '13:00') }],
    })
  })

  it('keeps why somebody is excused, and the document', () => {
    const excused = { id: newId(), status: 'excused' as const, intervals: [], note: 'Visita', document: 'a1' }
    const row = { status: 'excused', base: excused.id }
    expect(stated(morning, row, new Map([[excused.id, excused]]))).toMatchObject({
      note: 'Visita',
      document: 'a1',
    })
    expect(stated(morning, { ...row, base: '' }, new Map([[excused.id, excused]]))).not.toHaveProperty('note')
  })

  it('says an earlier mark of the same person again, to undo a change, and of nobody else', () => {
    const earlier = { ...mark, person_id: anna }
    const row = { status: 'absent', base: newId(), like: mark.id }
    expect(stated(morning, row, new Map([[mark.id, earlier]]))).toMatchObject({
      status: 'present',
      intervals: mark.intervals,
      base: row.base,
    })
    expect(stated(morning, row, new Map([[mark.id, { ...mark, person_id: luca }]]))).toMatchObject({
      status: 'absent',
    })
  })

  it('keeps times that a platform wrote to the second, unless they are typed', () => {
    const early = {
      ...mark,
      intervals: [{ in: '2026-02-05T09:50:07.000Z', out: '2026-02-05T12:40:31.000Z' }],
    }
    const row = { status: 'present', in: '10:50', out: '13:40', base: mark.id }
    expect(stated(morning, row, new Map([[mark.id, early]]))).toMatchObject({ intervals: early.intervals })
    expect(stated(morning, { ...row, base: '' })).toMatchObject({
      intervals: [{ in: '2026-02-05T09:50:00.000Z', out: '2026-02-05T12:40:00.000Z' }],
    })
  })

  it('adds a time of presence to whoever left and comes back, and takes its end from the last', () => {
    const left = { ...mark, intervals: [{ in: '2026-02-05T10:00:00.000Z', out: '2026-02-05T10:40:00.000Z' }] }
    const seen = new Map([[mark.id, left]])
    const row = { status: 'present', in: '', out: '11:40', base: mark.id }
    const back = [...left.intervals, { in: '2026-02-05T11:00:00.000Z', out: '2026-02-05T12:30:00.000Z' }]
    expect(stated(morning, { ...row, again: '12:00' }, seen)).toMatchObject({ intervals: back })
    // Not before leaving.
    expect(stated(morning, { ...row, again: '11:30' }, seen)).toHaveProperty([`marks.${anna}.in`])
    const twice = new Map([[mark.id, { ...mark, intervals: back }]])
    const until = { status: 'present', in: '', out: '', base: mark.id, until: '13:00' }
    expect(stated(morning, until, twice)).toMatchObject({
      intervals: [...left.intervals, { in: '2026-02-05T11:00:00.000Z', out: '2026-02-05T12:00:00.000Z' }],
    })
  })
})
