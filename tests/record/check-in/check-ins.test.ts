// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { checkIn, leaveMeeting } from '#record/check-in/check-ins.server.ts'
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
    expect(await today.scan(who.operator, when.before)).toEqual({
      outcome: 'already',
      kind: 'entry',
      at: when.before,
    })
    expect(await today.rows(who.anna)).toHaveLength(1)
  })

  it('is one row for two taps that reach two workers', async () => {
    const other = world.connectAgain()
    const scan = { step: stepOf(when.start), at: when.start }
    const given = { meeting_id: today.id, scan, device: 'phone' }
    await Promise.all([world.db, other, world.db, other].map((db) => checkIn(db, who.operator, given)))
    expect(await today.rows(who.anna)).toHaveLength(1)
  })

  it.each(['closing', 'middle', 'lastQuarter', 'after'] as const)(
    'asks whoever is there whether they are leaving, at any time (%s), and writes nothing',
    async (moment) => {
      await today.scan(who.operator, when.before)
      expect(await today.scan(who.operator, when[moment])).toEqual({
        outcome: 'asks',
        question: 'leaving',
        since: when.before,
        doubt: null,
      })
      expect(await today.rows(who.anna)).toHaveLength(1)
    },
  )

  it('does not ask at the door: five minutes, not a millisecond more', async () => {
    await today.scan(who.operator, when.start)
    const soon = '2026-02-05T10:04:59.999Z'
    expect(await today.scan(who.operator, soon)).toEqual({
      outcome: 'already',
      kind: 'entry',
      at: when.start,
    })
    expect(await today.scan(who.operator, '2026-02-05T10:05:00.000Z')).toMatchObject({ outcome: 'asks' })
  })

  it('leaves at the moment of the scan, whenever the question is answered', async () => {
    await today.scan(who.operator, when.start)
    const scan = { step: stepOf(when.middle), at: when.middle }
    const given = { meeting_id: today.id, scan, moment: '2026-02-05T11:23:00.000Z', device: 'phone' }
    expect(await leaveMeeting(world.db, who.operator, given)).toEqual({ outcome: 'exit', doubt: null })
    expect(await today.rows(who.anna)).toMatchObject([{ kind: 'entry' }, { kind: 'exit', at: when.middle }])
  })

  it('leaves without a code, now, and never before the entry', async () => {
    await today.scan(who.operator, when.start)
    expect(await today.leave(who.operator, when.before)).toMatchObject({ outcome: 'already', kind: 'entry' })
    expect(await today.leave(who.operator, when.middle)).toEqual({ outcome: 'exit', doubt: null })
    expect(await today.rows(who.anna)).toMatchObject([{ kind: 'entry' }, { kind: 'exit', at: when.middle }])
  })

  it('does not take the scan of the entry for that of an exit', async () => {
    await today.scan(who.operator, when.start)
    const scan = { step: stepOf(when.start), at: when.start }
    const given = { meeting_id: today.id, scan, moment: when.middle, device: 'phone' }
    expect(await leaveMeeting(world.db, who.operator, given)).toMatchObject({ outcome: 'exit' })
    expect(await today.rows(who.anna)).toMatchObject([{}, { kind: 'exit', at: when.middle }])
  })

  it('leaves once, however often it is said, also to two workers and at different moments', async () => {
    await today.scan(who.operator, when.start)
    const other = world.connectAgain()
    const moments = Array.from({ length: 8 }, (_, n) => new Date(Date.parse(when.middle) + n * 15_000))
    await Promise.all(
      moments.map((moment, n) =>
        leaveMeeting(n % 2 === 0 ? world.db : other, who.operator, {
          meeting_id: today.id,
          scan: null,
          moment: moment.toISOString(),
          device: 'phone',
        }),
      ),
    )
    expect((await today.rows(who.anna)).filter((row) => row.kind === 'exit')).toHaveLength(1)
    expect(await today.leave(who.operator, when.lastQuarter)).toMatchObject({
      outcome: 'already',
      kind: 'exit',
    })
  })

  it('has nothing to leave who never arrived, or has no person', async () => {
    expect(await today.leave(who.operator, when.middle)).toBeNull()
    expect(await today.leave({ ...who.operator, personId: null }, when.middle)).toBeNull()
    expect(await today.rows(who.anna)).toEqual([])
  })

  it('asks whoever left whether they are back, and enters again only then', async () => {
    await today.scan(who.operator, when.start)
    await today.leave(who.operator, when.closing)
    expect(await today.scan(who.operator, when.middle)).toEqual({
      outcome: 'asks',
      question: 'returning',
      since: when.closing,
      doubt: null,
    })
    expect(await today.rows(who.anna)).toHaveLength(2)
    const again = await today.scan(who.operator, when.middle, undefined, true)
    expect(again).toEqual({ outcome: 'entry', doubt: null })
    expect(await today.rows(who.anna)).toMatchObject([
      {},
      { kind: 'exit' },
      { kind: 'entry', at: when.middle },
    ])
    expect(await today.leave(who.operator, when.lastQuarter)).toEqual({ outcome: 'exit', doubt: null })
    expect(await today.rows(who.anna)).toHaveLength(4)
  })

  it('does not enter again after the end', async () => {
    await today.scan(who.operator, when.start)
    await today.leave(who.operator, when.middle)
    const late = await today.scan(who.operator, when.after, undefined, true)
    expect(late).toEqual({ outcome: 'already', kind: 'exit', at: when.middle })
  })

  it('may leave again after the trainer rejected a doubtful exit', async () => {
    await today.scan(who.operator, when.start, 'mine')
    await today.scan(who.private, when.start, 'borrowed')
    expect(await today.leave(who.operator, when.closing, 'borrowed')).toEqual({
      outcome: 'exit',
      doubt: 'same_device',
    })
    await today.decide(who.anna, 'reject')
    expect(await today.leave(who.operator, when.lastQuarter, 'mine')).toEqual({
      outcome: 'exit',
      doubt: null,
    })
    expect(await today.rows(who.anna)).toMatchObject([{}, { state: 'rejected' }, { state: 'accepted' }])
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
    await today.leaveBy(who.operator, when.lastQuarter, 'the same phone')
    await today.leaveBy(who.private, when.lastQuarter, 'the same phone')
    expect(await today.rows(who.anna)).toMatchObject([{}, { kind: 'exit', doubt: null }])
    expect(await today.rows(who.luca)).toMatchObject([{}, { kind: 'exit', doubt: 'same_device' }])
  })

  it('at another meeting may be from the same device', async () => {
    await today.scan(who.operator, when.before, 'the same phone')
    const other = await who.anotherRoom()
    await other.scan(who.private, when.start, 'the same phone')
    expect(await other.rows(who.luca)).toMatchObject([{ doubt: null }])
  })

  it('goes out after the end for an hour, and not later', async () => {
    await today.scan(who.operator, when.before)
    await today.scan(who.private, when.before)
    expect(await today.leaveBy(who.operator, when.after)).toMatchObject({ outcome: 'exit' })
    expect(await today.leaveBy(who.private, when.over)).toEqual({ outcome: 'refused', why: 'over' })
    expect(await today.rows(who.luca)).toHaveLength(1)
  })

  it('late in the meeting is an entry for whoever had none, and after it nothing', async () => {
    expect(await today.scan(who.operator, when.lastQuarter)).toEqual({
      outcome: 'entry',
      doubt: 'outside_window',
    })
    expect(await today.scan(who.private, when.end)).toEqual({ outcome: 'refused', why: 'over' })
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
    // 25 October 2026: 02:30 summer time to 03:30 winter time is two hours.
    const night = await meeting(world.db, who.edition, 90, '2026-10-25T00:30Z', '2026-10-25T02:30Z')
    const scan = (at: string) =>
      checkIn(world.db, who.operator, { meeting_id: night.id, scan: { step: stepOf(at), at }, device: 'a' })
    expect(await scan('2026-10-25T00:10:00.000Z')).toEqual({ outcome: 'entry', doubt: null })
    expect(await scan('2026-10-25T02:29:30.000Z')).toMatchObject({ outcome: 'asks', question: 'leaving' })
    const left = { meeting_id: night.id, scan: null, moment: '2026-10-25T01:30:00.000Z', device: 'a' }
    expect(await leaveMeeting(world.db, who.operator, left)).toEqual({ outcome: 'exit', doubt: null })
    expect(await scan('2026-10-25T02:29:59.999Z')).toMatchObject({ outcome: 'asks', question: 'returning' })
    expect(await scan('2026-10-25T02:30:00.000Z')).toMatchObject({ outcome: 'already', kind: 'exit' })
  })

  it('of a meeting that crosses midnight is of the day it began, until it is over', async () => {
    const evening = await meeting(world.db, who.edition, 91, '2026-02-05T21:00Z', '2026-02-05T23:30Z')
    const scan = (at: string) =>
      checkIn(world.db, who.operator, { meeting_id: evening.id, scan: { step: stepOf(at), at }, device: 'a' })
    expect(await scan('2026-02-05T20:59:00.000Z')).toMatchObject({ outcome: 'entry', doubt: null })
    expect(await scan('2026-02-05T23:20:00.000Z')).toMatchObject({ outcome: 'asks', question: 'leaving' })
    expect(await scan('2026-02-06T00:30:00.001Z')).toMatchObject({ outcome: 'refused' })
  })
})
