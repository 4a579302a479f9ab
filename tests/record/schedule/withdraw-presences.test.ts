// SPDX-License-Identifier: AGPL-3.0-or-later
// A roll called at the wrong meeting or on the wrong day is taken back whole, so that the meeting can be moved.
import { beforeEach, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { historyOf } from '#record/attendance/roll.server.ts'
import { findAttendanceFault } from '#record/attendance/verify-attendance.server.ts'
import { findMarkFault } from '#record/attendance/verify-marks.server.ts'
import { checkIn } from '#record/check-in/check-ins.server.ts'
import { stepOf } from '#record/check-in/code.ts'
import { cancelMeeting, changeMeeting } from '#record/schedule/changes.server.ts'
import { presencesAt, withdrawPresences } from '#record/schedule/withdraw-presences.server.ts'
import { findWalkInFault } from '#record/walk-ins/verify-walk-ins.server.ts'
import { addWalkIn, walkInsOf } from '#record/walk-ins/walk-ins.server.ts'
import {
  absent,
  during,
  end,
  heldMeetings,
  late,
  nextDay,
  present,
  start,
} from '#tests/record/register/held-meeting.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'

const noon = '2026-02-05T11:30:00.000Z'
const later = { starts_at: '2026-02-12T10:00:00.000Z', ends_at: '2026-02-12T12:30:00.000Z' }

describeEnginesAfresh('all presences of a meeting', (world) => {
  let who: Awaited<ReturnType<typeof heldMeetings>>
  let today: Awaited<ReturnType<typeof who.held>>
  beforeEach(async () => {
    who = await heldMeetings(world.db)
    today = await who.held()
  })

  const withdraw = (by = who.trainer, on = noon, reason = 'Era l’incontro del 12') =>
    at(on, () => withdrawPresences(world.db, by, { meeting_id: today.id, reason }))
  const move = (on = noon) => {
    const { title, mode, venue, link } = today
    const times = { ...later, breaks: [], reason: 'Rinviato' }
    const change = { meeting_id: today.id, title, mode, venue, link, ...times }
    return at(on, () => changeMeeting(world.db, who.manager, change))
  }
  const history = async (somebody: { id: string }) =>
    (await historyOf(world.db, today.id, somebody.id)).map(({ status, superseded_by }) => [
      status,
      superseded_by === null,
    ])
  const guest = () => ({
    id: newId(),
    first_name: 'Gino',
    last_name: 'Paoli',
    organisation: 'Caritas',
    sector: 'private' as const,
    in: '',
    out: '',
    notice_shown: true,
    different: false,
    intervals: [{ in: start, out: end }],
  })

  it('are withdrawn together, each in its history, and the meeting can be moved', async () => {
    await at(during, () => addWalkIn(world.db, who.trainer, today.id, guest()))
    await expect(move()).rejects.toMatchObject({ kind: 'conflict' })
    expect(await presencesAt(world.db, today.id)).toEqual({ marks: 3, walkIns: 1 })
    expect(await withdraw()).toEqual({ marks: 3, walkIns: 1 })
    expect(await history(who.anna)).toEqual([
      ['present', false],
      ['withdrawn', true],
    ])
    expect(await history(who.luca)).toEqual([
      ['absent', false],
      ['withdrawn', true],
    ])
    expect(await walkInsOf(world.db, today.id)).toEqual([])
    const rows = await world.db
      .selectFrom('ledger')
      .innerJoin('mark', 'mark.id', 'ledger.subject_id')
      .select(['ledger.act', 'mark.reason'])
      .where('mark.meeting_id', '=', today.id)
      .where('ledger.act', '=', 'mark_withdrawn')
      .execute()
    expect(rows.map(({ reason }) => reason)).toEqual(Array(3).fill('Era l’incontro del 12'))
    await move()
    for (const find of [findMarkFault, findAttendanceFault, findWalkInFault]) {
      expect(await find(world.db)).toBeNull()
    }
  })

  it('a second time are none', async () => {
    await withdraw()
    expect(await withdraw()).toEqual({ marks: 0, walkIns: 0 })
    expect(await history(who.anna)).toHaveLength(2)
  })

  it('leave who is excused, and whom nobody spoke of', async () => {
    await who.mark(today, who.luca, { status: 'excused', intervals: [] })
    expect(await withdraw()).toEqual({ marks: 2, walkIns: 0 })
    expect(await history(who.luca)).toEqual([
      ['absent', false],
      ['excused', true],
    ])
  })

  it('take back who came in with the code and is no presence yet, and whoever left the edition', async () => {
    today = await who.planned()
    await at(start, () =>
      checkIn(world.db, who.operator, {
        meeting_id: today.id,
        scan: { step: stepOf(start), at: start },
        device: 'uno',
      }),
    )
    expect(await withdraw()).toEqual({ marks: 1, walkIns: 0 })
    await who.mark(today, who.luca, present())
    await world.db
      .updateTable('enrolment')
      .set({ state: 'withdrawn' })
      .where('person_id', '=', who.luca.id)
      .where('edition_id', '=', who.edition.id)
      .execute()
    expect(await withdraw(who.manager, nextDay)).toEqual({ marks: 1, walkIns: 0 })
    await at(nextDay, () =>
      cancelMeeting(world.db, who.manager, { meeting_id: today.id, reason: 'Mai tenuto' }),
    )
    expect(await who.state(today)).toBe('cancelled')
  })

  it('can be stated again afterwards', async () => {
    await withdraw()
    await who.mark(today, who.anna, late, { on: '2026-02-05T12:20:00.000Z' })
    expect(await history(who.anna)).toEqual([
      ['present', false],
      ['withdrawn', false],
      ['present', true],
    ])
    expect(await findMarkFault(world.db)).toBeNull()
  })

  it('of a closed page stay, and so they do for who may not record there', async () => {
    await expect(withdraw(who.teacher)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(withdraw(who.operator)).rejects.toMatchObject({ kind: 'forbidden' })
    today = await who.closed()
    await expect(withdraw(who.manager, nextDay)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await history(who.anna)).toEqual([['present', true]])
  })

  it('are asked to be withdrawn of a meeting where somebody was only absent', async () => {
    today = await who.planned()
    await who.mark(today, who.luca, absent)
    await expect(move()).rejects.toMatchObject({ kind: 'conflict' })
    await withdraw()
    await move()
    expect(await findAttendanceFault(world.db)).toBeNull()
  })
})
