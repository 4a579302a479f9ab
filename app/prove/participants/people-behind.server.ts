// SPDX-License-Identifier: AGPL-3.0-or-later
// The named list behind a figure (product.md, rule 3), by the same definition that counted it.

import { type ListQuery, listPage } from '#base/http/list.ts'
import { pattern } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { countedBy, type Wanted } from '#prove/board/counted-people.server.ts'
import type { CountedProject, Scope } from '#prove/board/stages.server.ts'

export const peopleSorts = ['name', 'organisation', 'sector', 'first_on'] as const
export type PeopleSort = (typeof peopleSorts)[number]

export type Behind = { stage: Scope; criteria: Wanted }

const columns = {
  name: 'people.name_search',
  organisation: 'people.organisation_search',
  sector: 'people.sector',
  first_on: 'people.first_on',
} as const

/** The persons of a figure, each once, with the attributes they count with. One page, and how many in all. */
export async function peopleBehind(
  db: Db,
  project: CountedProject,
  behind: Behind,
  list: ListQuery<PeopleSort>,
) {
  const people = countedBy(db, project, behind.stage, behind.criteria)
    .$if(list.q !== '', (query) =>
      query.where((eb) =>
        eb.or([
          eb('counted.name_search', 'like', pattern(list.q)),
          eb('counted.organisation_search', 'like', pattern(list.q)),
        ]),
      ),
    )
    .select(['counted.person_id', 'counted.first_name', 'counted.last_name', 'counted.name_search'])
    .select(['counted.is_staff', 'counted.first_on', 'counted.sector', 'counted.organisation_type'])
    .select(['counted.organisation_name as organisation', 'counted.organisation_search'])
    .distinct()
    .as('people')
  return await listPage(
    db
      .selectFrom(people)
      .selectAll()
      .orderBy(columns[list.sort], list.direction)
      .orderBy('people.name_search')
      .orderBy('people.person_id')
      .limit(list.limit)
      .offset(list.offset)
      .execute(),
    db
      .selectFrom(people)
      .select((eb) => eb.fn.countAll().as('total'))
      .executeTakeFirstOrThrow(),
  )
}

/** The organisations of a figure counted in organisations, each once, with how many persons stand behind it. */
export async function organisationsBehind(
  db: Db,
  project: CountedProject,
  behind: Behind,
  list: Pick<ListQuery<string>, 'q' | 'limit' | 'offset'>,
) {
  const organisations = countedBy(db, project, behind.stage, behind.criteria)
    .where('counted.organisation_id', 'is not', null)
    .$if(list.q !== '', (query) => query.where('counted.organisation_search', 'like', pattern(list.q)))
  const { rows, ...paging } = await listPage(
    organisations
      .groupBy(['counted.organisation_id', 'counted.organisation_name', 'counted.organisation_search'])
      .select(['counted.organisation_id', 'counted.organisation_name as organisation'])
      .select((eb) => eb.fn.count('counted.person_id').distinct().as('persons'))
      .orderBy('counted.organisation_search')
      .orderBy('counted.organisation_id')
      .limit(list.limit)
      .offset(list.offset)
      .execute(),
    organisations
      .select((eb) => eb.fn.count('counted.organisation_id').distinct().as('total'))
      .executeTakeFirstOrThrow(),
  )
  return { rows: rows.map((row) => ({ ...row, persons: Number(row.persons) })), ...paging }
}
