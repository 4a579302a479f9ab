// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { conflictsAmong } from '#record/attendance/roll.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { absent, after, morning, present, type Said } from './morning.ts'

describeEngines('marks that come twice or from two people', (world) => {
  let who: Awaited<ReturnType<typeof morning>>
  let today: Awaited<ReturnType<typeof who.anotherMeeting>>
  beforeAll(async () => {
    who = await morning(world.db)
  })
  beforeEach(async () => {
    today = await who.anotherMeeting()
  })

  it('writes once what is submitted twice, also when both come together', async () => {
    const nonce = newId()
    const marks: Said = [
      [who.anna, present()],
      [who.luca, absent()],
    ]
    const done = await Promise.all([today.record(marks, { nonce }), today.record(marks, { nonce })])
    expect(done.map(({ recorded }) => recorded).sort()).toEqual([0, 2])
    expect(await today.record(marks, { nonce })).toEqual({ recorded: 0, conflicts: [] })
    expect(await today.history(who.anna)).toHaveLength(1)
  })

  it('does not undo a later correction when an old submission comes again', async () => {
    const nonce = newId()
    await today.record([[who.anna, present()]], { nonce })
    await today.record([[who.anna, absent((await today.current(who.anna)).id)]])
    expect(await today.record([[who.anna, present()]], { nonce })).toEqual({ recorded: 0, conflicts: [] })
    expect(await today.current(who.anna)).toMatchObject({ status: 'absent' })
  })

  it('takes what a page says anew after the browser brought it back', async () => {
    const nonce = newId()
    await today.record([[who.anna, present()]], { nonce })
    expect(await today.record([[who.anna, absent()]], { nonce })).toEqual({ recorded: 1, conflicts: [] })
    expect(await today.current(who.anna)).toMatchObject({ status: 'absent' })
  })

  it('keeps what two trainers recorded at once, and tells the second', async () => {
    await today.record([[who.anna, present()]])
    const done = await today.record([[who.anna, absent()]], { by: who.second })
    expect(done).toEqual({
      recorded: 1,
      conflicts: [{ person_id: who.anna.id, recorded_by_name: 'Carla Neri' }],
    })
    const [one, other] = await today.history(who.anna)
    expect(one).toMatchObject({ status: 'present', recorded_by_name: 'Carla Neri', superseded_by: other?.id })
    expect(other).toMatchObject({ status: 'absent', recorded_by_name: 'Donata Fabbri', superseded_by: null })
    expect(other?.reason).toMatch(/un'altra persona/)
    expect(await conflictsAmong(world.db, today.id, new Set([who.anna.id, who.luca.id]))).toEqual([
      { person_id: who.anna.id, author: 'Carla Neri' },
    ])
  })

  it('keeps both also when they come at the very same time', async () => {
    const done = await Promise.all([
      today.record([[who.anna, present()]]),
      today.record([[who.anna, absent()]], { by: who.second }),
    ])
    expect(done.map(({ recorded }) => recorded)).toEqual([1, 1])
    expect(done.flatMap(({ conflicts }) => conflicts)).toHaveLength(1)
    expect(await today.history(who.anna)).toHaveLength(2)
  })

  it('is no conflict when both trainers say the same', async () => {
    await today.record([[who.anna, present()]])
    expect(await today.record([[who.anna, present()]], { by: who.second })).toEqual({
      recorded: 0,
      conflicts: [],
    })
  })

  it('does not bring back a mark that somebody else corrected and this trainer only left as it was', async () => {
    await today.record([[who.anna, present()]])
    const { id } = await today.current(who.anna)
    await today.record([[who.anna, absent(id)]], { by: who.second })
    const done = await today.record([
      [who.anna, present(id)],
      [who.luca, present()],
    ])
    expect(done).toEqual({ recorded: 1, conflicts: [] })
    expect(await today.current(who.anna)).toMatchObject({ status: 'absent' })
  })

  it('takes a conflict after the end of the meeting without a reason', async () => {
    await today.record([[who.anna, present()]], { on: after })
    const done = await today.record([[who.anna, absent()]], { by: who.second, on: after })
    expect(done.conflicts).toHaveLength(1)
  })
})
