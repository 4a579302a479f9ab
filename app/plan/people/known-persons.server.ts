// SPDX-License-Identifier: AGPL-3.0-or-later
// The register of persons, as far as somebody reaches: searching it, and looking for doubles before adding to it.
import { type ListQuery, listPage } from '#base/http/list.ts'
import { pattern, searchable } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { containing } from '#db/containing.server.ts'
import { personsOf, type Reach } from './home.server.ts'
import { nameSearch } from './persons.server.ts'

type Page = Pick<ListQuery<string>, 'q' | 'limit' | 'offset'>

/**
 * Persons within reach by part of the name, with today's employer; by last name. Part of the e-mail finds those whose record
 * is the searcher's to keep: of others it would tell the address, letter by letter.
 */
export async function findPersons(db: Db, reach: Reach, { q, limit, offset }: Page) {
  const matching = db
    .selectFrom('person')
    .where('person.id', 'in', personsOf(db, reach.projects))
    .where((eb) =>
      q
        ? eb.or([
            eb('person.name_search', 'like', pattern(q)),
            eb.and([
              containing(eb.ref('person.email'), q),
              eb('person.id', 'in', personsOf(db, reach.managed, 'own')),
            ]),
          ])
        : eb.lit(true),
    )
  return await listPage(
    matching
      .leftJoin('employment', (join) =>
        join.onRef('employment.person_id', '=', 'person.id').on('employment.ended_on', 'is', null),
      )
      .leftJoin('organisation', 'organisation.id', 'employment.organisation_id')
      .select(['person.id', 'person.first_name', 'person.last_name'])
      .select(['organisation.name as organisation', 'organisation.sector'])
      .orderBy('person.name_search')
      .orderBy('person.id')
      .limit(limit)
      .offset(offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
}

export type Likely = {
  id: string
  first_name: string
  last_name: string
  organisation: string | null
  why: 'email' | 'name_and_birth' | 'name'
}

type Described = {
  first_name: string
  last_name: string
  email?: string | null | undefined
  born_on?: string | null | undefined
}

/**
 * Who within reach may be the same person, surest first, ten at most: same e-mail, same name and birth date, same
 * name (first and last either way round). A warning for whoever adds: it never blocks and never merges (domain.md 10,
 * case 5). Different birth dates, where both are known, are two people; a guest's birth date is not looked at.
 */
export async function likelySame(db: Db, reach: Reach, person: Described): Promise<Likely[]> {
  const { first_name, last_name, email, born_on } = person
  const names = [nameSearch(first_name, last_name), nameSearch(last_name, first_name)]
  const rows = await db
    .selectFrom('person')
    .leftJoin('employment', (join) =>
      join.onRef('employment.person_id', '=', 'person.id').on('employment.ended_on', 'is', null),
    )
    .leftJoin('organisation', 'organisation.id', 'employment.organisation_id')
    .select(['person.id', 'person.first_name', 'person.last_name', 'person.email', 'person.born_on'])
    .select('organisation.name as organisation')
    .select((eb) => eb('person.id', 'in', personsOf(db, reach.managed, 'own')).as('own'))
    .where('person.id', 'in', personsOf(db, reach.projects))
    .where((eb) =>
      eb.or([eb('person.name_search', 'in', names), ...(email ? [eb('person.email', '=', email)] : [])]),
    )
    .orderBy('person.created_at')
    .limit(50)
    .execute()
  const found = rows.flatMap<Likely>(({ email: kept, born_on: born, own, ...row }) => {
    if (email && kept === email) return [{ ...row, why: 'email' }]
    if (!own || !born || !born_on) return [{ ...row, why: 'name' }]
    return born === born_on ? [{ ...row, why: 'name_and_birth' }] : []
  })
  const surest = ['email', 'name_and_birth', 'name']
  return found.sort((a, b) => surest.indexOf(a.why) - surest.indexOf(b.why)).slice(0, 10)
}

/** Whether two names are one, accents, capitals and order aside. */
export function sameName(one: Described, other: Described): boolean {
  const words = (name: Described) =>
    searchable(`${name.first_name} ${name.last_name}`).split(' ').sort().join(' ')
  return words(one) === words(other)
}
