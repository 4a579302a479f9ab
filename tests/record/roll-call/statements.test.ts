// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said of people when, whoever says it and whenever it arrives: the later statement is in force, and nobody is present
// before it happened.
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { at, minutesAfter, newId } from '#base/clock.server.ts'
import { endMeetingNow } from '#record/attendance/end.server.ts'
import { findAttendanceFault } from '#record/attendance/verify-attendance.server.ts'
import { findMarkFault } from '#record/attendance/verify-marks.server.ts'
import { decideCorrections } from '#record/corrections/decide.server.ts'
import { correctionsAt } from '#record/corrections/list.server.ts'
import { stampOf } from '#record/device/page-stamp.server.ts'
import { proposalsCount } from '#record/proposals/proposed-marks.server.ts'
import { savedRollSchema } from '#record/roll-call/roll-call.ts'
import { rollSince, saveRoll } from '#record/roll-call/save-rows.server.ts'
import { absent, after, morning, present, whole } from '#tests/record/attendance/morning.ts'
import { describeEngines } from '#tests/support/engines.ts'

const clock = (time: string) => `2026-02-05T${time}:00.000Z`
const shownAt = clock('10:05')
const signed = (actor: Actor): Actor => ({ ...actor, signs: true })

type Row = Partial<Record<'status' | 'in' | 'out' | 'base' | 'nonce' | 'like' | 'first', string>>
type More = {
  by?: Actor
  /** When it was said, by a clock that is right; and when it arrives. */
  said?: string
  arrives?: string
  /** How wrong the device's clock is, in minutes. */
  wrong?: number
  given?: string
  since?: string
}

describeEngines('statements of a roll', (world) => {
  let who: Awaited<ReturnType<typeof morning>>
  let today: Awaited<ReturnType<typeof who.anotherMeeting>>
  beforeAll(async () => {
    who = await morning(world.db)
  })
  beforeEach(async () => {
    today = await who.anotherMeeting()
  })

  async function send(person: { id: string }, row: Row, more: More = {}) {
    const { by = who.trainer, said = clock('10:30'), arrives = said, wrong = 0 } = more
    const page = { meeting_id: today.id, accountId: by.accountId }
    const form = savedRollSchema.parse({
      nonce: newId(),
      account: by.accountId,
      since: more.since ?? shownAt,
      sent_at: minutesAfter(arrives, wrong),
      given: more.given ?? stampOf(page, shownAt),
      marks: { [person.id]: { nonce: newId(), at: minutesAfter(said, wrong), ...row } },
    })
    const meeting = { ...(await today.kept()), project_id: who.project.id }
    const answer = await at(arrives, () => saveRoll(world.db, by, meeting, form))
    return { answer, row: answer.rows[person.id], wrong: answer.wrong[person.id] }
  }
  const statuses = async (person: { id: string }) => {
    const history = await today.history(person)
    return history.map(({ status, superseded_by }) => [status, superseded_by === null])
  }

  it('kept on the device and sent again are dropped: the newer statement of the person’s page stays', async () => {
    const nonce = newId()
    await send(who.anna, { status: 'absent', nonce }, { said: clock('10:30') })
    const kept = await today.current(who.anna)
    await today.record([[who.anna, present(kept.id, [{ in: clock('10:40'), out: whole.out }])]], {
      on: clock('10:41'),
    })
    // The roll is opened again, and its device still holds the first tap.
    const again = await send(
      who.anna,
      { status: 'absent', nonce },
      { said: clock('10:30'), arrives: clock('10:45') },
    )
    expect(again.row).toMatchObject({ status: 'present', in: '11:40' })
    expect(await today.history(who.anna)).toHaveLength(2)
  })

  it('made before what is in force stay behind it, and both people are told', async () => {
    await send(who.anna, { status: 'present' }, { by: who.second, said: clock('10:40') })
    const late = await send(who.anna, { status: 'absent' }, { said: clock('10:35'), arrives: clock('11:00') })
    expect(late.row).toMatchObject({ status: 'present', stated: false })
    expect(late.row?.text).toContain('resta nello storico')
    expect(await statuses(who.anna)).toEqual([
      ['present', true],
      ['absent', false],
    ])
    const told = await at(clock('11:01'), () =>
      rollSince(world.db, who.second, { ...who.meetings[0], ...today, late_after: 10 }, clock('10:50')),
    )
    expect(told.rows[who.anna.id]?.text).toContain('Carla Neri')
    expect(told.rows[who.anna.id]).toMatchObject({ status: 'present' })
    expect(await findMarkFault(world.db)).toBeNull()
  })

  it('made after it are in force though another arrived first, without a false reason', async () => {
    await send(who.anna, { status: 'absent' }, { by: who.second, said: clock('10:35') })
    const later = await send(
      who.anna,
      { status: 'present' },
      { said: clock('10:40'), arrives: clock('11:00') },
    )
    expect(later.row).toMatchObject({ status: 'present', stated: true })
    expect(later.row?.text).toContain('Donata Fabbri')
    const [, second] = await today.history(who.anna)
    expect(second).toMatchObject({ status: 'present', superseded_by: null })
  })

  it.each([
    ['an hour fast', 60],
    ['three days slow', -3 * 24 * 60],
  ])('of a device that is %s keep their order', async (_what, wrong) => {
    await send(who.anna, { status: 'present' }, { by: who.second, said: clock('10:40') })
    await send(who.anna, { status: 'absent' }, { said: clock('10:35'), arrives: clock('11:00'), wrong })
    expect(await today.current(who.anna)).toMatchObject({ status: 'present' })
  })

  it('with a stamp of another page, or of nobody’s, are made as they arrive', async () => {
    await send(who.anna, { status: 'present' }, { by: who.second, said: clock('10:40') })
    const given = stampOf(
      { meeting_id: newId(), accountId: who.trainer.accountId },
      '2020-01-01T00:00:00.000Z',
    )
    for (const [index, forged] of [given, '2020-01-01T00:00:00.000Z/AAAA', 'x'].entries()) {
      const arrives = clock(`10:${50 + index}`)
      const row = { status: index % 2 === 0 ? 'absent' : 'excused' }
      await send(who.anna, row, { said: clock('10:10'), arrives, given: forged })
      expect(await today.current(who.anna)).toMatchObject(row)
    }
  })

  it('that say what another said are kept as said later, so that what was said in between stays behind', async () => {
    await send(who.anna, { status: 'present' }, { by: who.second, said: clock('10:31') })
    await send(who.anna, { status: 'present' }, { said: clock('10:40') })
    await send(
      who.anna,
      { status: 'absent' },
      { by: who.second, said: clock('10:35'), arrives: clock('10:50') },
    )
    expect(await statuses(who.anna)).toEqual([
      ['present', true],
      ['absent', false],
    ])
    expect(await findMarkFault(world.db)).toBeNull()
    const [kept] = await today.history(who.anna)
    const moved = (restated_at: string) =>
      world.db
        .updateTable('mark')
        .set({ restated_at })
        .where('id', '=', kept?.id ?? '')
        .execute()
    await moved(clock('10:45'))
    expect(await findMarkFault(world.db)).toContain('last moment is not what')
    await moved(clock('10:40'))
  })

  it('can be taken back: the person is to be recorded again, and nothing is lost', async () => {
    const done = await send(who.anna, { status: 'present' }, { said: clock('10:31') })
    const back = await send(
      who.anna,
      { status: 'withdrawn', base: done.row?.mark ?? '' },
      { said: clock('10:32') },
    )
    expect(back.row).toMatchObject({ status: '', in: '', out: '' })
    await expect(today.current(who.anna)).rejects.toThrow('no mark')
    expect(await statuses(who.anna)).toEqual([
      ['present', false],
      ['withdrawn', true],
    ])
    // One word about everybody speaks of them again.
    const all = await send(who.anna, { status: 'present', first: '1' }, { said: clock('10:32') })
    expect(all.row).toMatchObject({ status: 'present', stated: true })
    await send(who.anna, { status: 'absent', base: all.row?.mark ?? '' }, { said: clock('10:33') })
    expect(await today.current(who.anna)).toMatchObject({ status: 'absent' })
    expect(await findMarkFault(world.db)).toBeNull()
    expect(await findAttendanceFault(world.db)).toBeNull()
  })

  it.each([
    ['before the meeting begins', { status: 'present' }, clock('09:59')],
    ['absence before it begins', { status: 'absent' }, clock('09:30')],
    ['from a time still to come', { status: 'present', in: '12:10' }, clock('10:30')],
  ])('of presence %s are refused', async (_what, row, said) => {
    const given = stampOf({ meeting_id: today.id, accountId: who.trainer.accountId }, clock('09:00'))
    expect((await send(who.anna, row, { said, given })).wrong).toBeDefined()
    expect(await today.history(who.anna)).toEqual([])
  })

  it('say before it begins who is excused, and nothing else', async () => {
    await today.record([[who.anna, { status: 'excused', intervals: [], base: null }]], { on: clock('08:00') })
    expect(await today.current(who.anna)).toMatchObject({ status: 'excused' })
    for (const said of [present(), absent()]) {
      await expect(today.record([[who.luca, said]], { on: clock('09:59') })).rejects.toMatchObject({
        kind: 'invalid',
      })
      await expect(
        today.record([[who.luca, said]], { on: clock('09:59'), source: 'platform_log' }),
      ).rejects.toMatchObject({ kind: 'invalid' })
    }
  })

  it('written by hand before their meeting are named by verify, each', async () => {
    await today.record([
      [who.anna, present()],
      [who.luca, present()],
    ])
    const early = { stated_at: clock('09:00'), restated_at: clock('09:00') } as object
    await world.db.updateTable('mark').set(early).where('meeting_id', '=', today.id).execute()
    const fault = await findAttendanceFault(world.db)
    expect(fault).toContain('2 in force were stated before they happened')
    expect(fault).toContain('Anna Bianchi')
    expect(fault).toContain('Luca Verdi')
    expect(await findMarkFault(world.db)).toContain('moment is not what')
    await world.db
      .updateTable('mark')
      .set({ stated_at: clock('10:30'), restated_at: clock('10:30') } as object)
      .where('meeting_id', '=', today.id)
      .execute()
    expect(await findAttendanceFault(world.db)).toBeNull()
  })

  it('and named where an earlier one was put in force over a later', async () => {
    await today.record([[who.anna, present()]])
    await today.record([[who.anna, absent((await today.current(who.anna)).id)]], { on: clock('10:40') })
    const earlier = { restated_at: clock('10:20') } as object
    await world.db
      .updateTable('mark')
      .set(earlier)
      .where('meeting_id', '=', today.id)
      .where('superseded_by', 'is', null)
      .execute()
    expect(await findMarkFault(world.db)).toContain('superseded by one that was stated before it')
    await world.db
      .updateTable('mark')
      .set({ restated_at: clock('10:40') } as object)
      .where('meeting_id', '=', today.id)
      .where('superseded_by', 'is', null)
      .execute()
  })

  it('made before the meeting was ended early, and arriving after, are later than what was said before them', async () => {
    await send(who.anna, { status: 'present' }, { by: who.second, said: clock('10:31') })
    await at(clock('11:30'), () => endMeetingNow(world.db, who.trainer, today.id))
    await send(who.anna, { status: 'absent' }, { said: clock('11:00'), arrives: clock('11:40') })
    expect(await today.current(who.anna)).toMatchObject({ status: 'absent' })
    const history = await today.history(who.anna)
    expect(history.map(({ stated_at }) => stated_at)).toEqual([
      clock('10:31'),
      clock('10:31'),
      clock('11:00'),
    ])
    expect(await findMarkFault(world.db)).toBeNull()
  })

  const corrected = async () => {
    const query = world.db.selectFrom('meeting').selectAll().where('id', '=', today.id)
    return await correctionsAt(world.db, await query.executeTakeFirstOrThrow(), { limit: 50, offset: 0 })
  }

  it('that arrive when the page is closed wait as proposed corrections, each once, seen by both', async () => {
    await today.record([[who.anna, present()]])
    await today.put('closed')
    const nonce = newId()
    for (const arrives of [after, minutesAfter(after, 1)]) {
      const sent = await send(who.anna, { status: 'absent', nonce }, { said: clock('11:00'), arrives })
      expect(sent.answer.proposed?.[who.anna.id]).toContain('correzione da firmare')
      expect(sent.row).toMatchObject({ status: 'present' })
    }
    expect(await proposalsCount(world.db, today.id)).toBe(1)
    const { corrections, total } = await corrected()
    expect(total).toBe(1)
    expect(corrections).toMatchObject([
      { status: 'absent', stated_at: clock('11:00'), proposed_by: 'Carla Neri', state: 'waiting' },
    ])
    expect(await today.current(who.anna)).toMatchObject({ status: 'present' })
    // What says what is so already proposes nothing.
    const same = await send(who.anna, { status: 'present' }, { said: clock('11:10'), arrives: after })
    expect(same.answer.proposed).toEqual({ [who.anna.id]: expect.any(String) })
  })

  it('and are signed together, or not accepted, once', async () => {
    await today.record([
      [who.anna, present()],
      [who.luca, present()],
    ])
    await today.put('closed')
    await send(who.anna, { status: 'absent' }, { said: clock('11:00'), arrives: after })
    await send(who.luca, { status: 'excused' }, { by: who.second, said: clock('11:05'), arrives: after })
    const { corrections } = await corrected()
    const [anna, luca] = [who.anna, who.luca].map(
      (person) => corrections.find((one) => one.of === 'mark' && one.person_id === person.id)?.id ?? '',
    )
    const decide = (by: Actor, id: string | undefined, decision: 'accept' | 'dismiss') =>
      at(after, () =>
        decideCorrections(world.db, by, {
          meeting_id: today.id,
          corrections: [id ?? ''],
          decision,
          reason: 'Foglio firme',
        }),
      )
    await expect(decide(who.auditor, anna, 'accept')).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(decide(who.trainer, newId(), 'accept')).rejects.toBeDefined()
    expect(await decide(signed(who.second), anna, 'accept')).toBe(1)
    expect(await decide(signed(who.second), anna, 'accept')).toBe(0)
    await expect(decide(signed(who.trainer), anna, 'dismiss')).rejects.toMatchObject({ kind: 'conflict' })
    expect(await decide(signed(who.trainer), luca, 'dismiss')).toBe(1)
    expect(await today.current(who.anna)).toMatchObject({ status: 'absent' })
    expect(await today.current(who.luca)).toMatchObject({ status: 'present' })
    expect(await proposalsCount(world.db, today.id)).toBe(0)
  })
})
