// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { recomputeMinutes } from '#record/attendance/minutes.server.ts'
import { findAttendanceFault } from '#record/attendance/verify-attendance.server.ts'
import { recountParticipants } from '#record/marks/recount.server.ts'
import { countedPeople } from '#tests/record/marks/counted-people.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { meeting } from '#tests/support/training.ts'

describeEngines('what follows from marks', (world) => {
  let who: Awaited<ReturnType<typeof countedPeople>>
  beforeAll(async () => {
    who = await countedPeople(world.db)
  })

  it('follows a meeting that is moved: minutes and completion', async () => {
    const moved = await meeting(world.db, who.edition, 32, '2026-03-10T10:00Z', '2026-03-10T12:30Z')
    const ivo = await who.enrolled('Ivo Tosi')
    await who.mark(moved, ivo)
    await world.db.transaction().execute(async (db) => {
      const breaks = JSON.stringify([{ from: '2026-03-10T11:00:00.000Z', to: '2026-03-10T11:15:00.000Z' }])
      await db
        .updateTable('meeting')
        .set({ starts_at: '2026-03-10T10:30:00.000Z', breaks })
        .where('id', '=', moved.id)
        .execute()
      await recomputeMinutes(db, who.manager, moved.id)
    })
    const row = await world.db
      .selectFrom('mark')
      .select(['id', 'credited_minutes'])
      .where('meeting_id', '=', moved.id)
      .executeTakeFirstOrThrow()
    expect(row.credited_minutes).toBe(105)
    const entry = await world.db
      .selectFrom('ledger')
      .select(['before', 'after', 'actor_name'])
      .where('subject_id', '=', row.id)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry.actor_name).toBe('Marta Conti')
    expect(JSON.parse(entry.before ?? '')).toEqual({ credited_minutes: 150 })
    expect(JSON.parse(entry.after ?? '')).toMatchObject({ credited_minutes: 105, person_id: ivo.id })
    const completion = await world.db
      .selectFrom('completion')
      .innerJoin('enrolment', 'enrolment.id', 'completion.enrolment_id')
      .select('completion.credited_minutes')
      .where('enrolment.person_id', '=', ivo.id)
      .executeTakeFirstOrThrow()
    expect(completion.credited_minutes).toBe(105)
  })

  it('counts from the new day when the first meeting is moved to another', async () => {
    const moved = await meeting(world.db, who.edition, 34, '2026-03-24T10:00Z', '2026-03-24T12:30Z')
    const pia = await who.enrolled('Pia Corsi')
    await who.mark(moved, pia)
    await world.db.transaction().execute(async (db) => {
      const times = { starts_at: '2026-03-23T10:00:00.000Z', ends_at: '2026-03-24T12:30:00.000Z' }
      await db.updateTable('meeting').set(times).where('id', '=', moved.id).execute()
      await recomputeMinutes(db, who.manager, moved.id)
    })
    expect(await who.counted(pia)).toMatchObject({ first_meeting_id: moved.id, first_on: '2026-03-23' })
  })

  it('counts nobody from a meeting that is cancelled', async () => {
    const cancelled = await meeting(world.db, who.edition, 33, '2026-03-17T10:00Z', '2026-03-17T12:30Z')
    const lea = await who.enrolled('Lea Mori')
    await who.mark(cancelled, lea)
    expect(await who.counted(lea)).toBeDefined()
    await world.db.transaction().execute(async (db) => {
      await db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', cancelled.id).execute()
      await recomputeMinutes(db, who.manager, cancelled.id)
    })
    expect(await who.counted(lea)).toBeUndefined()
  })

  it('agrees with a recount of the marks, and a hand-edited row is named', async () => {
    expect(await recountParticipants(world.db)).toEqual([])
    expect(await findAttendanceFault(world.db)).toBeNull()
    const dora = await who.enrolled('Dora Lupi')
    await who.mark(who.meetings[0], dora)
    await world.db.deleteFrom('participant').where('person_id', '=', dora.id).execute()
    expect(await findAttendanceFault(world.db)).toMatch(/Dora Lupi in iris.*meeting 1 of IRIS-PM-01/)
    await world.db
      .updateTable('mark')
      .set({ credited_minutes: 151 })
      .where('person_id', '=', dora.id)
      .execute()
    expect(await findAttendanceFault(world.db)).toBe(
      'the mark of Dora Lupi at meeting 1 of IRIS-PM-01 credits 151 minutes, its times make 150',
    )
  })
})
