// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { at, newId } from '#base/clock.server.ts'
import { changePerson } from '#plan/accounts/change-person.server.ts'
import { addOrganisation, changeOrganisation } from '#plan/organisations/organisations.server.ts'
import { reachOf } from '#plan/people/home.server.ts'
import { findPersons, likelySame } from '#plan/people/known-persons.server.ts'
import { addPerson } from '#plan/people/persons.server.ts'
import { findProjectPerson, findRecord } from '#plan/people/project-persons.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'

describeEngines('the register of persons', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
    await addPerson(world.db, who.manager, { id: newId(), ...lucia() })
  })

  const lucia = () => ({
    first_name: 'Lucìa',
    last_name: "D'Amico",
    email: 'lucia@ente.example',
    born_on: '1990-04-02',
    organisation_id: who.comune.id,
    role: 'assistente sociale',
    started_on: '2020-01-01',
    project_id: who.project.id,
  })
  const rowsOf = (act: string) => world.db.selectFrom('ledger').selectAll().where('act', '=', act).execute()

  it('keeps an organisation once, whatever its capitals and accents', async () => {
    const first = await addOrganisation(world.db, who.manager, {
      name: 'Società La Città',
      type: 'cooperativa',
    })
    const again = await addOrganisation(world.db, who.manager, { name: 'SOCIETA la citta', type: 'comune' })
    expect(again).toEqual({ id: first.id, isNew: false })
    const kept = await world.db.selectFrom('organisation').selectAll().where('id', '=', first.id).execute()
    expect(kept).toMatchObject([{ name: 'Società La Città', sector: 'private' }])
  })

  it('refuses to rename an organisation into another, and writes nothing', async () => {
    const changed = { name: 'comune di perùgia', type: 'cooperativa' as const }
    await expect(
      changeOrganisation(world.db, who.manager, who.cooperativa.id, changed),
    ).rejects.toMatchObject({
      kind: 'conflict',
      field: 'name',
    })
    expect(await rowsOf('organisation_changed')).toEqual([])
  })

  it('adds a person with the first employment, once for the same form', async () => {
    const mara = { first_name: 'Mara', last_name: 'Galli', email: 'mara@ente.example' }
    const form = { id: newId(), ...lucia(), ...mara }
    expect(await addPerson(world.db, who.manager, form)).toEqual({ id: form.id, isNew: true })
    expect(await addPerson(world.db, who.manager, form)).toEqual({ id: form.id, isNew: false })
    const employments = await world.db
      .selectFrom('employment')
      .selectAll()
      .where('person_id', '=', form.id)
      .execute()
    expect(employments).toMatchObject([{ organisation_id: who.comune.id, role: 'assistente sociale' }])
    const added = await rowsOf('person_added')
    expect(added.filter(({ subject_id }) => subject_id === form.id)).toHaveLength(1)
  })

  it('keeps nothing when the employer does not exist', async () => {
    const nowhere = { ...lucia(), first_name: 'Nessuno', organisation_id: newId() }
    await expect(addPerson(world.db, who.manager, nowhere)).rejects.toThrow()
    expect(
      (await findPersons(world.db, reachOf(who.manager), { q: 'Nessuno', limit: 10, offset: 0 })).total,
    ).toBe(0)
  })

  it('refuses a birth date that is still to come', async () => {
    const unborn = { ...lucia(), born_on: '2026-02-06' }
    const adding = at('2026-02-05T12:00Z', () => addPerson(world.db, who.manager, unborn))
    await expect(adding).rejects.toMatchObject({ kind: 'invalid', field: 'born_on' })
  })

  it('finds a person by any part of the name, both ways round, and by e-mail', async () => {
    for (const q of ['damico', "d'amico lucia", 'LUCIA D', 'lucia@ente']) {
      const { rows } = await findPersons(world.db, reachOf(who.manager), { q, limit: 10, offset: 0 })
      expect(
        rows.map((row) => row.first_name),
        q,
      ).toEqual(q === 'damico' ? [] : ['Lucìa'])
    }
    const { rows } = await findPersons(world.db, reachOf(who.manager), { q: 'amico', limit: 10, offset: 0 })
    expect(rows).toMatchObject([{ organisation: 'Comune di Perugia', sector: 'public' }])
  })

  it('warns of who may be the same: e-mail, name and birth date, name in either order', async () => {
    const why = async (person: Parameters<typeof likelySame>[2]) =>
      (await likelySame(world.db, reachOf(who.manager), person)).map((found) => found.why)
    const other = { first_name: 'Carlo', last_name: 'Blu' }
    expect(await why({ ...other, email: 'lucia@ente.example' })).toEqual(['email'])
    const same = { first_name: 'Lucia', last_name: "D'AMICO" }
    expect(await why({ ...same, email: 'altra@casa.example', born_on: '1990-04-02' })).toEqual([
      'name_and_birth',
    ])
    expect(await why(same)).toEqual(['name'])
    expect(await why({ first_name: "D'Amico", last_name: 'Lucia' })).toEqual(['name'])
    expect(await why({ ...same, born_on: '1971-01-01' })).toEqual([])
    expect(await why(other)).toEqual([])
  })

  it('writes what changed of a person, and nothing when nothing did', async () => {
    const { first_name, last_name, email } = who.anna
    const same = { person_id: who.anna.id, first_name, last_name, email }
    const changed = { ...same, gender: 'F' as const, born_on: '1985-03-10', phone: '075 123456' }
    await changePerson(world.db, who.manager, changed)
    await changePerson(world.db, who.manager, changed)
    const rows = await rowsOf('person_changed')
    expect(rows.map(({ before, after }) => [before, after])).toEqual([
      ['{"phone":null}', '{"phone":"075 123456"}'],
    ])
  })

  it('gives a project its own people only', async () => {
    expect(await findProjectPerson(world.db, who.project.id, who.anna.id)).toMatchObject({ kind: 'own' })
    expect(await findRecord(world.db, who.project.id, who.anna.id)).toMatchObject({
      organisation: 'Comune di Perugia',
    })
    expect(await findProjectPerson(world.db, who.rosa.id, who.anna.id)).toBeNull()
    expect(await findRecord(world.db, who.rosa.id, who.anna.id)).toBeNull()
  })
})
