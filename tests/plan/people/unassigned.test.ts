// SPDX-License-Identifier: AGPL-3.0-or-later
// People whose record no project keeps are the administrator's, who gives each to a project.
import { beforeEach, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { findRecord } from '#plan/people/project-persons.server.ts'
import { assignToProject, findUnassigned, listUnassigned } from '#plan/people/unassigned.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { person } from '#tests/support/people.ts'
import { everything, twoProjects } from './two-projects.ts'

describeEnginesAfresh('somebody of no project', (world) => {
  let who: Awaited<ReturnType<typeof twoProjects>>
  beforeEach(async () => {
    who = await twoProjects(world.db)
  })
  const listed = async (q = '') =>
    (await listUnassigned(world.db, { q, limit: 50, offset: 0 })).rows.map((row) => row.last_name)

  it('is listed, a guest of a project too, and nobody else is', async () => {
    await person(world.db, 'Vera Sola', who.comune)
    const guest = await person(world.db, 'Ugo Ospite', who.comune)
    const home = { person_id: guest.id, project_id: who.rosa.id, since: '2026-01-01T08:00:00.000Z' }
    await world.db
      .insertInto('person_home')
      .values({ ...home, kind: 'guest' })
      .execute()
    expect(await listed()).toEqual(['Ospite', 'Sola'])
    expect(await listed('sól')).toEqual(['Sola'])
    expect(await listed('nobody')).toEqual([])
    expect(await findUnassigned(world.db, who.anna.id)).toBeNull()
  })

  it('is given to a project, which keeps the record and reads of it in its ledger', async () => {
    const ida = await person(world.db, 'Ida Corti', who.comune)
    expect(await findRecord(world.db, who.rosa.id, ida.id)).toBeNull()
    const given = { person_id: ida.id, project: who.rosa.id }
    expect(await assignToProject(world.db, who.administrator, given)).toMatchObject({ id: who.rosa.id })
    expect(await findRecord(world.db, who.rosa.id, ida.id)).toMatchObject({ last_name: 'Corti' })
    const acts = world.db.selectFrom('ledger').select(['act', 'project_id']).where('subject_id', '=', ida.id)
    expect(await acts.execute()).toEqual([{ act: 'person_assigned', project_id: who.rosa.id }])
  })

  it('is not given where the project does not exist, nor taken from one that has them', async () => {
    const ada = await person(world.db, 'Ada Fini', who.comune)
    const before = await everything(world.db)
    for (const [given, error] of [
      [
        { person_id: ada.id, project: newId() },
        { kind: 'invalid', field: 'project' },
      ],
      [{ person_id: who.anna.id, project: who.rosa.id }, { kind: 'not_found' }],
      [{ person_id: newId(), project: who.rosa.id }, { kind: 'not_found' }],
    ] as const) {
      await expect(assignToProject(world.db, who.administrator, given)).rejects.toMatchObject(error)
    }
    expect(await everything(world.db)).toBe(before)
  })
})
