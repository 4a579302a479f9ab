// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { findMarkFault } from '#record/attendance/verify-marks.server.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import { recountCompletions } from '#record/completion/completion.server.ts'
import { recountParticipants } from '#record/marks/recount.server.ts'
import { absent, present } from '#tests/record/attendance/morning.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { employment } from '#tests/support/people.ts'
import { enrolment } from '#tests/support/training.ts'
import { room, when } from './room.ts'

describeEngines('making check-ins into marks', (world) => {
  let who: Awaited<ReturnType<typeof room>>
  let today: Awaited<ReturnType<typeof who.anotherRoom>>
  beforeAll(async () => {
    who = await room(world.db)
  })
  beforeEach(async () => {
    today = await who.anotherRoom()
  })

  const current = async (of: { id: string }) => (await today.marks(of)).find((mark) => !mark.superseded_by)
  const acts = async (mark: string) =>
    (
      await world.db.selectFrom('ledger').selectAll().where('subject_id', '=', mark).orderBy('seq').execute()
    ).map(({ act, actor_id, before, after }) => ({
      act,
      actor_id,
      before: JSON.parse(before ?? 'null'),
      after: JSON.parse(after ?? 'null'),
    }))

  it('is present from the scan to the end, to the second, by the person', async () => {
    await today.scan(who.operator, when.before)
    expect(await today.settle(when.start)).toBe(1)
    const mark = await current(who.anna)
    expect(mark).toMatchObject({
      status: 'present',
      source: 'self',
      role: 'participant',
      credited_minutes: 150,
      recorded_by: who.operator.accountId,
      reason: null,
      intervals: JSON.stringify([{ in: when.before, out: when.end }]),
    })
    expect(await acts(mark?.id ?? '')).toEqual([
      {
        act: 'mark_recorded',
        actor_id: who.operator.accountId,
        before: null,
        after: {
          status: 'present',
          intervals: [{ in: when.before, out: when.end }],
          credited_minutes: 150,
          reason: null,
          meeting_id: today.id,
          person_id: who.anna.id,
          role: 'participant',
          source: 'self',
        },
      },
    ])
    expect((await today.kept()).state).toBe('open')
    expect(await today.rows(who.anna)).toMatchObject([{ settled_at: when.start }])
    expect(await recountParticipants(world.db)).toEqual([])
    expect(await recountCompletions(world.db)).toEqual([])
    expect(await findLedgerFault(world.db)).toBeNull()
  })

  it('a second time changes nothing', async () => {
    await today.scan(who.operator, when.before)
    await today.settle(when.start)
    const head = () => world.db.selectFrom('ledger_head').select('seq').executeTakeFirstOrThrow()
    const before = await head()
    expect(await today.settle(when.middle)).toBe(0)
    expect(await settleCheckIns(world.db)).toBe(0)
    expect(await head()).toEqual(before)
    expect(await today.marks(who.anna)).toHaveLength(1)
  })

  it('settles once when it is asked twice at the same time', async () => {
    await today.scan(who.operator, when.before)
    await today.scan(who.private, when.before)
    // SQLite makes the whole thread wait for its one writer.
    const other = world.engine === 'postgres' ? world.connectAgain() : world.db
    await Promise.all([settleCheckIns(world.db, today.id), settleCheckIns(other, today.id)])
    expect(await today.marks(who.anna)).toHaveLength(1)
    expect(await today.marks(who.luca)).toHaveLength(1)
  })

  it('ends with the exit, by a mark that says why, and begins again where they come back', async () => {
    await today.scan(who.operator, when.start)
    await today.settle(when.start)
    await today.leave(who.operator, when.lastQuarter)
    await today.settle(when.lastQuarter)
    const left = await current(who.anna)
    expect(left).toMatchObject({ credited_minutes: 112, source: 'self' })
    expect(await acts(left?.id ?? '')).toMatchObject([
      { act: 'mark_corrected', before: { credited_minutes: 150 }, after: { credited_minutes: 112 } },
    ])
    const back = '2026-02-05T12:20:30.000Z'
    await today.scan(who.operator, back, undefined, true)
    await today.settle(when.after)
    const mark = await current(who.anna)
    expect(mark).toMatchObject({
      credited_minutes: 122,
      intervals: JSON.stringify([
        { in: when.start, out: when.lastQuarter },
        { in: back, out: when.end },
      ]),
      reason: expect.stringContaining('nuova registrazione'),
    })
    expect(await today.marks(who.anna)).toHaveLength(3)
    expect(await findMarkFault(world.db)).toBeNull()
  })

  it('is nobody’s presence who came early and left before it began', async () => {
    await today.scan(who.operator, when.before)
    await today.leave(who.operator, '2026-02-05T09:58:00.000Z')
    expect(await today.settle(when.start)).toBe(1)
    expect(await today.marks(who.anna)).toEqual([])
    await today.scan(who.operator, when.closing, undefined, true)
    await today.settle(when.closing)
    expect(await current(who.anna)).toMatchObject({
      intervals: JSON.stringify([{ in: when.closing, out: when.end }]),
    })
  })

  it('counts no minutes after the end', async () => {
    await today.scan(who.operator, when.start)
    await today.leaveBy(who.operator, when.after)
    await today.settle(when.after)
    expect(await current(who.anna)).toMatchObject({
      credited_minutes: 150,
      intervals: JSON.stringify([{ in: when.start, out: when.after }]),
    })
  })

  it('does not speak against what was stated after the scan', async () => {
    await today.scan(who.operator, when.before)
    await today.record([[who.anna, absent()]])
    await today.settle(when.middle)
    expect(await current(who.anna)).toMatchObject({ status: 'absent', source: 'trainer' })
    expect(await today.rows(who.anna)).toMatchObject([{ settled_at: when.middle }])
  })

  it('but does against what was stated before it: who was absent arrives, who was there leaves', async () => {
    await today.record(
      [
        [who.anna, absent()],
        [who.luca, present()],
      ],
      { on: '2026-02-05T10:05:00.000Z' },
    )
    await today.scan(who.operator, when.closing)
    await today.settle(when.closing)
    expect(await current(who.anna)).toMatchObject({
      status: 'present',
      source: 'self',
      intervals: JSON.stringify([{ in: when.closing, out: when.end }]),
      reason: expect.stringContaining('successiva'),
    })
    // Who is said to be there already is not made late by a scan; leaving counts.
    await today.scan(who.private, when.closing)
    await today.settle(when.closing)
    expect(await current(who.luca)).toMatchObject({ source: 'trainer', credited_minutes: 150 })
    await today.leaveBy(who.private, when.lastQuarter)
    await today.settle(when.lastQuarter)
    expect(await current(who.luca)).toMatchObject({ source: 'self', credited_minutes: 112 })
    expect(await findMarkFault(world.db)).toBeNull()
  })

  it('comes to the same when what the trainer said before arrives after it', async () => {
    await today.scan(who.operator, when.closing)
    await today.settle(when.closing)
    const said = { at: '2026-02-05T10:20:00.000Z', nonce: newId() }
    await today.record([[who.anna, { ...absent(), said }]], { on: when.lastQuarter })
    expect(await current(who.anna)).toMatchObject({
      status: 'present',
      intervals: JSON.stringify([{ in: when.closing, out: when.end }]),
    })
  })

  it('leaves closed, locked and cancelled meetings as they are', async () => {
    await today.scan(who.operator, when.before)
    await today.put('closed')
    expect(await today.settle(when.middle)).toBe(1)
    expect(await today.marks(who.anna)).toEqual([])
    expect(await today.settle(when.middle)).toBe(0)
  })

  it('leaves whoever has no employer for later, and nobody waits for them', async () => {
    await enrolment(world.db, who.edition, who.ivo)
    await today.scan(who.unemployed, when.before)
    await today.scan(who.operator, when.before)
    expect(await today.settle(when.start)).toBe(1)
    expect(await today.marks(who.ivo)).toEqual([])
    await employment(world.db, who.ivo, who.comune, '2025-01-01')
    expect(await today.settle(when.middle)).toBe(1)
    expect(await current(who.ivo)).toMatchObject({ credited_minutes: 150 })
  })

  it('does not settle what waits or was rejected', async () => {
    await today.scan(who.operator, when.late)
    await today.scan(who.private, when.late)
    await today.decide(who.luca, 'reject')
    expect(await today.settle(when.middle)).toBe(0)
  })
})
