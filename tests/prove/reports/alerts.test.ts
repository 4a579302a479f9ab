// SPDX-License-Identifier: AGPL-3.0-or-later
// What the office is alerted of, and what it is not.
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { type Alert, type AlertKind, alertKinds, countsOf } from '#prove/reports/alert.ts'
import { alertsOf } from '#prove/reports/alerts.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { counting } from '#tests/support/queries.ts'
import { edition, enrolment, meeting, project } from '#tests/support/training.ts'
import { absent, present, teaches } from './presence.ts'

const today = '2026-02-15T08:00:00.000Z'

describeEngines('alerts', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
  })
  /** A project with two meetings that Carla teaches, on 5 and 12 February 2026. */
  let own: Awaited<ReturnType<typeof project>>
  let meetings: Awaited<ReturnType<typeof meeting>>[]
  let serial = 0
  beforeEach(async () => {
    serial += 1
    own = await project(world.db, `iris-${serial}`)
    const first = await edition(world.db, own, `IRIS-PM-1${serial}`)
    meetings = [
      await meeting(world.db, first, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z'),
      await meeting(world.db, first, 2, '2026-02-12T10:00Z', '2026-02-12T12:30Z'),
    ]
    for (const held of meetings) await teaches(world.db, held, who.carla)
  })

  const found = async (kind: AlertKind, at = today) =>
    (await alertsOf(world.db, own, at)).filter((alert) => alert.kind === kind)
  const about = (alert: Alert) => ('person' in alert ? alert.person.name : alert.meetings[0].title)
  /** Those about an edition. */
  const naming = (alerts: Alert[], code: string) =>
    alerts.filter((alert) =>
      'edition' in alert
        ? alert.edition.code === code
        : alert.meetings.some((one) => one.edition_code === code),
    )
  /** An edition with its meetings, closed. */
  const run = async (code: string, spans: [string, string][], details = {}) => {
    const of = await edition(world.db, own, code)
    const meetings = []
    for (const [at, [from, to]] of spans.entries())
      meetings.push(await meeting(world.db, of, at + 1, from, to, { state: 'closed', ...details }))
    return { of, meetings }
  }

  /** Of three meetings the first is before the project begins, the last after it ended. */
  const twoOutside = async (code: string) => {
    const dates = { starts_on: '2025-12-02', ends_on: '2026-06-02' }
    await world.db.updateTable('project').set(dates).where('id', '=', own.id).execute()
    own = { ...own, ...dates }
    // 00:30 of 3 June in Rome is still 2 June in UTC.
    await run(code, [
      ['2025-12-01T09:00Z', '2025-12-01T11:00Z'],
      ['2026-06-02T09:00Z', '2026-06-02T11:00Z'],
      ['2026-06-02T22:30Z', '2026-06-02T23:30Z'],
    ])
  }
  /** Somebody was in two places for ten hours, and is expected in two to come. */
  const twoPlaces = async (code: string) => {
    const one = await person(world.db, 'Ada Loi')
    for (const half of ['A', 'B']) {
      const held = await run(`${code}-${half}1`, [['2026-01-30T09:00Z', '2026-01-30T19:00Z']])
      for (const meeting of held.meetings) await present(world.db, meeting, one)
      const ahead = await run(`${code}-${half}2`, [['2026-04-10T09:00Z', '2026-04-10T12:00Z']], {
        state: 'planned',
      })
      await enrolment(world.db, ahead.of, one)
    }
  }

  it('names meetings that ended and were not closed, not those closed, cancelled or to come', async () => {
    expect((await found('not_closed')).map(about)).toEqual(['Incontro 2', 'Incontro 1'])
    expect(await found('not_closed', '2026-02-12T12:29:59.999Z')).toHaveLength(1)
    await world.db
      .updateTable('meeting')
      .set({ state: 'closed' })
      .where('id', '=', meetings[0]?.id ?? '')
      .execute()
    await world.db
      .updateTable('meeting')
      .set({ state: 'cancelled' })
      .where('id', '=', meetings[1]?.id ?? '')
      .execute()
    expect(await found('not_closed')).toEqual([])
  })

  it('names meetings without a trainer; a tutor is none', async () => {
    const { meetings } = await run('IRIS-SOLI-01', [
      ['2026-01-10T09:00Z', '2026-01-10T11:00Z'],
      ['2026-01-11T09:00Z', '2026-01-11T11:00Z'],
    ])
    const [one, other] = meetings
    if (!one || !other) throw new Error('two meetings')
    await teaches(world.db, one, who.luca, 'tutor')
    await teaches(world.db, other, who.carla)
    expect((await found('no_trainer')).map(about)).toEqual(['Incontro 1'])
  })

  it("names meetings outside the project's published dates, by local date", async () => {
    await twoOutside('IRIS-FUORI-01')
    const outside = await found('outside')
    expect(outside.map(about)).toEqual(['Incontro 3', 'Incontro 1'])
    const dateless = { ...own, starts_on: null, ends_on: null }
    expect((await alertsOf(world.db, dateless, today)).filter(({ kind }) => kind === 'outside')).toEqual([])
  })

  it('names who was in two places, with the time shared, once, and not who went from one to the other', async () => {
    const { db } = world
    const {
      meetings: [course],
    } = await run('IRIS-DUE-01', [['2026-01-20T09:00Z', '2026-01-20T12:00Z']])
    const {
      meetings: [laboratory],
    } = await run('IRIS-DUE-02', [['2026-01-20T10:00Z', '2026-01-20T13:00Z']])
    if (!course || !laboratory) throw new Error('two meetings')
    await present(db, course, who.anna, [
      ['09:00', '10:30'],
      ['11:00', '12:00'],
    ])
    await present(db, laboratory, who.anna)
    // Luca went from one to the other, and stayed on after the end of the first without being credited for it.
    await present(db, course, who.luca, [['09:00', '11:00']])
    await present(db, laboratory, who.luca, [['11:00', '13:00']])
    const gina = await person(db, 'Gina Sala')
    await absent(db, course, gina)
    await present(db, laboratory, gina)
    const both = naming(await found('two_places'), 'IRIS-DUE-01')
    expect(both).toMatchObject([
      { person: { name: 'Bianchi Anna' }, from: '2026-01-20T10:00:00.000Z', to: '2026-01-20T10:30:00.000Z' },
    ])
    expect(
      both[0] && 'meetings' in both[0] && both[0].meetings.map(({ edition_code }) => edition_code),
    ).toEqual(['IRIS-DUE-01', 'IRIS-DUE-02'])
    await db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', laboratory.id).execute()
    expect(naming(await found('two_places'), 'IRIS-DUE-01')).toEqual([])
  })

  it('names a trainer booked twice at once, and one who sat elsewhere while teaching', async () => {
    const { db } = world
    const mara = await person(db, 'Mara Galli')
    const {
      meetings: [one],
    } = await run('IRIS-DOC-01', [['2026-01-22T09:00Z', '2026-01-22T12:00Z']])
    const {
      meetings: [other],
    } = await run('IRIS-DOC-02', [['2026-01-22T11:00Z', '2026-01-22T13:00Z']])
    const {
      meetings: [third],
    } = await run('IRIS-DOC-03', [['2026-01-22T12:30Z', '2026-01-22T14:00Z']])
    if (!one || !other || !third) throw new Error('three meetings')
    await teaches(db, one, mara)
    await teaches(db, other, mara, 'tutor')
    await present(db, third, mara)
    expect(naming(await found('trainer_twice'), 'IRIS-DOC-01')).toMatchObject([
      { person: { name: 'Galli Mara' }, from: '2026-01-22T11:00:00.000Z', to: '2026-01-22T12:00:00.000Z' },
    ])
    expect(naming(await found('two_places'), 'IRIS-DOC-03')).toMatchObject([
      { person: { name: 'Galli Mara' } },
    ])
  })

  it('names who is expected at two meetings to come, until one is called off or they withdraw', async () => {
    const { db } = world
    const spans: [string, string][] = [['2026-04-10T09:00Z', '2026-04-10T12:00Z']]
    const one = await run('IRIS-POI-01', spans, { state: 'planned' })
    const other = await run('IRIS-POI-02', spans, { state: 'planned' })
    await enrolment(db, one.of, who.anna)
    const second = await enrolment(db, other.of, who.anna)
    await enrolment(db, other.of, who.luca)
    expect(naming(await found('overlap_ahead'), 'IRIS-POI-01').map(about)).toEqual(['Bianchi Anna'])
    expect(naming(await found('overlap_ahead', '2026-04-10T12:00:00.000Z'), 'IRIS-POI-01')).toEqual([])
    await db.updateTable('enrolment').set({ state: 'withdrawn' }).where('id', '=', second.id).execute()
    expect(naming(await found('overlap_ahead'), 'IRIS-POI-01')).toEqual([])
  })

  it('names who has more than eight hours in a day, credited or booked, and not who has eight', async () => {
    const { db } = world
    // 09:00 to 13:00 and 14:00 to 18:00 are eight hours; an hour more in the evening.
    const { meetings } = await run('IRIS-LUNGA-01', [
      ['2026-01-27T08:00Z', '2026-01-27T12:00Z'],
      ['2026-01-27T13:00Z', '2026-01-27T17:00Z'],
      ['2026-01-27T18:00Z', '2026-01-27T19:00Z'],
    ])
    for (const held of meetings) await present(db, held, who.anna)
    for (const held of meetings.slice(0, 2)) await present(db, held, who.luca)
    const long = naming(await found('long_day'), 'IRIS-LUNGA-01')
    expect(long).toMatchObject([{ person: { name: 'Bianchi Anna' }, on: '2026-01-27', minutes: 540 }])
    expect(long[0] && 'meetings' in long[0] && long[0].meetings.map(({ number }) => number)).toEqual([
      1, 2, 3,
    ])
    const ahead = await run('IRIS-LUNGA-02', [['2026-04-27T06:00Z', '2026-04-27T15:00Z']], {
      state: 'planned',
    })
    await enrolment(db, ahead.of, who.luca)
    expect(naming(await found('long_day'), 'IRIS-LUNGA-02')).toMatchObject([
      { person: { name: 'Verdi Luca' }, minutes: 540 },
    ])
  })

  it('names who cannot reach the threshold any more and who fell behind, not who only has to go on', async () => {
    const { db } = world
    const of = await edition(db, own, 'IRIS-SOGLIA-01')
    // Five meetings of four hours; two were held.
    const held: Awaited<ReturnType<typeof meeting>>[] = []
    for (let n = 1; n <= 5; n++) {
      const day = n <= 2 ? `2026-02-0${n}` : `2026-03-2${n}`
      held.push(
        await meeting(db, of, n, `${day}T06:00Z`, `${day}T10:00Z`, { state: n <= 2 ? 'closed' : 'planned' }),
      )
    }
    const [first, second] = held
    if (!first || !second) throw new Error('meetings')
    const come = async (
      name: string,
      times: [number, number],
      state: 'enrolled' | 'withdrawn' = 'enrolled',
    ) => {
      const one = await person(db, name)
      const { id } = await enrolment(db, of, one)
      await db.updateTable('enrolment').set({ state }).where('id', '=', id).execute()
      for (const [at, minutes] of times.entries()) {
        const meeting = held[at]
        if (meeting) await present(db, meeting, one, [], { credited_minutes: minutes })
      }
    }
    await come('Sempre Presente', [240, 240])
    await come('Mezzo Presente', [240, 0])
    await come('Appena Dentro', [180, 180])
    await come('Quasi Perso', [180, 0])
    await come('Perso Davvero', [179, 0])
    await come('Perso Ritirato', [0, 0], 'withdrawn')
    expect(naming(await found('lost'), 'IRIS-SOGLIA-01').map(about)).toEqual(['Davvero Perso'])
    expect(naming(await found('behind'), 'IRIS-SOGLIA-01').map(about)).toEqual([
      'Perso Quasi',
      'Presente Mezzo',
    ])
    const [lost] = naming(await found('lost'), 'IRIS-SOGLIA-01')
    expect(lost).toMatchObject({
      hours: { attendedMinutes: 179, plannedMinutes: 1200, neededMinutes: 900, missingMinutes: 721 },
    })
    // The last meeting is called off: twelve hours are needed of sixteen, and eight are still to come.
    await db
      .updateTable('meeting')
      .set({ state: 'cancelled' })
      .where('id', '=', held[4]?.id ?? '')
      .execute()
    expect(naming(await found('lost'), 'IRIS-SOGLIA-01').map(about)).toEqual(['Davvero Perso', 'Perso Quasi'])
    expect(naming(await found('behind'), 'IRIS-SOGLIA-01').map(about)).toEqual(['Presente Mezzo'])
  })

  it('knows nothing of another project, and has none in an empty one', async () => {
    const empty = await project(world.db, 'vuoto')
    expect(await alertsOf(world.db, empty, today)).toEqual([])
    const elsewhere = await edition(world.db, who.rosa, 'ROSA-PM-01')
    const busy = await meeting(world.db, elsewhere, 1, '2026-01-20T09:00Z', '2026-01-20T12:00Z')
    await present(world.db, busy, who.luca)
    const {
      meetings: [here],
    } = await run('IRIS-DUE-03', [['2026-01-20T10:00Z', '2026-01-20T13:00Z']])
    if (!here) throw new Error('a meeting')
    await present(world.db, here, who.luca)
    expect(naming(await found('two_places'), 'ROSA-PM-01')).toEqual([])
    expect((await found('two_places')).map(about)).not.toContain('Verdi Luca')
  })

  it('lists by kind, then the latest first, and counts each', async () => {
    await twoOutside('IRIS-FUORI-02')
    await twoPlaces('IRIS-DUE-04')
    const alerts = await alertsOf(world.db, own, today)
    const order = alerts.map(({ kind }) => alertKinds.indexOf(kind))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(new Set(order).size).toBeGreaterThan(4)
    const counts = countsOf(alerts)
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(alerts.length)
    expect(counts.outside).toBe(2)
  })

  it('asks as much of the database when there are more people, meetings and conflicts', async () => {
    await twoOutside('IRIS-FUORI-03')
    await twoPlaces('IRIS-DUE-05')
    const few = counting(world.db)
    const before = await alertsOf(few.db, own, today)
    const spans: [string, string][] = [['2026-01-30T09:00Z', '2026-01-30T19:00Z']]
    for (let n = 0; n < 6; n++) {
      const { of, meetings } = await run(`IRIS-TANTI-0${n}`, spans)
      for (let p = 0; p < 5; p++) {
        const one = await person(world.db, `Tanti Persona${n}${p}`)
        await enrolment(world.db, of, one)
        for (const held of meetings) await present(world.db, held, one)
      }
    }
    const many = counting(world.db)
    expect((await alertsOf(many.db, own, today)).length).toBeGreaterThan(before.length + 30)
    expect(many.count()).toBe(few.count())
  })
})
