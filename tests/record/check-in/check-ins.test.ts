// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { checkIn } from '#record/check-in/check-ins.server.ts'
import { stepOf } from '#record/check-in/code.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { meeting } from '#tests/support/training.ts'
import { room, when } from './room.ts'

describeEngines('checking in', (world) => {
  let who: Awaited<ReturnType<typeof room>>
  let today: Awaited<ReturnType<typeof who.anotherRoom>>
  beforeAll(async () => {
    who = await room(world.db)
  })
  beforeEach(async () => {
    today = await who.anotherRoom()
  })

  it('is one row with the moment of the scan', async () => {
    expect(await today.scan(who.operator, when.before)).toEqual({ outcome: 'entry', doubt: null })
    expect(await today.rows(who.anna)).toMatchObject([
      { kind: 'entry', at: when.before, state: 'accepted', doubt: null, settled_at: null },
    ])
  })

  it('is one row however often the same code comes, at once or again', async () => {
    const done = await Promise.all(Array.from({ length: 8 }, () => today.scan(who.operator, when.before)))
    expect(done.every((arrival) => arrival?.outcome === 'entry' || arrival?.outcome === 'already')).toBe(true)
    expect(await today.scan(who.operator, when.before)).toEqual({ outcome: 'already', at: when.before })
    expect(await today.rows(who.anna)).toHaveLength(1)
  })

  it('is one row for two taps that reach two workers', async () => {
    const other = world.connectAgain()
    const scan = { step: stepOf(when.start), at: when.start }
    const given = { meeting_id: today.id, scan, device: 'phone' }
    await Promise.all([world.db, other, world.db, other].map((db) => checkIn(db, who.operator, given)))
    expect(await today.rows(who.anna)).toHaveLength(1)
  })

  it('says when, to whoever scans again in the middle', async () => {
    await today.scan(who.operator, when.before)
    expect(await today.scan(who.operator, when.middle)).toEqual({ outcome: 'already', at: when.before })
    expect(await today.rows(who.anna)).toHaveLength(1)
  })

  it.each([
    ['early', 'outside_window'],
    ['opening', null],
    ['closing', null],
    ['late', 'outside_window'],
  ] as const)('at the edge of the window (%s) waits for a word: %s', async (moment, doubt) => {
    await today.scan(who.operator, when[moment])
    expect(await today.rows(who.anna)).toMatchObject([{ doubt, state: doubt ? 'waiting' : 'accepted' }])
  })

  it("keeps to the meeting's own window", async () => {
    await today.set({ check_in_before: 10, check_in_after: 75 })
    await today.scan(who.operator, when.opening)
    await today.scan(who.private, when.middle)
    expect(await today.rows(who.anna)).toMatchObject([{ doubt: 'outside_window' }])
    expect(await today.rows(who.luca)).toMatchObject([{ doubt: null }])
  })

  it('waits for whoever is not enrolled, or withdrew', async () => {
    await today.scan(who.outsider, when.start)
    expect(await today.rows(who.sara)).toMatchObject([{ doubt: 'not_enrolled', state: 'waiting' }])
  })

  it('waits for the second person on one device, not for the first', async () => {
    await today.scan(who.operator, when.before, 'the same phone')
    await today.scan(who.private, when.start, 'the same phone')
    expect(await today.rows(who.anna)).toMatchObject([{ doubt: null, state: 'accepted' }])
    expect(await today.rows(who.luca)).toMatchObject([{ doubt: 'same_device', state: 'waiting' }])
    // Leaving, the first is who was looked at; the second still is not.
    await today.scan(who.operator, when.lastQuarter, 'the same phone')
    await today.scan(who.private, when.lastQuarter, 'the same phone')
    expect(await today.rows(who.anna)).toMatchObject([{}, { kind: 'exit', doubt: null }])
    expect(await today.rows(who.luca)).toMatchObject([{}, { kind: 'exit', doubt: 'same_device' }])
  })

  it('at another meeting may be from the same device', async () => {
    await today.scan(who.operator, when.before, 'the same phone')
    const other = await who.anotherRoom()
    await other.scan(who.private, when.start, 'the same phone')
    expect(await other.rows(who.luca)).toMatchObject([{ doubt: null }])
  })

  it('in the last quarter is an exit, not a millisecond before', async () => {
    await today.scan(who.operator, when.before)
    await today.scan(who.private, when.before)
    expect(await today.scan(who.operator, when.lastQuarter)).toEqual({ outcome: 'exit', doubt: null })
    expect(await today.scan(who.private, '2026-02-05T11:52:29.999Z')).toMatchObject({ outcome: 'already' })
  })

  it('goes out after the end for an hour, and not later', async () => {
    await today.scan(who.operator, when.before)
    await today.scan(who.private, when.before)
    expect(await today.scan(who.operator, when.after)).toMatchObject({ outcome: 'exit' })
    expect(await today.scan(who.private, when.over)).toEqual({ outcome: 'refused', why: 'over' })
    expect(await today.rows(who.luca)).toHaveLength(1)
  })

  it('late in the meeting is an entry for whoever had none, and after it nothing', async () => {
    expect(await today.scan(who.operator, when.lastQuarter)).toEqual({
      outcome: 'entry',
      doubt: 'outside_window',
    })
    expect(await today.scan(who.private, when.end)).toEqual({ outcome: 'refused', why: 'over' })
  })

  it('does not take who has just come in the last quarter for leaving', async () => {
    await today.scan(who.operator, when.lastQuarter)
    expect(await today.scan(who.operator, '2026-02-05T11:53:10.000Z')).toMatchObject({ outcome: 'already' })
  })

  it('is refused with why: cancelled, closed, locked, webinar, another day, teaching', async () => {
    expect(await today.scan(who.operator, when.nextDay)).toEqual({ outcome: 'refused', why: 'another_day' })
    for (const [state, why] of [
      ['cancelled', 'cancelled'],
      ['closed', 'closed'],
      ['locked', 'closed'],
    ] as const) {
      await today.put(state)
      expect(await today.scan(who.operator, when.start)).toEqual({ outcome: 'refused', why })
    }
    const online = await who.anotherRoom()
    await online.set({ mode: 'webinar' })
    expect(await online.scan(who.operator, when.start)).toEqual({ outcome: 'refused', why: 'webinar' })
    const carla = { meeting_id: online.id, person_id: who.carla.id, role: 'trainer' as const }
    await world.db.insertInto('meeting_trainer').values(carla).execute()
    expect(await online.scan(who.trainer, when.start)).toEqual({ outcome: 'refused', why: 'teaches' })
    expect(await today.rows(who.anna)).toEqual([])
  })

  it('is nothing for an account without a person, and at no meeting', async () => {
    expect(await today.scan(who.manager, when.start)).toBeNull()
    const given = { meeting_id: 'none', scan: { step: 1, at: when.start }, device: 'phone' }
    expect(await checkIn(world.db, who.operator, given)).toBeNull()
  })

  it('is right to the millisecond on the night the clocks change', async () => {
    // 25 October 2026: 02:30 summer time to 03:30 winter time is two hours; the last half hour is the last quarter.
    const night = await meeting(world.db, who.edition, 90, '2026-10-25T00:30Z', '2026-10-25T02:30Z')
    const scan = (at: string) =>
      checkIn(world.db, who.operator, { meeting_id: night.id, scan: { step: stepOf(at), at }, device: 'a' })
    expect(await scan('2026-10-25T00:10:00.000Z')).toEqual({ outcome: 'entry', doubt: null })
    expect(await scan('2026-10-25T01:59:59.999Z')).toMatchObject({ outcome: 'already' })
    expect(await scan('2026-10-25T02:00:00.000Z')).toEqual({ outcome: 'exit', doubt: null })
  })

  it('of a meeting that crosses midnight is of the day it began, until it is over', async () => {
    const evening = await meeting(world.db, who.edition, 91, '2026-02-05T21:00Z', '2026-02-05T23:30Z')
    const scan = (at: string) =>
      checkIn(world.db, who.operator, { meeting_id: evening.id, scan: { step: stepOf(at), at }, device: 'a' })
    expect(await scan('2026-02-05T20:59:00.000Z')).toMatchObject({ outcome: 'entry', doubt: null })
    expect(await scan('2026-02-05T23:20:00.000Z')).toEqual({ outcome: 'exit', doubt: null })
    expect(await scan('2026-02-06T00:30:00.001Z')).toMatchObject({ outcome: 'refused' })
  })
})
