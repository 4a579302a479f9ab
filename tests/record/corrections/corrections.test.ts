// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { at, newId } from '#base/clock.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { decideCorrections } from '#record/corrections/decide.server.ts'
import { correctionsAt } from '#record/corrections/list.server.ts'
import { correctionWords } from '#record/corrections/words.ts'
import type { Change } from '#record/proposals/change.ts'
import { proposePersonMark } from '#record/proposals/propose.server.ts'
import { type Attempt, proposeChange, untilSigned } from '#record/proposals/proposed-changes.server.ts'
import { proposalsCount } from '#record/proposals/proposed-marks.server.ts'
import { closeMeeting } from '#record/register/closing.server.ts'
import { findRegisterFault } from '#record/register/verify-register.server.ts'
import { proposeRoll } from '#record/roll-call/save-form.server.ts'
import { changeMeeting } from '#record/schedule/changes.server.ts'
import { correctWalkIn, withdrawWalkIn } from '#record/walk-ins/corrections.server.ts'
import { proposeMatch } from '#record/walk-ins/propose-match.server.ts'
import { addWalkIn, walkInsOf } from '#record/walk-ins/walk-ins.server.ts'
import {
  absent,
  during,
  end,
  evening,
  heldMeetings,
  late,
  nextDay,
  present,
  start,
} from '#tests/record/register/held-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { home } from '#tests/support/training.ts'

const signed = (actor: Actor): Actor => ({ ...actor, signs: true })

describeEngines('corrections of a closed page', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  let today: Awaited<ReturnType<typeof who.held>>
  beforeAll(async () => {
    who = await heldMeetings(world.db)
  })
  beforeEach(async () => {
    today = await who.held()
  })

  const gino = (name = 'Gino') => ({
    id: newId(),
    first_name: name,
    last_name: 'Paoli',
    organisation: 'Comune di Terni',
    sector: 'public' as const,
    different: false,
    intervals: [{ in: start, out: end }],
  })
  const closed = async () => {
    await at(evening, () => closeMeeting(world.db, who.trainer, { meeting_id: today.id }))
    return today
  }
  const row = async () =>
    await world.db.selectFrom('meeting').selectAll().where('id', '=', today.id).executeTakeFirstOrThrow()
  const waiting = async () => {
    const { corrections } = await correctionsAt(world.db, await row(), { limit: 50, offset: 0 })
    return corrections.filter((one) => one.state === 'waiting')
  }
  const sign = async (by: Actor, decision: 'accept' | 'dismiss' = 'accept', some?: string[]) => {
    const corrections = some ?? (await waiting()).map(({ id }) => id)
    const given = { meeting_id: today.id, corrections, decision, reason: 'Foglio firme' }
    return await at(nextDay, () => decideCorrections(world.db, signed(by), given))
  }
  const marks = (
    ...some: [{ id: string }, { status: 'present' | 'absent'; intervals: { in: string; out: string }[] }][]
  ) => some.map(([{ id }, said]) => ({ person_id: id, ...said, base: null }))
  const roll = (said: ReturnType<typeof marks>, more: { topic?: string } = {}, by = who.trainer) =>
    at(nextDay, () => proposeRoll(world.db, by, today.id, { nonce: newId(), marks: said, ...more }, []))
  const move = (ends_at: string, by = who.manager) =>
    at(nextDay, async () => {
      const { title, starts_at, mode, venue, link } = await row()
      const change = { title, starts_at, ends_at, breaks: [], mode, venue, link }
      return await proposeChange(world.db, by, today.id, { kind: 'meeting', ...change }, (db, signer) =>
        changeMeeting(db, signer, { ...change, meeting_id: today.id, reason: '-' }),
      )
    })
  const versions = async () => (await who.pages(today)).length

  it('six taps, one after the other, are one version; the last of each person is signed', async () => {
    await closed()
    const taps = [absent, late, present(), absent, late, absent]
    for (const said of taps) await roll(marks([who.anna, said]))
    await sign(who.trainer)
    expect(await versions()).toBe(2)
    const [mark] = await world.db
      .selectFrom('mark')
      .selectAll()
      .where('meeting_id', '=', today.id)
      .where('person_id', '=', who.anna.id)
      .where('superseded_by', 'is', null)
      .execute()
    expect(mark).toMatchObject({ status: 'absent', reason: 'Foglio firme' })
  })

  it('what says what is so, or waits already, proposes nothing', async () => {
    await closed()
    expect(await roll(marks([who.anna, present()]), { topic: 'Il ciclo del contratto' })).toBe(0)
    expect(await roll(marks([who.anna, absent]))).toBe(1)
    expect(await roll(marks([who.anna, absent]))).toBe(0)
    expect(await proposalsCount(world.db, today.id)).toBe(1)
  })

  it('of the same thing the last one waits', async () => {
    await closed()
    await roll([], { topic: 'Primo' })
    await roll([], { topic: 'Secondo' })
    expect((await waiting()).map((one) => correctionWords(one).to)).toEqual(['Secondo'])
    await move('2026-02-05T12:00:00.000Z')
    await move('2026-02-05T11:30:00.000Z')
    expect(await proposalsCount(world.db, today.id)).toBe(2)
    await sign(who.manager)
    expect(await row()).toMatchObject({ topic: 'Secondo', ends_at: '2026-02-05T11:30:00.000Z' })
    expect(await versions()).toBe(2)
  })

  it('what its writer refuses is refused when it is proposed, and leaves nothing', async () => {
    await closed()
    const before = await world.db
      .selectFrom('ledger')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow()
    await expect(move('2026-02-05T12:00:00.000Z', who.trainer)).rejects.toMatchObject({ kind: 'forbidden' })
    const stranger = await person(world.db, 'Nino Estraneo')
    await expect(roll(marks([stranger, absent]))).rejects.toMatchObject({ kind: 'invalid' })
    await expect(roll(marks([who.anna, absent]), {}, who.teacher)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const wrong = { walk_in_id: newId(), meeting_id: today.id, person_id: who.anna.id }
    await expect(at(nextDay, () => proposeMatch(world.db, who.manager, wrong))).rejects.toMatchObject({
      kind: 'not_found',
    })
    expect(
      await world.db
        .selectFrom('ledger')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow(),
    ).toEqual(before)
    expect(await proposalsCount(world.db, today.id)).toBe(0)
  })

  it('who may not make a change does not sign it; what came about since is judged again, all or nothing', async () => {
    await closed()
    await roll(marks([who.luca, present()]))
    await move('2026-02-05T12:00:00.000Z')
    await expect(sign(who.trainer)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(sign(who.trainer, 'dismiss')).rejects.toMatchObject({ kind: 'forbidden' })
    await world.db.updateTable('meeting').set({ state: 'locked' }).where('id', '=', today.id).execute()
    const own = (await waiting()).filter((one) => one.of === 'mark').map(({ id }) => id)
    await expect(sign(who.trainer, 'accept', own)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await versions()).toBe(1)
    expect(await sign(who.manager)).toBe(2)
    expect(await versions()).toBe(2)
  })

  it('discarded change nothing, and are told apart from those signed', async () => {
    await closed()
    await roll(marks([who.anna, absent]), { topic: 'Altro' })
    const ids = (await waiting()).map(({ id }) => id)
    expect(await sign(who.trainer, 'dismiss')).toBe(2)
    expect(await versions()).toBe(1)
    await expect(sign(who.trainer, 'accept', ids)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(sign(who.trainer, 'accept', [newId()])).rejects.toMatchObject({ kind: 'not_found' })
    await expect(
      at(nextDay, () =>
        decideCorrections(
          world.db,
          { ...who.trainer, login: { handle: 'x', provedAt: null } },
          {
            meeting_id: today.id,
            corrections: ids,
            decision: 'dismiss',
            reason: 'No',
          },
        ),
      ),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'password' })
  })

  it('of a person keep why they are excused, and where it was read', async () => {
    await closed()
    const stated = {
      status: 'excused' as const,
      intervals: [],
      base: null,
      note: 'Servizio esterno',
      document: null,
    }
    const where = { meeting_id: today.id, person_id: who.anna.id }
    const mark = { nonce: newId(), source: 'paper' as const, reason: null, stated }
    expect(await at(nextDay, () => proposePersonMark(world.db, who.trainer, where, mark, null))).toEqual({
      proposed: 1,
    })
    await sign(who.trainer)
    const kept = await world.db
      .selectFrom('mark')
      .selectAll()
      .where('meeting_id', '=', today.id)
      .where('person_id', '=', who.anna.id)
      .where('superseded_by', 'is', null)
      .executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ status: 'excused', note: 'Servizio esterno', source: 'paper' })
  })

  it('a walk-in who was forgotten is added with the rest', async () => {
    await closed()
    const forgotten = gino('Gina')
    await at(nextDay, () =>
      proposeChange(
        world.db,
        who.trainer,
        today.id,
        { kind: 'walk_in_added', walk_in: forgotten },
        (db, signer) => addWalkIn(db, signer, today.id, { ...forgotten, reason: '-' }),
      ),
    )
    expect(await walkInsOf(world.db, today.id)).toEqual([])
    await sign(who.trainer)
    expect(await walkInsOf(world.db, today.id)).toMatchObject([{ first_name: 'Gina' }])
    expect(await versions()).toBe(2)
  })

  it('who was written down wrongly, or twice, is put right and taken back with the rest', async () => {
    const [came, twice] = [gino('Giga'), { ...gino('Gigi'), different: true }]
    for (const one of [came, twice]) await at(during, () => addWalkIn(world.db, who.trainer, today.id, one))
    await closed()
    const { id: walk_in, notice: _, ...rest } = { ...came, notice: undefined }
    const said = { ...rest, first_name: 'Olga', in: '', out: '' }
    const which = (id: string) => ({ walk_in_id: id, meeting_id: today.id })
    const propose = (change: Change, attempt: Attempt) =>
      at(nextDay, () => proposeChange(world.db, who.trainer, today.id, change, attempt))
    await propose({ kind: 'walk_in_corrected', walk_in, said }, (db, signer) =>
      correctWalkIn(db, signer, which(walk_in), { ...said, reason: untilSigned() }),
    )
    await propose({ kind: 'walk_in_withdrawn', walk_in: twice.id }, (db, signer) =>
      withdrawWalkIn(db, signer, { ...which(twice.id), reason: untilSigned() }),
    )
    expect((await waiting()).map((one) => correctionWords(one).what)).toEqual([
      "Paoli Giga, aggiunta all'ingresso",
      "Paoli Gigi, aggiunta all'ingresso",
    ])
    expect(await walkInsOf(world.db, today.id)).toHaveLength(2)
    await sign(who.trainer)
    expect(await walkInsOf(world.db, today.id)).toMatchObject([{ first_name: 'Olga' }])
    expect(await versions()).toBe(2)
  })

  it('what the page does not say is changed at once, and nothing waits', async () => {
    const came = gino('Gemma')
    await at(during, () => addWalkIn(world.db, who.trainer, today.id, came))
    await closed()
    const { id, ...rest } = came
    const said = { ...rest, phone: '075 1234', in: '', out: '' }
    const change = { kind: 'walk_in_corrected' as const, walk_in: id, said }
    const attempt: Attempt = (db, signer) =>
      correctWalkIn(db, signer, { walk_in_id: id, meeting_id: today.id }, { ...said, reason: untilSigned() })
    expect(
      await at(nextDay, () => proposeChange(world.db, who.trainer, today.id, change, attempt)),
    ).toBeNull()
    expect(await proposalsCount(world.db, today.id)).toBe(0)
    const kept = await world.db.selectFrom('walk_in').select('phone').where('id', '=', id).executeTakeFirst()
    expect(kept).toEqual({ phone: '075 1234' })
    expect(await versions()).toBe(1)
  })

  // Last: Gino is enrolled by it.
  it('made of the roll, the topic, times and a walk-in, are signed once and make one version', async () => {
    const came = gino()
    await at(during, () => addWalkIn(world.db, who.trainer, today.id, came))
    await closed()
    expect(await roll(marks([who.anna, late], [who.luca, present()]), { topic: 'La rettifica' })).toBe(3)
    expect(await move('2026-02-05T12:00:00.000Z')).not.toBeNull()
    const matched = await person(world.db, 'Gino Paoli', who.comune)
    await home(world.db, who.project, matched)
    await at(nextDay, () =>
      proposeMatch(world.db, who.manager, {
        walk_in_id: came.id,
        meeting_id: today.id,
        person_id: matched.id,
      }),
    )
    expect(await proposalsCount(world.db, today.id)).toBe(5)
    // Nothing of it is in force.
    expect(await versions()).toBe(1)
    expect(await row()).toMatchObject({ ends_at: end, topic: 'Il ciclo del contratto' })
    expect(await walkInsOf(world.db, today.id)).toHaveLength(1)
    expect(await sign(who.manager)).toBe(5)
    const [, second] = await who.pages(today)
    expect(await versions()).toBe(2)
    expect(second).toMatchObject({ reason: 'Foglio firme', closed_by_name: who.manager.name })
    expect(await row()).toMatchObject({ ends_at: '2026-02-05T12:00:00.000Z', topic: 'La rettifica' })
    expect(await walkInsOf(world.db, today.id)).toEqual([])
    expect(await proposalsCount(world.db, today.id)).toBe(0)
    expect(await findLedgerFault(world.db)).toBeNull()
    expect(await findRegisterFault(world.db)).toBeNull()
  })
})
