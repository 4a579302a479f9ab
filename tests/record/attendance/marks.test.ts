// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { rollOf } from '#record/attendance/roll.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { enrolment } from '#tests/support/training.ts'
import { absent, after, late, morning, present, type Said, whole } from './morning.ts'

describeEngines('recording marks', (world) => {
  let who: Awaited<ReturnType<typeof morning>>
  let today: Awaited<ReturnType<typeof who.anotherMeeting>>
  beforeAll(async () => {
    who = await morning(world.db)
  })
  beforeEach(async () => {
    today = await who.anotherMeeting()
  })

  async function acts(subject: string) {
    const rows = await world.db
      .selectFrom('ledger')
      .select(['act', 'before', 'after', 'actor_name'])
      .where('subject_id', '=', subject)
      .orderBy('seq')
      .execute()
    return rows.map(({ before, after, ...row }) => {
      return { ...row, before: JSON.parse(before ?? 'null'), after: JSON.parse(after ?? 'null') }
    })
  }

  it('keeps who was there, with the minutes of their times', async () => {
    const done = await today.record([
      [who.anna, present(null, [late])],
      [who.luca, absent()],
    ])
    expect(done).toEqual({ recorded: 2, conflicts: [] })
    expect(await today.current(who.anna)).toMatchObject({
      status: 'present',
      credited_minutes: 110,
      intervals: [late],
    })
    expect(await today.current(who.luca)).toMatchObject({
      status: 'absent',
      credited_minutes: 0,
      intervals: [],
    })
    expect(await acts((await today.current(who.anna)).id)).toMatchObject([
      {
        act: 'mark_recorded',
        before: null,
        after: { status: 'present', credited_minutes: 110, person_id: who.anna.id, meeting_id: today.id },
        actor_name: 'Carla Neri',
      },
    ])
    expect(await findLedgerFault(world.db)).toBeNull()
  })

  it('opens a planned meeting and writes its topic', async () => {
    await today.record([[who.anna, present()]], { topic: 'Dal bisogno alla gara' })
    const kept = await today.kept()
    expect(kept).toMatchObject({ state: 'open', topic: 'Dal bisogno alla gara' })
    expect(await acts(today.id)).toMatchObject([
      { act: 'topic_written', before: { topic: null }, after: { topic: 'Dal bisogno alla gara' } },
    ])
    expect(await today.record([], { topic: 'Dal bisogno alla gara' })).toEqual({ recorded: 0, conflicts: [] })
    expect(await acts(today.id)).toHaveLength(1)
  })

  it('leaves the topic alone when none is given', async () => {
    await today.record([], { topic: 'Criteri di aggiudicazione' })
    await today.record([[who.anna, present()]])
    const kept = await today.kept()
    expect(kept.topic).toBe('Criteri di aggiudicazione')
  })

  it('corrects by a new mark; the old one stays and says what superseded it', async () => {
    await today.record([[who.anna, absent()]])
    const first = await today.current(who.anna)
    await today.record([[who.anna, present(first.id, [late])]])
    const [old, now] = await today.history(who.anna)
    expect(old).toMatchObject({ status: 'absent', superseded_by: now?.id })
    expect(now).toMatchObject({ status: 'present', superseded_by: null, recorded_by_name: 'Carla Neri' })
    expect(await acts(now?.id ?? '')).toMatchObject([
      {
        act: 'mark_corrected',
        before: { status: 'absent' },
        after: { status: 'present', credited_minutes: 110 },
      },
    ])
  })

  it('refuses a correction without a reason once the meeting is over, and takes it with one', async () => {
    await today.record([[who.anna, present()]])
    const { id } = await today.current(who.anna)
    const correction: Said = [[who.anna, absent(id)]]
    await expect(today.record(correction, { on: after })).rejects.toMatchObject({
      kind: 'invalid',
      field: 'reason',
    })
    expect(await today.history(who.anna)).toHaveLength(1)
    await today.record(correction, { on: after, reason: 'Ha firmato per errore' })
    expect((await today.history(who.anna)).at(-1)).toMatchObject({
      status: 'absent',
      reason: 'Ha firmato per errore',
    })
  })

  it('takes first marks after the meeting without a reason', async () => {
    expect(await today.record([[who.anna, present()]], { on: after })).toMatchObject({ recorded: 1 })
    expect((await today.history(who.anna)).at(-1)?.reason).toBeNull()
  })

  it.each(['closed', 'locked'] as const)(
    'changes nothing at a %s meeting without a reason',
    async (state) => {
      await today.put(state)
      const refusal = { kind: 'invalid', field: 'reason' }
      const by = who.manager
      await expect(today.record([[who.anna, present()]], { by })).rejects.toMatchObject(refusal)
      await expect(today.record([], { by, topic: 'Altro' })).rejects.toMatchObject(refusal)
      expect(
        await today.record([[who.anna, present()]], { reason: 'Dimenticata', by: who.manager }),
      ).toMatchObject({ recorded: 1 })
      expect((await today.history(who.anna)).at(-1)?.reason).toBe('Dimenticata')
    },
  )

  it('takes a correction of a locked register from the manager only', async () => {
    await today.put('locked')
    const more = { reason: 'Dimenticata' }
    await expect(today.record([[who.anna, present()]], more)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await today.history(who.anna)).toEqual([])
    expect(await today.record([[who.anna, present()]], { ...more, by: who.manager })).toMatchObject({
      recorded: 1,
    })
  })

  it('writes nothing for what is already so', async () => {
    await today.record([[who.anna, present()]])
    const { id } = await today.current(who.anna)
    expect(await today.record([[who.anna, present(id)]], { on: after })).toEqual({
      recorded: 0,
      conflicts: [],
    })
    expect(await today.history(who.anna)).toHaveLength(1)
  })

  it('refuses whoever is not enrolled, and then saves nobody', async () => {
    const stranger = await person(world.db, 'Elio Sarti', who.comune)
    const marks: Said = [
      [who.anna, present()],
      [stranger, present()],
    ]
    await expect(today.record(marks)).rejects.toMatchObject({ kind: 'invalid' })
    expect(await today.history(who.anna)).toEqual([])
  })

  it('refuses whoever withdrew; what was recorded before stays on the roll', async () => {
    const gino = await person(world.db, 'Gino Alunni', who.comune)
    const { id } = await enrolment(world.db, who.edition, gino)
    await today.record([[gino, present()]])
    await world.db.updateTable('enrolment').set({ state: 'withdrawn' }).where('id', '=', id).execute()
    await expect(today.record([[gino, absent((await today.current(gino)).id)]])).rejects.toMatchObject({
      kind: 'invalid',
    })
    const row = (await rollOf(world.db, today)).find((row) => row.person_id === gino.id)
    expect(row).toMatchObject({ enrolled: false, organisation: 'Comune di Perugia' })
  })

  it('refuses a cancelled meeting', async () => {
    await today.put('cancelled')
    await expect(today.record([[who.anna, present()]])).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('refuses a meeting that does not exist', async () => {
    await expect(today.record([], { meeting_id: newId() })).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('refuses presence without time and absence with some', async () => {
    await expect(today.record([[who.anna, present(null, [])]])).rejects.toMatchObject({ kind: 'invalid' })
    await expect(today.record([[who.anna, { ...absent(), intervals: [whole] }]])).rejects.toMatchObject({
      kind: 'invalid',
    })
    const backwards = { in: whole.out, out: whole.in }
    await expect(today.record([[who.anna, present(null, [backwards])]])).rejects.toMatchObject({
      kind: 'invalid',
    })
  })
})
