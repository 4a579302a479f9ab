// SPDX-License-Identifier: AGPL-3.0-or-later
// A trainer's hours of a month, as closed pages say, and what the offices see of them.
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { at } from '#base/clock.server.ts'
import { closeMeeting } from '#record/register/closing.server.ts'
import { agreeHours } from '#record/timesheet/agreed-hours.server.ts'
import { projectsTaught, timesheetOf } from '#record/timesheet/month.server.ts'
import { projectOverlaps } from '#record/timesheet/overlaps.server.ts'
import { findTrainer, trainersIn } from '#record/timesheet/trainers.server.ts'
import { end, evening, heldMeetings, nextDay, present, start } from '#tests/record/register/held-meeting.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { grant, person } from '#tests/support/people.ts'
import { counting } from '#tests/support/queries.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'

const february = { month: '2026-02', project: null }
const firstPage = { q: '', limit: 50, offset: 0 }
/** From 11:30 to 14:00 in Rome: an hour of it is also that of the meeting of I.R.I.S. */
const later = { from: '2026-02-05T11:30:00.000Z', to: '2026-02-05T14:00:00.000Z' }

describeEnginesAfresh('a trainer’s timesheet', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeEach(async () => {
    who = await heldMeetings(world.db)
  })

  const own = async (asked: Parameters<typeof timesheetOf>[2] = february, moment = nextDay) =>
    await timesheetOf(world.db, who.carla.id, asked, moment)

  /** A meeting of ROSA that Carla taught, closed. */
  const elsewhere = async () => {
    const { db } = world
    const run = await edition(db, who.rosa, 'ROSA-PM-01', { title: 'Appalti per la ROSA' })
    const held = await meeting(db, run, 1, later.from, later.to, { state: 'open', title: 'Il bando segreto' })
    await db
      .insertInto('meeting_trainer')
      .values({ meeting_id: held.id, person_id: who.carla.id, role: 'trainer' })
      .execute()
    const nina = await person(db, 'Nina Sala', who.comune)
    await enrolment(db, run, nina)
    const trainer = await grant(db, who.trainer, 'trainer', { edition: run })
    const whole = present([{ in: later.from, out: later.to }])
    await who.mark(held, nina, whole, { by: trainer, on: later.from, topic: 'Il bando' })
    await who.mark(held, who.carla, whole, { by: trainer, on: later.from })
    await at(evening, () => closeMeeting(db, trainer, { meeting_id: held.id }))
    return held
  }

  /** A meeting of IRIS-PM-01 on the morning after, that Carla teaches, where nobody is marked. */
  const theDayAfter = async () => {
    const held = await who.planned()
    const times = { starts_at: '2026-02-06T10:00:00.000Z', ends_at: '2026-02-06T12:30:00.000Z' }
    await world.db.updateTable('meeting').set(times).where('id', '=', held.id).execute()
    return held
  }

  it('says of closed pages when the person taught, for how long and what', async () => {
    const held = await who.closed()
    const { rows, hours, together, waiting, created } = await own()
    expect(rows).toEqual([
      {
        meeting_id: held.id,
        on: '2026-02-05',
        project: { id: who.project.id, slug: 'iris', acronym: 'IRIS' },
        edition: { code: 'IRIS-PM-01', title: 'Procurement management' },
        number: held.number,
        title: held.title,
        role: 'trainer',
        intervals: [{ in: start, out: end }],
        minutes: 150,
        topic: 'Il ciclo del contratto',
        version: 1,
      },
    ])
    expect(hours).toMatchObject([{ month: 150, taught: 150, agreed: null, left: null }])
    expect(together).toEqual({ month: 150, taught: 150, agreed: null, left: null })
    expect(waiting).toEqual([])
    expect(created).toBe(evening)
  })

  it('lists apart what was held and is not closed, and counts none of it', async () => {
    const held = await who.held()
    const { rows, hours, waiting } = await own()
    expect([rows, hours]).toEqual([[], []])
    expect(waiting.map(({ id, code, acronym }) => [id, code, acronym])).toEqual([
      [held.id, 'IRIS-PM-01', 'IRIS'],
    ])
    // Not before it is over.
    expect((await own(february, '2026-02-05T12:29:59.999Z')).waiting).toEqual([])
    await at(evening, () => closeMeeting(world.db, who.trainer, { meeting_id: held.id }))
    expect((await own()).waiting).toEqual([])
  })

  it('follows a correction of the page, with its version', async () => {
    const held = await who.closed()
    const shorter = present([{ in: start, out: '2026-02-05T12:00:00.000Z' }])
    await who.mark(held, who.carla, shorter, { on: nextDay, reason: 'Uscita anticipata' })
    const { rows, together } = await own()
    expect(rows.map(({ minutes, version }) => [minutes, version])).toEqual([[120, 2]])
    expect(together).toMatchObject({ month: 120, taught: 120 })
  })

  it('is of one month and, when asked, of one project', async () => {
    await who.closed()
    await elsewhere()
    const all = await own()
    expect(all.hours.map(({ project, month }) => [project.acronym, month])).toEqual([
      ['IRIS', 150],
      ['ROSA', 150],
    ])
    expect(all.together).toMatchObject({ month: 300, taught: 300 })
    const rosa = await own({ month: '2026-02', project: who.rosa })
    expect(rosa.rows.map(({ project }) => project.acronym)).toEqual(['ROSA'])
    expect(rosa.together.month).toBe(150)
    // In March nothing was taught, and what was before still counts as taught.
    const march = await own({ month: '2026-03', project: null })
    expect([march.rows, march.together]).toEqual([[], { month: 0, taught: 300, agreed: null, left: null }])
    const january = await own({ month: '2026-01', project: null })
    expect([january.rows, january.hours]).toEqual([[], []])
    expect((await projectsTaught(world.db, who.carla.id)).map(({ slug }) => slug)).toEqual(['iris', 'rosa'])
    expect(await projectsTaught(world.db, who.anna.id)).toEqual([])
  })

  it('is of nobody else: who attended has no hours, nor a colleague', async () => {
    await who.closed()
    for (const other of [who.anna, who.luca]) {
      const { rows, hours } = await timesheetOf(world.db, other.id, february, nextDay)
      expect([rows, hours]).toEqual([[], []])
    }
  })

  it('asks as much of the database for many meetings as for few', async () => {
    for (let n = 0; n < 3; n++) await who.closed()
    const counted = counting(world.db)
    await timesheetOf(counted.db, who.carla.id, february, nextDay)
    const few = counted.count()
    for (let n = 0; n < 4; n++) await who.closed()
    const again = counting(world.db)
    await timesheetOf(again.db, who.carla.id, february, nextDay)
    expect(again.count()).toBe(few)
  })

  describe('overlaps', () => {
    it('are named to the trainer, and to each office as times only', async () => {
      const held = await who.closed()
      const other = await elsewhere()
      const times = [{ from: later.from, to: end }]
      const { overlaps } = await own()
      expect(overlaps).toHaveLength(1)
      expect(overlaps[0]?.times).toEqual(times)
      expect(overlaps[0]?.meetings.map(({ id, acronym }) => [id, acronym])).toEqual([
        [held.id, 'IRIS'],
        [other.id, 'ROSA'],
      ])
      // Asked for one project or in another month: those that concern it.
      expect((await own({ month: '2026-02', project: who.rosa })).overlaps).toHaveLength(1)
      expect((await own({ month: '2026-03', project: null })).overlaps).toEqual([])

      const office = await projectOverlaps(world.db, who.project.id)
      expect(office).toMatchObject([
        { person: { id: who.carla.id }, times, own: { id: held.id }, other: null },
      ])
      expect(JSON.stringify(office)).not.toMatch(/ROSA|segreto|Appalti/i)
      expect(JSON.stringify(office)).not.toContain(other.id)
      expect(JSON.stringify(office)).not.toContain(who.rosa.id)
      const rosa = await projectOverlaps(world.db, who.rosa.id, who.carla.id)
      expect(rosa).toMatchObject([{ own: { id: other.id }, other: null }])
      expect(JSON.stringify(rosa)).not.toMatch(/IRIS|Procurement/i)
      expect(await projectOverlaps(world.db, who.project.id, who.anna.id)).toEqual([])
    })

    it('within one project are named with both meetings, once', async () => {
      const [one, two] = [await who.closed(), await who.closed()]
      const office = await projectOverlaps(world.db, who.project.id)
      expect(office).toHaveLength(1)
      const named = [office[0]?.own.id, office[0]?.other?.id]
      expect(named.toSorted()).toEqual([one.id, two.id].toSorted())
      expect((await own()).overlaps).toHaveLength(1)
      expect((await own({ month: '2026-02', project: who.project })).overlaps).toHaveLength(1)
    })

    it('are none while a page is not closed, or where the times only meet', async () => {
      await who.closed()
      await who.held()
      expect(await projectOverlaps(world.db, who.project.id)).toEqual([])
      const [first, second] = [await theDayAfter(), await theDayAfter()]
      const parts = [
        [first, '2026-02-06T10:00:00.000Z', '2026-02-06T11:15:00.000Z'],
        [second, '2026-02-06T11:15:00.000Z', '2026-02-06T12:30:00.000Z'],
      ] as const
      for (const [held, from, to] of parts) {
        await who.mark(held, who.anna, present([{ in: from, out: to }]), { on: from, topic: 'A turno' })
        await who.mark(held, who.luca, present([{ in: from, out: to }]), { on: from })
        await who.mark(held, who.carla, present([{ in: from, out: to }]), { on: from })
        await at('2026-02-06T18:00:00.000Z', () =>
          closeMeeting(world.db, who.trainer, { meeting_id: held.id }),
        )
      }
      expect(await projectOverlaps(world.db, who.project.id)).toEqual([])
      expect((await own()).overlaps).toEqual([])
    })
  })
})

describeEnginesAfresh('hours agreed', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  beforeEach(async () => {
    who = await heldMeetings(world.db)
    await who.closed()
  })
  const agree = (actor: Actor | null, minutes: number | null, person_id = who.carla.id) =>
    agreeHours(world.db, actor, { project_id: who.project.id, person_id, minutes })

  it('are written down by the manager, changed and taken back, each with a row in the ledger', async () => {
    await agree(who.manager, 2400)
    await agree(who.manager, 2400)
    expect(await findTrainer(world.db, who.project.id, who.carla.id)).toEqual({
      id: who.carla.id,
      name: 'Neri Carla',
      agreed: 2400,
      taught: 150,
      left: 2250,
      meetings: 1,
    })
    const { hours } = await timesheetOf(world.db, who.carla.id, february, nextDay)
    expect(hours).toMatchObject([{ agreed: 2400, taught: 150, left: 2250 }])
    await agree(who.manager, 120)
    expect(await findTrainer(world.db, who.project.id, who.carla.id)).toMatchObject({ left: -30 })
    await agree(who.manager, null)
    expect(await findTrainer(world.db, who.project.id, who.carla.id)).toMatchObject({
      agreed: null,
      left: null,
    })
    const acts = (await who.acts(who.carla)).filter(({ act }) => act === 'hours_agreed')
    expect(acts.map(({ actor_name, before, after }) => [actor_name, before, after])).toEqual([
      ['Marta Conti', { agreed_minutes: null }, { agreed_minutes: 2400 }],
      ['Marta Conti', { agreed_minutes: 2400 }, { agreed_minutes: 120 }],
      ['Marta Conti', { agreed_minutes: 120 }, { agreed_minutes: null }],
    ])
  })

  it('are nobody else’s to write, and of nobody who does not teach there', async () => {
    for (const actor of [who.trainer, who.auditor, who.otherManager, who.operator, who.administrator]) {
      await expect(agree(actor, 600)).rejects.toMatchObject({ kind: 'forbidden' })
    }
    await expect(agree(who.manager, 600, who.anna.id)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(agree(who.manager, 600, 'nobody')).rejects.toMatchObject({ kind: 'not_found' })
    expect(await world.db.selectFrom('agreed_hours').selectAll().execute()).toEqual([])
  })

  it('stand beside who teaches in the project, by name, found and paged', async () => {
    const { db } = world
    const dina = await person(db, 'Dina Abati', undefined, { is_staff: 1 })
    const planned = await who.planned()
    await db
      .insertInto('meeting_trainer')
      .values({ meeting_id: planned.id, person_id: dina.id, role: 'tutor' })
      .execute()
    const names = async (query: Partial<typeof firstPage> = {}) => {
      const { rows, total } = await trainersIn(db, who.project.id, { ...firstPage, ...query })
      return [rows.map(({ name, taught }) => `${name} ${taught}`), total]
    }
    expect(await names()).toEqual([['Abati Dina 0', 'Neri Carla 150'], 2])
    expect(await names({ q: 'neri' })).toEqual([['Neri Carla 150'], 1])
    expect(await names({ limit: 1, offset: 1 })).toEqual([['Neri Carla 150'], 2])
    expect((await trainersIn(db, who.rosa.id, firstPage)).total).toBe(0)
  })
})
