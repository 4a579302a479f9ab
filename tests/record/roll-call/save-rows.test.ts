// SPDX-License-Identifier: AGPL-3.0-or-later
// A roll call that saves itself as it goes: some rows at a time, each right or wrong by itself.
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { at, newId } from '#base/clock.server.ts'
import { type SavedRoll, savedRollSchema } from '#record/roll-call/roll-call.ts'
import { recordRoll } from '#record/roll-call/save-form.server.ts'
import { rollSince, saveRoll } from '#record/roll-call/save-rows.server.ts'
import { after, during, morning, present, whole } from '#tests/record/attendance/morning.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { enrolment } from '#tests/support/training.ts'

type Row = Partial<SavedRoll['marks'][string]>
type More = { by?: Actor; on?: string; account?: string } & Partial<SavedRoll>

describeEngines('saving a roll call as it goes', (world) => {
  let who: Awaited<ReturnType<typeof morning>>
  let today: Awaited<ReturnType<typeof who.anotherMeeting>>
  beforeAll(async () => {
    who = await morning(world.db)
  })
  beforeEach(async () => {
    today = await who.anotherMeeting()
  })

  async function save(rows: [{ id: string }, Row][], more: More = {}) {
    const { by = who.trainer, on = during, ...sent } = more
    const form = savedRollSchema.parse({
      nonce: newId(),
      account: by.accountId,
      since: whole.in,
      marks: Object.fromEntries(rows.map(([person, row]) => [person.id, row])),
      ...sent,
    })
    const meeting = { ...(await today.kept()), project_id: who.project.id }
    return await at(on, () => saveRoll(world.db, by, meeting, form))
  }

  it('records what is right, and says of what is wrong on which row and why', async () => {
    const done = await save([
      [who.anna, { status: 'present', in: '11:20' }],
      [who.luca, { status: 'present', in: '12:30', out: '12:00' }],
    ])
    expect(done.rows[who.anna.id]).toMatchObject({ status: 'present', in: '11:20', stated: true })
    expect(done.rows[who.anna.id]?.credited).toContain('0:10')
    expect(done.wrong[who.luca.id]).toMatchObject({ field: 'out' })
    expect(await today.history(who.luca)).toEqual([])
  })

  it.each([
    [{ status: 'present', in: '07:30' }, 'in'],
    [{ status: 'present', in: '13:30' }, 'in'],
    [{ status: 'present', out: '11:00' }, 'out'],
    [{ status: 'present', out: '18:00' }, 'out'],
    [{ status: 'present', in: '99:99' }, 'in'],
    [{ in: '11:20' }, 'status'],
  ] as const)('refuses %o on its field', async (row, field) => {
    expect((await save([[who.anna, row]])).wrong[who.anna.id]?.field).toBe(field)
    expect(await today.history(who.anna)).toEqual([])
  })

  it('sent twice writes once, also when the answer of the first was lost', async () => {
    const nonce = newId()
    const rows: [{ id: string }, Row][] = [[who.anna, { status: 'absent' }]]
    await save(rows, { nonce })
    const again = await save(rows, { nonce })
    expect(again.rows[who.anna.id]).toMatchObject({ status: 'absent', stated: true })
    await save(rows)
    expect(await today.history(who.anna)).toHaveLength(1)
  })

  it('says what is in force when it is not what the row said, so that the page can say it again', async () => {
    await save([[who.anna, { status: 'absent' }]])
    const first = await today.current(who.anna)
    await save([[who.anna, { status: 'present', base: first.id }]])
    const second = await today.current(who.anna)
    // Back to what the page had shown at first, whose correction it never heard of.
    const answer = await save([[who.anna, { status: 'absent', base: first.id }]])
    expect(answer.rows[who.anna.id]).toMatchObject({ mark: second.id, status: 'present', stated: false })
    await save([[who.anna, { status: 'absent', base: second.id }]])
    expect(await today.current(who.anna)).toMatchObject({ status: 'absent' })
  })

  it('takes "everybody present" as said of whom nobody has marked', async () => {
    await today.record([[who.anna, present(null, [{ ...whole, in: '2026-02-05T10:20:00.000Z' }])]], {
      by: who.second,
    })
    const done = await save([
      [who.anna, { status: 'present', first: '1' }],
      [who.luca, { status: 'present', first: '1' }],
    ])
    expect(done.rows[who.anna.id]).toMatchObject({ in: '11:20', stated: false })
    expect(done.rows[who.anna.id]?.text).toContain('Donata Fabbri')
    expect(await today.history(who.anna)).toHaveLength(1)
    expect(await today.current(who.luca)).toMatchObject({ status: 'present', intervals: [whole] })
  })

  it('tells the later of two trainers whose marks were there, and what others recorded meanwhile', async () => {
    await save([[who.anna, { status: 'present' }]])
    const done = await save([[who.anna, { status: 'absent' }]], {
      by: who.second,
      account: who.second.accountId,
    })
    expect(done.rows[who.anna.id]?.text).toContain('Carla Neri')
    expect(await today.history(who.anna)).toHaveLength(2)
    const mine = await save([[who.luca, { status: 'present' }]])
    expect(mine.rows[who.anna.id]).toMatchObject({ status: 'absent' })
    expect(mine.rows[who.anna.id]?.text).toContain('Donata Fabbri')
  })

  it('undoes a correction by saying the earlier mark again, as it was', async () => {
    const walked = [
      { in: whole.in, out: '2026-02-05T10:20:10.000Z' },
      { in: '2026-02-05T10:25:05.000Z', out: whole.out },
    ]
    await today.record([[who.anna, present(null, walked)]])
    const before = await today.current(who.anna)
    await save([[who.anna, { status: 'absent', base: before.id }]])
    const wrong = await today.current(who.anna)
    await save([[who.anna, { status: 'present', base: wrong.id, like: before.id }]])
    expect(await today.current(who.anna)).toMatchObject({ status: 'present', intervals: walked })
  })

  it('asks for a reason on the rows that need one, and records the others', async () => {
    await save([[who.anna, { status: 'present' }]])
    const { id } = await today.current(who.anna)
    const rows: [{ id: string }, Row][] = [
      [who.anna, { status: 'absent', base: id }],
      [who.luca, { status: 'present' }],
    ]
    const done = await save(rows, { on: after })
    expect(done.wrong).toMatchObject({ [who.anna.id]: { field: 'reason' } })
    expect(await today.current(who.luca)).toMatchObject({ status: 'present' })
    await save(rows, { on: after, reason: 'Ha firmato per errore' })
    expect(await today.current(who.anna)).toMatchObject({ status: 'absent' })
  })

  it.each(['closed', 'locked'] as const)(
    'of a meeting %s in the meantime records nothing: what was said waits to be signed',
    async (state) => {
      await today.put(state)
      const manager = { by: who.manager, account: who.manager.accountId }
      for (const more of [{}, manager]) {
        const said = { ...more, reason: 'Dimenticata', topic: 'Criteri' }
        const answer = await save([[who.anna, { status: 'present' }]], said)
        expect(answer.proposed?.[who.anna.id]).toContain('da firmare')
        expect(answer.topic).toMatchObject({ kept: 'Criteri', told: expect.stringContaining('da firmare') })
        expect((await save([], said)).topic).toMatchObject({ kept: 'Criteri' })
      }
      expect(await today.history(who.anna)).toEqual([])
      expect(await today.kept()).toMatchObject({ topic: null })
    },
  )

  it('refuses a page of another account, and a cancelled meeting', async () => {
    const row: [{ id: string }, Row][] = [[who.anna, { status: 'present' }]]
    await expect(save(row, { account: who.manager.accountId })).rejects.toMatchObject({ kind: 'conflict' })
    await today.put('cancelled')
    await expect(save(row)).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('of somebody who left the list, or has no employer, refuses only that row', async () => {
    const nobody = await person(world.db, 'Ugo Nessuno')
    const jobless = await person(world.db, `Sara Senza ${today.number}`)
    await enrolment(world.db, who.edition, jobless)
    const done = await save([
      [nobody, { status: 'present' }],
      [jobless, { status: 'present' }],
      [who.anna, { status: 'present' }],
      [who.luca, { status: 'absent' }],
    ])
    expect(Object.keys(done.wrong).sort()).toEqual([nobody.id, jobless.id].sort())
    expect(await today.current(who.anna)).toMatchObject({ status: 'present' })
    expect(await today.current(who.luca)).toMatchObject({ status: 'absent' })
  })

  it('tells two people who write the topic of each other: the later one stands, the other stays in the ledger', async () => {
    const second = { by: who.second, account: who.second.accountId }
    expect((await save([], { topic: 'Criteri', topic_seen: '' })).topic).toEqual({ kept: 'Criteri' })
    const meeting = { ...(await today.kept()), late_after: 0 }
    const news = await at(during, () => rollSince(world.db, who.second, meeting, whole.in))
    expect(news.topic_news).toMatchObject({ topic: 'Criteri', told: expect.stringContaining('Carla Neri') })
    expect(
      (await at(during, () => rollSince(world.db, who.trainer, meeting, whole.in))).topic_news,
    ).toBeNull()
    // The other page did not show it yet.
    const theirs = await save([], { ...second, topic: 'La valutazione', topic_seen: '' })
    expect(theirs.topic).toMatchObject({ kept: 'La valutazione', told: expect.stringContaining('«Criteri»') })
    const own = await save([], { topic: 'Criteri di gara', topic_seen: 'Criteri' })
    expect(own.topic).toMatchObject({ told: expect.stringContaining('«La valutazione»') })
    expect(await today.kept()).toMatchObject({ topic: 'Criteri di gara' })
    // Who saw what the other wrote, or writes the same, is told nothing.
    const seen = { topic: 'Criteri e valutazione', topic_seen: 'Criteri di gara' }
    expect((await save([], { ...second, ...seen })).topic).toEqual({ kept: 'Criteri e valutazione' })
    const same = await save([], { topic: 'Criteri e valutazione', topic_seen: 'Criteri di gara' })
    expect(same.topic).toEqual({ kept: 'Criteri e valutazione' })
  })

  it('sent as a form tells it too', async () => {
    await save([], { topic: 'Criteri', topic_seen: '' })
    const typed = { nonce: newId(), topic: 'Altro', topic_seen: '', marks: [] }
    const done = await at(during, () => recordRoll(world.db, who.second, today.id, typed, []))
    expect(done.topicConflict).toContain('«Criteri»')
  })

  it('writes the topic that was typed here, and leaves one that was not', async () => {
    expect((await save([], { topic: 'Criteri' })).topic).toEqual({ kept: 'Criteri' })
    expect((await save([], { topic: 'Criteri', topic_seen: 'Criteri' })).topic).toBeNull()
  })
})
