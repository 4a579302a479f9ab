// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { changeEmployment, employmentOn } from '#plan/people/employments.server.ts'
import { employersOf } from '#plan/people/project-persons.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { account, grant, person } from '#tests/support/people.ts'
import { edition, enrolment, meeting, project } from '#tests/support/training.ts'

describeEngines('employments', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
  })
  /** Works for the Comune since 2020, and is enrolled in IRIS-PM-01. */
  let nora: Awaited<ReturnType<typeof person>>
  beforeEach(async () => {
    nora = await person(world.db, 'Nora Sala', who.comune)
    await enrolment(world.db, who.edition, nora)
  })

  const sectorOn = async (id: string, date: string) =>
    (await employmentOn(world.db, [id], date)).get(id)?.sector
  const move = (from: string, organisation_id = who.cooperativa.id) =>
    changeEmployment(world.db, who.manager, { person_id: nora.id, organisation_id, role: null, from })

  const attend = (held: Awaited<ReturnType<typeof meeting>>, by: Actor) => {
    const intervals = [{ in: held.starts_at, out: held.ends_at }]
    const marks = [{ person_id: nora.id, status: 'present' as const, intervals, base: null }]
    const given = { meeting_id: held.id, source: 'trainer' as const, reason: null, nonce: newId(), marks }
    return recordMarks(world.db, by, given)
  }

  it('refuse a new one that begins before the present one', async () => {
    await expect(move('2019-12-31')).rejects.toMatchObject({ kind: 'invalid', field: 'from' })
    expect(await sectorOn(nora.id, '2026-01-01')).toBe('public')
  })

  it('end the day before the next begins, once for the same form', async () => {
    await move('2026-03-01')
    await move('2026-03-01')
    const rows = await world.db
      .selectFrom('employment')
      .select(['started_on', 'ended_on'])
      .where('person_id', '=', nora.id)
      .orderBy('started_on')
      .execute()
    expect(rows).toEqual([
      { started_on: '2020-01-01', ended_on: '2026-02-28' },
      { started_on: '2026-03-01', ended_on: null },
    ])
    expect(await sectorOn(nora.id, '2026-02-28')).toBe('public')
    expect(await sectorOn(nora.id, '2026-03-01')).toBe('private')
  })

  it('leave a participant as counted at the first attendance', async () => {
    await move('2026-03-01')
    await attend(who.meetings[0], who.trainer)
    await move('2026-04-01', who.comune.id)
    const counted = await world.db
      .selectFrom('participant')
      .selectAll()
      .where('person_id', '=', nora.id)
      .execute()
    expect(counted).toMatchObject([{ person_id: nora.id, sector: 'public' }])
  })

  it('are corrected from the day the present one began, and the wrong one never was', async () => {
    await move('2026-03-01')
    await move('2026-04-01', who.comune.id)
    await move('2026-04-01')
    expect(await sectorOn(nora.id, '2026-04-01')).toBe('private')
    expect(await sectorOn(nora.id, '2027-01-01')).toBe('private')
  })

  it('give the nearest employer to whoever has none that day', async () => {
    expect(await sectorOn(nora.id, '2001-01-01')).toBe('public')
    const nobody = await person(world.db, 'Senza Lavoro')
    expect(await sectorOn(nobody.id, '2026-01-01')).toBeUndefined()
  })

  it('answer for a thousand people at once', async () => {
    const many = Array.from({ length: 1000 }, () => newId())
    expect((await employmentOn(world.db, [...many, who.luca.id], '2026-01-01')).size).toBe(1)
  })

  it('count a project’s people by today’s employer, and its participants by the frozen one', async () => {
    const passi = await project(world.db, 'passi')
    const run = await edition(world.db, passi, 'PASSI-PM-01')
    const held = await meeting(world.db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
    for (const enrolled of [nora, who.luca]) await enrolment(world.db, run, enrolled)
    await attend(
      held,
      await grant(world.db, await account(world.db, 'Pia Righi'), 'manager', { project: passi }),
    )
    await move('2026-03-01')
    const query = { q: '', sort: 'name', direction: 'asc', limit: 50, offset: 0, page: 1 } as const
    const { rows, total } = await employersOf(world.db, passi.id, query)
    expect(rows.map(({ name, enrolled, counted }) => [name, enrolled, counted])).toEqual([
      ['Comune di Perugia', 0, 1],
      ['Cooperativa Il Ponte', 2, 0],
    ])
    expect(total).toBe(2)
    expect((await employersOf(world.db, who.rosa.id, query)).total).toBe(0)
  })
})
