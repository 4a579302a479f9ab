// SPDX-License-Identifier: AGPL-3.0-or-later

import { beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { cancelMeeting, changeMeeting } from '#record/schedule/changes.server.ts'
import { meetingsOf } from '#record/schedule/edition-page.server.ts'
import { addMeetings } from '#record/schedule/meetings.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { grant } from '#tests/support/people.ts'
import { edition, enrolment, meeting, project } from '#tests/support/training.ts'

describeEngines('a meeting', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let first: Awaited<ReturnType<typeof meeting>>
  let second: Awaited<ReturnType<typeof meeting>>
  let run: Awaited<ReturnType<typeof edition>>
  let manager: Actor
  let round = 0

  // Everybody of I.R.I.S. is made once; each test has an edition of its own with two meetings of 150 minutes.
  beforeEach(async () => {
    if (round === 0) who = await iris(world.db)
    round += 1
    const owner = await project(world.db, `prova-${round}`)
    run = await edition(world.db, owner, `PROVA-${round}`)
    manager = await grant(world.db, who.manager, 'manager', { project: owner })
    first = await meeting(world.db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
    second = await meeting(world.db, run, 2, '2026-02-12T10:00Z', '2026-02-12T12:30Z')
    await enrolment(world.db, run, who.anna)
  })

  const data = (of: typeof first) => {
    const { title, starts_at, ends_at, mode, venue, link } = of
    return { meeting_id: of.id, title, starts_at, ends_at, breaks: [], mode, venue, link, reason: null }
  }
  const attends = (of: typeof first) => {
    const intervals = [{ in: of.starts_at, out: of.ends_at }]
    const marks = [{ person_id: who.anna.id, status: 'present' as const, intervals, base: null }]
    const given = { meeting_id: of.id, source: 'trainer' as const, reason: null, nonce: newId(), marks }
    return recordMarks(world.db, manager, given)
  }
  const completion = () =>
    world.db
      .selectFrom('completion')
      .innerJoin('enrolment', 'enrolment.id', 'completion.enrolment_id')
      .select(['credited_minutes', 'completed_at'])
      .where('enrolment.edition_id', '=', run.id)
      .executeTakeFirst()
  const ledgerOf = (id: string) =>
    world.db.selectFrom('ledger').selectAll().where('subject_id', '=', id).orderBy('seq').execute()

  it('that is moved keeps the old date in the history and needs a reason', async () => {
    const moved = {
      ...data(first),
      starts_at: '2026-02-06T10:00:00.000Z',
      ends_at: '2026-02-06T12:30:00.000Z',
    }
    await expect(changeMeeting(world.db, manager, moved)).rejects.toMatchObject({ field: 'reason' })
    await changeMeeting(world.db, manager, { ...moved, reason: 'Sala occupata' })
    const [row] = await ledgerOf(first.id)
    expect(row).toMatchObject({ act: 'meeting_changed', actor_name: 'Marta Conti' })
    expect(JSON.parse(row?.before ?? '')).toEqual({ starts_at: first.starts_at, ends_at: first.ends_at })
    expect(JSON.parse(row?.after ?? '')).toMatchObject({
      starts_at: moved.starts_at,
      reason: 'Sala occupata',
    })
  })

  it('that ends earlier credits less, and is complete again when it is put back', async () => {
    await attends(first)
    await attends(second)
    expect(await completion()).toMatchObject({ credited_minutes: 300, completed_at: expect.any(String) })
    const shorter = { ...data(first), starts_at: '2026-02-05T12:00:00.000Z', reason: 'Inizio tardi' }
    await changeMeeting(world.db, manager, shorter)
    expect(await completion()).toMatchObject({ credited_minutes: 180 })
    await changeMeeting(world.db, manager, { ...data(first), reason: 'Errore' })
    expect(await completion()).toMatchObject({ credited_minutes: 300 })
  })

  it('that gets only another venue asks for no reason, and unchanged writes nothing', async () => {
    await changeMeeting(world.db, manager, data(first))
    expect(await ledgerOf(first.id)).toEqual([])
    await changeMeeting(world.db, manager, { ...data(first), venue: 'Sala B' })
    expect((await ledgerOf(first.id)).map((row) => row.after)).toEqual(['{"venue":"Sala B"}'])
  })

  it('that is cancelled leaves the denominator', async () => {
    await attends(first)
    expect(await completion()).toMatchObject({ completed_at: null })
    await cancelMeeting(world.db, manager, { meeting_id: second.id, reason: 'Sciopero' })
    expect(await completion()).toMatchObject({ credited_minutes: 150, completed_at: expect.any(String) })
    expect(await meetingsOf(world.db, run.id)).toMatchObject({ plannedMinutes: 150 })
    await cancelMeeting(world.db, manager, { meeting_id: second.id, reason: 'Sciopero' })
    expect((await ledgerOf(second.id)).map((row) => row.act)).toEqual(['meeting_cancelled'])
  })

  it('where somebody is present may not be cancelled; absent people do not hinder', async () => {
    await attends(first)
    const cancelling = cancelMeeting(world.db, manager, { meeting_id: first.id, reason: 'Sciopero' })
    await expect(cancelling).rejects.toMatchObject({ kind: 'conflict' })
    const marks = [{ person_id: who.anna.id, status: 'absent' as const, intervals: [], base: null }]
    const absent = { meeting_id: second.id, source: 'trainer' as const, reason: null, nonce: newId(), marks }
    await recordMarks(world.db, manager, absent)
    await cancelMeeting(world.db, manager, { meeting_id: second.id, reason: 'Sciopero' })
    expect(await meetingsOf(world.db, run.id)).toMatchObject({
      meetings: [{ present: 1 }, { state: 'cancelled' }],
    })
  })

  it.each([
    ['cancelled', () => manager, 'conflict'],
    ['locked', () => who.trainer, 'forbidden'],
    ['locked', () => who.manager, 'forbidden'],
  ] as const)('that is %s may not be changed', async (state, by, kind) => {
    await world.db.updateTable('meeting').set({ state }).where('id', '=', first.id).execute()
    const moved = { ...data(first), venue: 'Altrove', reason: 'Prova' }
    await expect(changeMeeting(world.db, by(), moved)).rejects.toMatchObject({ kind })
  })

  it('that is added makes a completed enrolment incomplete', async () => {
    await attends(first)
    await attends(second)
    const third = { starts_at: '2026-02-19T10:00:00.000Z', ends_at: '2026-02-19T15:00:00.000Z', breaks: [] }
    await addMeetings(world.db, manager, run.id, [{ ...third, mode: 'in_person' }])
    expect(await completion()).toMatchObject({ credited_minutes: 300, completed_at: null })
  })
})
