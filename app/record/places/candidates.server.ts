// SPDX-License-Identifier: AGPL-3.0-or-later

import type { ListQuery } from '#base/http/list.ts'
import type { Db } from '#db/connect.server.ts'
import type { Reach } from '#plan/people/home.server.ts'
import { findPersons } from '#plan/people/known-persons.server.ts'

/** Persons within reach found by a search, each with the state of their enrolment in an edition, if any. */
export async function findCandidates(db: Db, reach: Reach, edition_id: string, query: ListQuery<string>) {
  const { rows, ...paging } = await findPersons(db, reach, query)
  const ids = rows.map((person) => person.id)
  const enrolments =
    ids.length === 0
      ? []
      : await db
          .selectFrom('enrolment')
          .select(['person_id', 'state'])
          .where('edition_id', '=', edition_id)
          .where('person_id', 'in', ids)
          .execute()
  const states = new Map(enrolments.map((enrolment) => [enrolment.person_id, enrolment.state]))
  return { ...paging, rows: rows.map((person) => ({ ...person, state: states.get(person.id) ?? null })) }
}
