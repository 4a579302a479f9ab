// SPDX-License-Identifier: AGPL-3.0-or-later

import { beforeAll, beforeEach, expect, it } from 'vitest'

import { actorOfAccount } from '#base/access/actor.server.ts'
import { editionPlace } from '#base/access/actor.ts'
import { can } from '#base/access/permissions.ts'
import { assignTrainer } from '#plan/trainers/trainers.server.ts'
import { addMeetings } from '#record/schedule/meetings.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { edition, enrolment, home, meeting } from '#tests/support/training.ts'

describeEngines('trainers', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
    await world.db
      .insertInto('project_partner')
      .values({ project_id: who.project.id, organisation_id: who.comune.id, role: 'lead', position: 1 })
      .execute()
  })
  let run: Awaited<ReturnType<typeof edition>>
  let serial = 0
  beforeEach(async () => {
    serial += 1
    run = await edition(world.db, who.project, `IRIS-PM-1${serial}`)
    await meeting(world.db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
    await meeting(world.db, run, 2, '2026-02-12T10:00Z', '2026-02-12T12:30Z')
  })

  const assign = (email: string, name: string) =>
    assignTrainer(world.db, who.manager, { edition_id: run.id, email, name })
  const teaching = (person_id: string) =>
    world.db.selectFrom('meeting_trainer').selectAll().where('person_id', '=', person_id).execute()
  const mailed = () => world.db.selectFrom('outbox').select('to_address').orderBy('id').execute()
  const personOf = (id: string) =>
    world.db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  it('cannot be new people while the project has no lead to employ them', async () => {
    const { id } = await edition(world.db, who.rosa, 'ROSA-PM-01')
    const given = { edition_id: id, email: 'nuova@ente.example', name: 'Nuova Docente' }
    await expect(assignTrainer(world.db, who.otherManager, given)).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('who are new get a person as staff, an account, an invitation, the role, the meetings', async () => {
    const before = await mailed()
    const given = await assign('sara@ente.example', 'Sara De Luca')
    expect(given.isNew).toBe(true)
    expect(await personOf(given.person_id)).toMatchObject({
      first_name: 'Sara',
      last_name: 'De Luca',
      is_staff: 1,
    })
    expect(await teaching(given.person_id)).toHaveLength(2)
    expect(await mailed()).toEqual([...before, { to_address: 'sara@ente.example' }])
    const sara = await actorOfAccount(world.db, given.account_id)
    expect(can(sara, 'attendance:record', editionPlace(run))).toBe(true)
    expect(can(sara, 'project:see', { projectId: who.project.id })).toBe(false)
  })

  it('are assigned once, however often', async () => {
    await assign('teo@ente.example', 'Teo Mori')
    const before = await world.db.selectFrom('ledger_head').selectAll().executeTakeFirst()
    const { person_id, isNew } = await assign('teo@ente.example', 'Teo Mori')
    expect(isNew).toBe(false)
    expect(await teaching(person_id)).toHaveLength(2)
    expect(await world.db.selectFrom('ledger_head').selectAll().executeTakeFirst()).toEqual(before)
  })

  it('teach the meetings that are added later', async () => {
    await assign('lia@ente.example', 'Lia Fabbri')
    const more = { starts_at: '2026-02-19T10:00:00.000Z', ends_at: '2026-02-19T12:00:00.000Z', breaks: [] }
    const [id] = await addMeetings(world.db, who.manager, run.id, [{ ...more, mode: 'in_person' }])
    const { person_id } = await assign('lia@ente.example', 'Lia Fabbri')
    expect((await teaching(person_id)).map((row) => row.meeting_id)).toContain(id)
  })

  it('who are in the register by that e-mail and name stay one person, no staff', async () => {
    const paola = await person(world.db, 'Paola Blu', who.cooperativa)
    await home(world.db, who.project, paola)
    const { person_id } = await assign('paola.blu@presente.example', 'Paola Blu')
    expect(person_id).toBe(paola.id)
    expect(await personOf(paola.id)).toMatchObject({ is_staff: 0 })
  })

  it('are somebody else when an office’s e-mail is another person’s', async () => {
    const ufficio = await person(world.db, 'Pia Viola', who.cooperativa, { email: 'ufficio@ente.example' })
    await home(world.db, who.project, ufficio)
    const { person_id } = await assign('ufficio@ente.example', 'Ugo Rosa')
    expect(person_id).not.toBe(ufficio.id)
  })

  it('may not be enrolled in the same edition', async () => {
    await enrolment(world.db, run, who.anna)
    await expect(assign('anna.bianchi@presente.example', 'Anna Bianchi')).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(await teaching(who.anna.id)).toEqual([])
    const granted = await world.db
      .selectFrom('role_grant')
      .select('id')
      .where('account_id', '=', who.operator.accountId)
      .execute()
    expect(granted).toEqual([])
  })
})
