// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { arrivalsCount, arrivedAt, doubtsAt } from '#record/check-in/arrivals.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { account, person } from '#tests/support/people.ts'
import { room, when } from './room.ts'

describeEngines("the trainer's word on a check-in", (world) => {
  let who: Awaited<ReturnType<typeof room>>
  let today: Awaited<ReturnType<typeof who.anotherRoom>>
  beforeAll(async () => {
    who = await room(world.db)
  })
  let sara: Awaited<ReturnType<typeof person>>
  /** Sara Gallo's account: she is in the registry, and enrolled in nothing. */
  let outsider: Awaited<ReturnType<typeof account>>
  let serial = 0
  beforeEach(async () => {
    serial += 1
    today = await who.anotherRoom()
    sara = await person(world.db, `Sara Gallo ${serial}`, who.comune)
    outsider = await account(world.db, `Sara Gallo ${serial}`, sara)
  })

  const enrolled = async () =>
    await world.db
      .selectFrom('enrolment')
      .select(['id', 'state'])
      .where('edition_id', '=', who.edition.id)
      .where('person_id', '=', sara.id)
      .execute()
  const acts = async (of: { id: string }) =>
    (
      await world.db
        .selectFrom('ledger')
        .select(['act', 'actor_name', 'after'])
        .where('subject_id', '=', of.id)
        .where('act', 'like', 'check_in_%')
        .orderBy('seq')
        .execute()
    )
      .filter(({ after }) => JSON.parse(after ?? '{}').meeting_id === today.id)
      .map(({ act, actor_name }) => `${act} by ${actor_name}`)

  it('rejected leaves the row and nothing else', async () => {
    await today.scan(outsider, when.start)
    await today.decide(sara, 'reject')
    await today.settle(when.middle)
    expect(await today.rows(sara)).toMatchObject([{ state: 'rejected', at: when.start }])
    expect(await today.marks(sara)).toEqual([])
    expect(await enrolled()).toEqual([])
    expect(await acts(sara)).toEqual(['check_in_rejected by Carla Neri'])
  })

  it('after a rejection a new scan is looked at afresh', async () => {
    await today.scan(outsider, when.start)
    await today.decide(sara, 'reject')
    expect(await today.scan(outsider, when.start)).toMatchObject({ outcome: 'already' })
    expect(await today.scan(outsider, when.closing)).toEqual({ outcome: 'entry', doubt: 'not_enrolled' })
  })

  it('confirmed makes the mark at once, from the moment of the scan', async () => {
    await today.scan(who.operator, when.late)
    await today.decide(who.anna, 'confirm')
    expect(await today.marks(who.anna)).toMatchObject([
      {
        source: 'self',
        intervals: JSON.stringify([{ in: when.late, out: when.end }]),
        credited_minutes: 119,
      },
    ])
    expect(await today.rows(who.anna)).toMatchObject([{ state: 'confirmed', settled_at: when.middle }])
  })

  it('of who is not enrolled enrols them, with their exit', async () => {
    await today.scan(outsider, when.start)
    await today.leaveBy(outsider, when.lastQuarter)
    await today.decide(sara, 'confirm')
    expect(await enrolled()).toMatchObject([{ state: 'enrolled' }])
    expect(await today.marks(sara)).toMatchObject([{ credited_minutes: 112, source: 'self' }])
    expect(await acts(sara)).toEqual(['check_in_confirmed by Carla Neri', 'check_in_confirmed by Carla Neri'])
  })

  it('twice is once, and the contrary is a conflict', async () => {
    await today.scan(who.operator, when.late)
    await today.decide(who.anna, 'confirm')
    await today.decide(who.anna, 'confirm')
    expect(await today.marks(who.anna)).toHaveLength(1)
    await expect(today.decide(who.anna, 'reject')).rejects.toMatchObject({ kind: 'conflict' })
    expect((await acts(who.anna)).filter((act) => act.startsWith('check_in_confirmed'))).toHaveLength(1)
  })

  it('cannot confirm at a closed meeting, where a rejection is still taken', async () => {
    await today.scan(who.operator, when.late)
    await today.put('closed')
    await expect(today.decide(who.anna, 'confirm')).rejects.toMatchObject({ kind: 'conflict' })
    await today.decide(who.anna, 'reject')
    expect(await today.rows(who.anna)).toMatchObject([{ state: 'rejected' }])
  })

  it('is not for check-ins of another meeting', async () => {
    const other = await who.anotherRoom()
    await other.scan(who.operator, when.late)
    await expect(today.decide(who.anna, 'confirm')).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('sees doubts with who shares the device, arrivals, and how many', async () => {
    await today.scan(who.operator, when.before, 'the same phone')
    await today.scan(who.private, when.start, 'the same phone')
    await today.leaveBy(who.operator, when.lastQuarter, 'the same phone')
    expect(await arrivalsCount(world.db, today.id)).toEqual({ arrived: 2, waiting: 1 })
    expect(await doubtsAt(world.db, today, 'waiting')).toMatchObject([
      { name: 'Verdi Luca', organisation: 'Cooperativa Il Ponte', sharedWith: ['Bianchi Anna'] },
    ])
    expect(await arrivedAt(world.db, today, { limit: 50, offset: 0 })).toMatchObject({
      total: 1,
      people: [{ name: 'Bianchi Anna', at: when.before, left: when.lastQuarter }],
    })
    await today.decide(who.luca, 'reject')
    expect(await arrivalsCount(world.db, today.id)).toEqual({ arrived: 1, waiting: 0 })
    expect(await doubtsAt(world.db, today, 'rejected')).toMatchObject([{ decided_by: 'Carla Neri' }])
  })
})
