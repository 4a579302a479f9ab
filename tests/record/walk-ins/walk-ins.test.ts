// SPDX-License-Identifier: AGPL-3.0-or-later
// Who comes without being on the list: added at the door, matched with the register of persons later.
import { beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { at, newId } from '#base/clock.server.ts'
import { newcomerSchema } from '#plan/enrolment/enrolment.ts'
import { projectWalkIns } from '#record/walk-ins/list.server.ts'
import { matchNewcomer, matchWalkIn } from '#record/walk-ins/matching.server.ts'
import type { NewWalkIn } from '#record/walk-ins/walk-in.ts'
import { addWalkIn, changeWalkIns, walkInsOf } from '#record/walk-ins/walk-ins.server.ts'
import {
  absent,
  during,
  end,
  heldMeetings,
  nextDay,
  present,
  start,
} from '#tests/record/register/held-meeting.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { home } from '#tests/support/training.ts'

const arrived = '2026-02-05T10:20:00.000Z'
const query = { q: '', limit: 50, offset: 0, state: 'waiting' as const, edition: null }

describeEnginesAfresh('walk-ins', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  let today: Awaited<ReturnType<typeof who.held>>
  let serial = 0
  beforeEach(async () => {
    who = await heldMeetings(world.db)
  })
  beforeEach(async () => {
    today = await who.held()
    serial += 1
  })

  /** Gino comes at 11:20, without an e-mail address. */
  const gino = (more: Partial<NewWalkIn> = {}): NewWalkIn => ({
    id: newId(),
    first_name: 'Gino',
    last_name: `Paoli ${serial}`,
    organisation: 'Comune di Terni',
    sector: 'public',
    different: false,
    intervals: [{ in: arrived, out: end }],
    ...more,
  })
  const add = (walkIn: NewWalkIn, by: Actor = who.trainer, on = during) =>
    at(on, () => addWalkIn(world.db, by, today.id, walkIn))
  const match = (walkIn: { id: string }, somebody: { id: string }) =>
    at(nextDay, () =>
      matchWalkIn(world.db, who.manager, {
        walk_in_id: walkIn.id,
        meeting_id: today.id,
        person_id: somebody.id,
      }),
    )
  const markOf = (somebody: { id: string }) =>
    world.db
      .selectFrom('mark')
      .selectAll()
      .where('meeting_id', '=', today.id)
      .where('person_id', '=', somebody.id)
      .where('superseded_by', 'is', null)
      .executeTakeFirst()
  const kept = (walkIn: { id: string }) =>
    world.db.selectFrom('walk_in').selectAll().where('id', '=', walkIn.id).executeTakeFirstOrThrow()

  it('are added once, without an e-mail address, and count for nobody yet (domain.md 10, case 15)', async () => {
    const walkIn = gino({ phone: '075 123456' })
    expect(await add(walkIn)).toEqual({ isNew: true })
    expect(await add(walkIn)).toEqual({ isNew: false })
    expect(await walkInsOf(world.db, today.id)).toMatchObject([
      { first_name: 'Gino', intervals: [{ in: arrived, out: end }] },
    ])
    expect(await kept(walkIn)).toMatchObject({ email: null, phone: '075 123456', person_id: null })
    expect((await who.acts(today)).filter(({ act }) => act === 'walk_in_added')).toHaveLength(1)
  })

  it('make a new version of a closed page when they are added with a reason, and when they are matched', async () => {
    today = await who.closed()
    const walkIn = gino()
    await expect(add(walkIn, who.trainer, nextDay)).rejects.toMatchObject({ field: 'reason' })
    await add({ ...walkIn, reason: 'Sul foglio firme' }, who.trainer, nextDay)
    const luigi = await person(world.db, `Luigi Paoli ${serial}`, who.comune)
    await home(world.db, who.project, luigi)
    await match(walkIn, luigi)
    const pages = await who.pages(today)
    expect(pages.map(({ version }) => version)).toEqual([1, 2, 3])
    expect(pages.map(({ reason }) => reason)).toEqual([
      null,
      'Sul foglio firme',
      expect.stringContaining('Gino'),
    ])
    expect(JSON.parse(pages[1]?.content ?? '{}').walk_ins).toHaveLength(1)
    const last = JSON.parse(pages[2]?.content ?? '{}')
    expect(last.walk_ins).toEqual([])
    expect(last.people).toHaveLength(JSON.parse(pages[1]?.content ?? '{}').people.length + 1)
  })

  it('of a name that is on the list are added only when it is another person', async () => {
    const anna = { first_name: 'anna', last_name: 'BIANCHI' }
    await expect(add(gino(anna))).rejects.toMatchObject({ kind: 'conflict', field: 'different' })
    expect(await walkInsOf(world.db, today.id)).toEqual([])
    expect(await add(gino({ ...anna, different: true }))).toEqual({ isNew: true })
  })

  it('have times that may change, and say what they were', async () => {
    const walkIn = gino()
    await add(walkIn)
    const change = (typed: { in: string; out: string }, out: string) =>
      at(during, () =>
        changeWalkIns(
          world.db,
          who.trainer,
          today.id,
          [{ id: walkIn.id, typed, intervals: [{ in: arrived, out }] }],
          null,
        ),
      )
    expect(await change({ in: '11:20', out: '' }, end)).toBe(0)
    expect(await change({ in: '11:20', out: '12:00' }, '2026-02-05T11:00:00.000Z')).toBe(1)
    const last = (await who.acts(today)).findLast(({ act }) => act === 'walk_in_changed')
    expect(last).toMatchObject({ before: { intervals: [{ out: end }] } })
  })

  it('become enrolled and present when they are matched, and neither record changes the other', async () => {
    const walkIn = gino({ organisation: 'Comune (così detto)' })
    await add(walkIn)
    const luigi = await person(world.db, `Luigi Paoli ${serial}`, who.comune)
    await home(world.db, who.project, luigi)
    expect(await match(walkIn, luigi)).toMatchObject({ isNew: true })
    expect(await markOf(luigi)).toMatchObject({
      status: 'present',
      credited_minutes: 130,
      role: 'participant',
    })
    expect(await kept(walkIn)).toMatchObject({
      first_name: 'Gino',
      organisation: 'Comune (così detto)',
      person_id: luigi.id,
      matched_by: who.manager.accountId,
    })
    const after = await world.db
      .selectFrom('person')
      .selectAll()
      .where('id', '=', luigi.id)
      .executeTakeFirst()
    expect(after).toMatchObject({ first_name: 'Luigi', email: luigi.email })
    expect(await walkInsOf(world.db, today.id)).toEqual([])
    expect(await match(walkIn, luigi)).toMatchObject({ isNew: false })
    await expect(match(walkIn, who.anna)).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('are not matched with somebody marked otherwise at that meeting, or teaching there', async () => {
    const walkIn = gino()
    await add(walkIn)
    for (const somebody of [who.anna, who.luca, who.carla]) {
      await expect(match(walkIn, somebody)).rejects.toMatchObject({ kind: 'conflict' })
    }
    expect(await kept(walkIn)).toMatchObject({ person_id: null })
    expect(await markOf(who.luca)).toMatchObject({ status: 'absent' })
  })

  it('are matched with somebody marked in the same way without a second mark', async () => {
    const walkIn = gino({ intervals: [{ in: start, out: end }] })
    await add(walkIn)
    await match(walkIn, who.anna)
    const marks = await world.db
      .selectFrom('mark')
      .select('id')
      .where('meeting_id', '=', today.id)
      .where('person_id', '=', who.anna.id)
      .execute()
    expect(marks).toHaveLength(1)
  })

  it('of whom the register knows nothing are added to it, all or nothing', async () => {
    const walkIn = gino()
    await add(walkIn)
    const form = newcomerSchema.parse({
      intent: 'add',
      id: newId(),
      first_name: 'Gino',
      last_name: `Paoli ${serial}`,
      organisation: who.comune.id,
    })
    const which = { walk_in_id: walkIn.id, meeting_id: today.id }
    const edition = { ...who.edition, project_id: who.project.id }
    const add1 = () => at(nextDay, () => matchNewcomer(world.db, who.manager, edition, which, form))
    expect(await add1()).toMatchObject({ likely: null })
    expect(await add1()).toMatchObject({ likely: null })
    expect(await markOf(form)).toMatchObject({ status: 'present' })
    const another = gino({ last_name: `Paoli ${serial}`, different: true })
    await add(another)
    const double = { ...form, id: newId() }
    const which2 = { walk_in_id: another.id, meeting_id: today.id }
    const answer = await at(nextDay, () => matchNewcomer(world.db, who.manager, edition, which2, double))
    expect(answer.likely).toMatchObject([{ id: form.id }])
    expect(await kept(another)).toMatchObject({ person_id: null })
  })

  it('are listed for their project only, until they are matched', async () => {
    await add(gino())
    const listed = await projectWalkIns(world.db, who.project.id, { ...query, q: `paoli ${serial}` })
    expect(listed).toMatchObject({ total: 1, rows: [{ first_name: 'Gino', code: 'IRIS-PM-01' }] })
    expect(await projectWalkIns(world.db, who.rosa.id, query)).toMatchObject({ total: 0, rows: [] })
  })

  it('of a locked page are the manager’s', async () => {
    await world.db.updateTable('meeting').set({ state: 'locked' }).where('id', '=', today.id).execute()
    const walkIn = gino({ reason: 'Sul foglio firme' })
    await expect(add(walkIn)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await add(walkIn, who.manager)).toEqual({ isNew: true })
  })

  it('of a cancelled meeting there are none', async () => {
    await who.mark(today, who.luca, present())
    await who.mark(today, who.luca, absent)
    await world.db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', today.id).execute()
    await expect(add(gino())).rejects.toMatchObject({ kind: 'conflict' })
  })
})
