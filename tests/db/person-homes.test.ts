// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { record } from '#base/ledger/ledger.server.ts'
import { migrations } from '#db/migrations/index.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { longAgo, person } from '#tests/support/people.ts'

describeEngines('the migration that gives people a home', (world) => {
  it('finds who is enrolled (withdrawn too), teaches, is counted, or was added for a project, and nobody else', async () => {
    const { db } = world
    const who = await iris(db)
    const added = await person(db, 'Ida Aggiunta')
    const counted = await person(db, 'Aldo Contato', who.comune)
    const teaches = await person(db, 'Dora Docente')
    await person(db, 'Nino Nessuno')
    await db
      .updateTable('enrolment')
      .set({ state: 'withdrawn' })
      .where('id', '=', who.enrolments.luca.id)
      .execute()
    await db.transaction().execute(async (db) => {
      const act = { act: 'person_added', subject: ['person', added.id], projectId: who.rosa.id } as const
      await record(db, who.otherManager, act)
    })
    await db
      .insertInto('participant')
      .values({
        project_id: who.project.id,
        person_id: counted.id,
        first_meeting_id: who.meetings[0].id,
        first_on: '2026-02-05',
        organisation_id: who.comune.id,
        organisation_type: 'comune',
        sector: 'public',
        gender: 'not_stated',
        age_bracket: 'not_stated',
      })
      .execute()
    await db
      .insertInto('meeting_trainer')
      .values({ meeting_id: who.meetings[0].id, person_id: teaches.id, role: 'tutor' })
      .execute()
    await db.schema.dropTable('person_home').execute()
    await db.schema.dropTable('email_change').execute()

    await migrations['013_person_homes']?.up(db)
    const homes = await db
      .selectFrom('person_home')
      .innerJoin('person', 'person.id', 'person_home.person_id')
      .innerJoin('project', 'project.id', 'person_home.project_id')
      .select(['person.last_name', 'project.slug', 'kind', 'since'])
      .orderBy('person.last_name')
      .execute()
    expect(homes.map(({ last_name, slug, kind }) => `${last_name} ${slug} ${kind}`)).toEqual([
      'Aggiunta rosa own',
      'Bianchi iris own',
      'Contato iris own',
      'Docente iris own',
      'Neri iris own',
      'Verdi iris own',
    ])
    expect(homes.find(({ last_name }) => last_name === 'Verdi')?.since).toBe(longAgo)
  })
})
