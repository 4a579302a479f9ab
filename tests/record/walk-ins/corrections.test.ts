// SPDX-License-Identifier: AGPL-3.0-or-later
// What was written at the door by mistake: put right, taken back, asked about before it is written.
import { beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { at, newId } from '#base/clock.server.ts'
import { findAttendanceFault } from '#record/attendance/verify-attendance.server.ts'
import { listGaps } from '#record/evidence/gaps.server.ts'
import { findRegisterFault } from '#record/register/verify-register.server.ts'
import { differencesBetween } from '#record/register-page/difference.ts'
import { pageContents } from '#record/register-page/pages.server.ts'
import { correctWalkIn, withdrawWalkIn } from '#record/walk-ins/corrections.server.ts'
import { findWalkIn, projectWalkIns, walkInHistory } from '#record/walk-ins/list.server.ts'
import { matchWalkIn } from '#record/walk-ins/matching.server.ts'
import { findWalkInFault } from '#record/walk-ins/verify-walk-ins.server.ts'
import type { CorrectedWalkIn, NewWalkIn } from '#record/walk-ins/walk-in.ts'
import { addWalkIn, changeWalkIns, walkInsOf } from '#record/walk-ins/walk-ins.server.ts'
import { during, end, heldMeetings, nextDay } from '#tests/record/register/held-meeting.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { home } from '#tests/support/training.ts'

const arrived = '2026-02-05T10:20:00.000Z'
const left = '2026-02-05T11:00:00.000Z'

describeEnginesAfresh('walk-ins written by mistake', (world) => {
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

  type Said = NewWalkIn & CorrectedWalkIn
  const gino = (more: Partial<Said> = {}): Said => ({
    id: newId(),
    first_name: 'Gino',
    last_name: `Paoli ${serial}`,
    organisation: 'Comune di Terni',
    sector: 'public',
    in: '11:20',
    out: '',
    different: false,
    intervals: [{ in: arrived, out: end }],
    ...more,
  })
  const add = async (walkIn: Said, on = during, by: Actor = who.trainer) => {
    await at(on, () => addWalkIn(world.db, by, today.id, walkIn))
    return walkIn
  }
  const correct = (walkIn: Said, more: Partial<Said>, by: Actor = who.trainer, on = during) => {
    const { id, notice: _notice, ...given } = { ...walkIn, ...more }
    return at(on, () => correctWalkIn(world.db, by, { walk_in_id: id, meeting_id: today.id }, given))
  }
  const withdraw = (
    walkIn: { id: string },
    reason = 'Scritta due volte',
    by: Actor = who.trainer,
    on = during,
  ) => at(on, () => withdrawWalkIn(world.db, by, { walk_in_id: walkIn.id, meeting_id: today.id, reason }))
  const kept = async (walkIn: { id: string }) => {
    const row = await findWalkIn(world.db, who.project.id, walkIn.id)
    if (!row) throw new Error('no walk-in')
    return row
  }
  const onPage = async () => (await pageContents(world.db, [today.id])).get(today.id)?.walk_ins ?? []

  it('are put right, and what was written before stays in the history', async () => {
    const walkIn = await add(gino({ phone: '075 1' }))
    const done = await correct(walkIn, {
      first_name: 'Gina',
      organisation: 'Caritas',
      sector: 'private',
      phone: '075 2',
      out: '12:00',
      intervals: [{ in: arrived, out: left }],
    })
    expect(done).toEqual({ isChanged: true })
    const row = await kept(walkIn)
    expect(row).toMatchObject({
      first_name: 'Gina',
      organisation: 'Caritas',
      sector: 'private',
      phone: '075 2',
    })
    expect(row).toMatchObject({ intervals: [{ in: arrived, out: left }], is: 'waiting' })
    const found = { q: `gina paoli ${serial}`, limit: 50, offset: 0, state: null, edition: null }
    expect(await projectWalkIns(world.db, who.project.id, found)).toMatchObject({ total: 1 })
    const [before, after] = await walkInHistory(world.db, row)
    expect(before).toMatchObject({ what: 'added', first_name: 'Gino', organisation: 'Comune di Terni' })
    expect(after).toMatchObject({ what: 'changed', first_name: 'Gina', organisation: 'Caritas' })
    expect(after?.last_name).toBeUndefined()
    const [act] = (await who.acts(today)).filter(({ act }) => act === 'walk_in_changed')
    expect(act).toMatchObject({ before: { first_name: 'Gino', phone: '075 1' }, after: { phone: '075 2' } })
    expect(await findWalkInFault(world.db)).toBeNull()
  })

  it('left as they were are no change, and times untouched keep their seconds', async () => {
    const precise = { in: '2026-02-05T10:20:07.000Z', out: end }
    const walkIn = await add(gino({ intervals: [precise] }))
    expect(await correct(walkIn, {})).toEqual({ isChanged: false })
    await correct(walkIn, { organisation: 'Comune di Narni' })
    expect(await kept(walkIn)).toMatchObject({ intervals: [precise], organisation: 'Comune di Narni' })
    await expect(
      correct(walkIn, { in: '13:20', intervals: [{ in: '2026-02-05T12:20:00.000Z', out: end }] }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'in' })
  })

  it('ask whether they are somebody known, whatever the order, capitals and accents of the name', async () => {
    const walkIn = await add(gino({ first_name: 'Zoë', last_name: `D’Angelo ${serial}` }))
    const twin = gino({ first_name: `d’angelo ${serial}`, last_name: 'ZOE' })
    await expect(add(twin)).rejects.toMatchObject({ kind: 'conflict', field: 'different' })
    await expect(add(twin)).rejects.toThrow('Zoë')
    await add({ ...twin, different: true })
    const other = await add(gino())
    await expect(correct(other, { first_name: 'bianchi', last_name: 'Anna' })).rejects.toMatchObject({
      field: 'different',
    })
    // Of what is not about the name nobody is asked again.
    await correct({ ...twin, different: false }, { phone: '075 3' })
    await withdraw(walkIn)
    await withdraw(twin)
    await add(gino({ first_name: 'Zoë', last_name: `D’Angelo ${serial}` }))
  })

  it('ask about a sector that the register of organisations does not have', async () => {
    const body = await world.db
      .selectFrom('organisation')
      .select('name')
      .where('sector', '=', 'public')
      .executeTakeFirstOrThrow()
    const wrong = gino({ organisation: body.name.toUpperCase(), sector: 'private' })
    await expect(add(wrong)).rejects.toMatchObject({ kind: 'conflict', field: 'sector_sure' })
    expect(await walkInsOf(world.db, today.id)).toEqual([])
    await add({ ...wrong, sector_sure: true })
    await expect(correct(wrong, { organisation: body.name })).rejects.toMatchObject({ field: 'sector_sure' })
    await correct(wrong, { organisation: body.name, sector: 'public' })
    expect(await kept(wrong)).toMatchObject({ sector: 'public' })
  })

  it('are withdrawn once, with a reason, and leave the roll, the page and every figure', async () => {
    const walkIn = await add(gino())
    expect(await onPage()).toHaveLength(1)
    const some = { limit: 50, offset: 0 }
    const gaps = () => listGaps(world.db, who.project.id, { kind: 'walk_in', edition: null }, some)
    expect(await at(nextDay, gaps)).toMatchObject({ total: 1 })
    expect(await withdraw(walkIn)).toBe(true)
    expect(await withdraw(walkIn, 'Un altro motivo')).toBe(false)
    expect(await kept(walkIn)).toMatchObject({
      is: 'withdrawn',
      first_name: 'Gino',
      withdrawn_reason: 'Scritta due volte',
      withdrawn_by: who.trainer.accountId,
      withdrawn_at: during,
    })
    expect(await walkInsOf(world.db, today.id)).toEqual([])
    expect(await onPage()).toEqual([])
    expect(await at(nextDay, gaps)).toMatchObject({ total: 0 })
    expect((await who.acts(today)).filter(({ act }) => act === 'walk_in_withdrawn')).toHaveLength(1)
    const [, last] = await walkInHistory(world.db, await kept(walkIn))
    expect(last).toMatchObject({ what: 'withdrawn', reason: 'Scritta due volte' })
    const found = { q: '', limit: 50, offset: 0, state: 'withdrawn' as const, edition: 'IRIS-PM-01' }
    expect(await projectWalkIns(world.db, who.project.id, found)).toMatchObject({
      rows: [{ id: walkIn.id, state: 'withdrawn' }],
      counts: { all: 1, waiting: 0, matched: 0, withdrawn: 1 },
    })
    expect(await findWalkInFault(world.db)).toBeNull()
    expect(await findAttendanceFault(world.db)).toBeNull()
  })

  it('once withdrawn or matched are neither put right, timed, matched nor withdrawn', async () => {
    const [gone, known] = [await add(gino()), await add(gino({ last_name: 'Conti' }))]
    await withdraw(gone)
    const luigi = await person(world.db, `Luigi Conti ${serial}`, who.comune)
    await home(world.db, who.project, luigi)
    const match = (walkIn: { id: string }, person_id: string) => {
      const which = { walk_in_id: walkIn.id, meeting_id: today.id, person_id }
      return at(nextDay, () => matchWalkIn(world.db, who.manager, which))
    }
    await match(known, luigi.id)
    await expect(match(gone, luigi.id)).rejects.toMatchObject({ kind: 'conflict' })
    for (const walkIn of [gone, known]) {
      await expect(correct(walkIn, { first_name: 'Ugo' })).rejects.toMatchObject({ kind: 'conflict' })
      const times = { id: walkIn.id, typed: { in: '11:30', out: '' }, intervals: [{ in: left, out: end }] }
      await expect(
        at(during, () => changeWalkIns(world.db, who.trainer, today.id, [times], null)),
      ).rejects.toMatchObject({ kind: 'invalid' })
    }
    await expect(withdraw(known)).rejects.toMatchObject({ kind: 'conflict' })
    const elsewhere = await who.held()
    await expect(
      at(during, () =>
        withdrawWalkIn(world.db, who.trainer, {
          walk_in_id: gone.id,
          meeting_id: elsewhere.id,
          reason: 'Errore',
        }),
      ),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('are the business of who records attendance there', async () => {
    const walkIn = await add(gino())
    for (const stranger of [who.teacher, who.operator]) {
      await expect(correct(walkIn, { first_name: 'Ugo' }, stranger)).rejects.toMatchObject({
        kind: 'forbidden',
      })
      await expect(withdraw(walkIn, 'Errore', stranger)).rejects.toMatchObject({ kind: 'forbidden' })
    }
    expect(await kept(walkIn)).toMatchObject({ first_name: 'Gino', is: 'waiting' })
  })

  it('of a closed page change with a reason, as its next versions', async () => {
    today = await who.closed()
    const by = who.trainer
    const walkIn = await add(gino({ reason: 'Sul foglio firme' }), nextDay, by)
    const { reason: _reason, ...silent } = walkIn
    await expect(correct(silent, { first_name: 'Gina' }, by, nextDay)).rejects.toMatchObject({
      field: 'reason',
    })
    await correct(walkIn, { first_name: 'Gina', reason: 'Letto male' }, by, nextDay)
    expect(await findRegisterFault(world.db)).toBeNull()
    await withdraw(walkIn, 'Era Anna', by, nextDay)
    const pages = await who.pages(today)
    expect(pages.map(({ version, reason }) => [version, reason])).toEqual([
      [1, null],
      [2, 'Sul foglio firme'],
      [3, 'Letto male'],
      [4, 'Era Anna'],
    ])
    const contents = pages.map(({ content }) => JSON.parse(content))
    expect(contents.map(({ walk_ins }) => walk_ins.length)).toEqual([0, 1, 1, 0])
    expect(differencesBetween(contents[1], contents[2])).toMatchObject([
      { what: 'walk_in_said', from: { name: `Paoli ${serial} Gino` }, to: { name: `Paoli ${serial} Gina` } },
    ])
    expect(await findRegisterFault(world.db)).toBeNull()
    expect(await findWalkInFault(world.db)).toBeNull()
  })
})
