// SPDX-License-Identifier: AGPL-3.0-or-later
// A project's people and their employers.
import { type ListQuery, listPage } from '#base/http/list.ts'
import { pattern } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'

/** A person of a project, as its lists name them, and whether it keeps their record; null for anybody else. */
export async function findProjectPerson(db: Db, project_id: string, person_id: string) {
  const found = await db
    .selectFrom('person')
    .innerJoin('person_home', 'person_home.person_id', 'person.id')
    .select(['person.id', 'person.first_name', 'person.last_name', 'person.is_staff', 'person_home.kind'])
    .where('person.id', '=', person_id)
    .where('person_home.project_id', '=', project_id)
    .executeTakeFirst()
  return found ?? null
}

/**
 * The record of a person, with the present employment and whether they sign in with the address in it, if a project keeps it; null for
 * anybody else, a guest of the project included.
 */
export async function findRecord(db: Db, project_id: string, person_id: string) {
  const found = await db
    .selectFrom('person')
    .innerJoin('person_home', 'person_home.person_id', 'person.id')
    .leftJoin('account', 'account.person_id', 'person.id')
    .leftJoin('employment', (join) =>
      join.onRef('employment.person_id', '=', 'person.id').on('employment.ended_on', 'is', null),
    )
    .leftJoin('organisation', 'organisation.id', 'employment.organisation_id')
    .select(['person.id', 'person.first_name', 'person.last_name', 'person.email', 'person.phone'])
    .select(['person.gender', 'person.born_on', 'person.is_staff', 'organisation.name as organisation'])
    .select((eb) => eb('account.password_hash', 'is not', null).as('signs_in'))
    .where('person.id', '=', person_id)
    .where('person_home.project_id', '=', project_id)
    .where('person_home.kind', '=', 'own')
    .executeTakeFirst()
  return found ? { ...found, signs_in: Boolean(found.signs_in) } : null
}

const employerSorts = ['name', 'type', 'sector', 'enrolled', 'counted'] as const
export type EmployerSort = (typeof employerSorts)[number]

/**
 * The bodies of a project's people: how many of its enrolled people each employs today, and how many participants it is
 * frozen for. Bodies with neither are left out.
 */
export async function employersOf(db: Db, project_id: string, query: ListQuery<EmployerSort>) {
  const enrolled = db
    .selectFrom('enrolment')
    .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
    .innerJoin('employment', (join) =>
      join.onRef('employment.person_id', '=', 'enrolment.person_id').on('employment.ended_on', 'is', null),
    )
    .where('edition.project_id', '=', project_id)
    .where('enrolment.state', '=', 'enrolled')
    .groupBy('employment.organisation_id')
    .select('employment.organisation_id')
    .select((eb) => eb.fn.count('enrolment.person_id').distinct().as('persons'))
  const counted = db
    .selectFrom('participant')
    .where('project_id', '=', project_id)
    .groupBy('organisation_id')
    .select('organisation_id')
    .select((eb) => eb.fn.countAll().as('persons'))
  const matching = db
    .selectFrom('organisation')
    .leftJoin(enrolled.as('e'), 'e.organisation_id', 'organisation.id')
    .leftJoin(counted.as('p'), 'p.organisation_id', 'organisation.id')
    .where((eb) => eb.or([eb('e.persons', 'is not', null), eb('p.persons', 'is not', null)]))
    .where((eb) => (query.q ? eb('organisation.name_search', 'like', pattern(query.q)) : eb.lit(true)))
  const { rows, ...paging } = await listPage(
    matching
      .select(['organisation.id', 'organisation.name', 'organisation.type', 'organisation.sector'])
      .select(['organisation.municipality', 'organisation.province'])
      .select((eb) => eb.fn.coalesce('e.persons', eb.lit(0)).as('enrolled'))
      .select((eb) => eb.fn.coalesce('p.persons', eb.lit(0)).as('counted'))
      .orderBy(query.sort === 'name' ? 'organisation.name_search' : query.sort, query.direction)
      .orderBy('organisation.id')
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  const counts = rows.map((row) => ({ ...row, enrolled: Number(row.enrolled), counted: Number(row.counted) }))
  return { rows: counts, ...paging }
}

/** The bodies a project already works with (partners, employers of its people), by name: for a choice. */
export async function organisationsNear(db: Db, project_id: string) {
  return await db
    .selectFrom('organisation')
    .select(['id', 'name', 'sector'])
    .where(({ or, exists, ref }) =>
      or([
        exists(
          db
            .selectFrom('project_partner')
            .select('role')
            .where('organisation_id', '=', ref('organisation.id'))
            .where('project_id', '=', project_id),
        ),
        exists(
          db
            .selectFrom('employment')
            .innerJoin('enrolment', 'enrolment.person_id', 'employment.person_id')
            .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
            .select('employment.id')
            .where('employment.organisation_id', '=', ref('organisation.id'))
            .where('edition.project_id', '=', project_id),
        ),
      ]),
    )
    .orderBy('name_search')
    .limit(500)
    .execute()
}
