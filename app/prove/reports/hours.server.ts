// SPDX-License-Identifier: AGPL-3.0-or-later

import { type ListQuery, pagesOf } from '#base/http/list.ts'
import { pattern } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { factsOf } from '#record/completion/facts.server.ts'
import { type Hours, hoursOf, type Standing, standings, sumsOf } from './hours.ts'

export const hoursSorts = ['name', 'attended', 'missing'] as const
export type HoursSort = (typeof hoursSorts)[number]

/** So many enrolments are read by one set of queries, and only their hours are kept. */
const batch = 500

export type PersonHours = Hours & { enrolment_id: string; person_id: string; name: string }

/**
 * The hours of those enrolled in an edition now whose name contains `q`: a page of them, how many stand where, and the
 * sums of all those found (of one standing when it is asked for). A fixed number of queries for every 500 people.
 */
export async function hoursIn(
  db: Db,
  edition_id: string,
  query: ListQuery<HoursSort> & { standing: Standing | null },
  at: string,
) {
  const people = await db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .select(['enrolment.id', 'person.id as person_id', 'person.first_name', 'person.last_name'])
    .where('enrolment.edition_id', '=', edition_id)
    .where('enrolment.state', '=', 'enrolled')
    .$if(query.q !== '', (qb) => qb.where('person.name_search', 'like', pattern(query.q)))
    .orderBy('person.name_search')
    .orderBy('person.id')
    .execute()
  const hours = await hoursById(
    db,
    people.map((person) => person.id),
    at,
  )
  const all = people.flatMap(({ id, person_id, first_name, last_name }): PersonHours[] => {
    const own = hours.get(id)
    return own ? [{ ...own, enrolment_id: id, person_id, name: `${last_name} ${first_name}` }] : []
  })
  const found = query.standing ? all.filter(({ standing }) => standing === query.standing) : all
  const rows = sorted(found, query).slice(query.offset, query.offset + query.limit)
  return {
    rows,
    total: found.length,
    pages: pagesOf(found.length),
    sums: sumsOf(found),
    counts: {
      all: all.length,
      ...(Object.fromEntries(
        standings.map((standing) => [standing, all.filter((one) => one.standing === standing).length]),
      ) as Record<Standing, number>),
    },
  }
}

/** The hours of some enrolments, by enrolment. */
export async function hoursById(db: Db, ids: readonly string[], at: string): Promise<Map<string, Hours>> {
  const hours = new Map<string, Hours>()
  for (let from = 0; from < ids.length; from += batch) {
    const facts = await factsOf(db, ids.slice(from, from + batch), { shownAt: at })
    for (const one of facts) hours.set(one.id, hoursOf(one, at))
  }
  return hours
}

// By name they come from the database, which knows the alphabet; the order of equals stays that of the names.
function sorted(people: readonly PersonHours[], { sort, direction }: ListQuery<HoursSort>): PersonHours[] {
  if (sort === 'name') return direction === 'asc' ? [...people] : people.toReversed()
  const key = sort === 'attended' ? 'attendedMinutes' : 'missingMinutes'
  const sign = direction === 'asc' ? 1 : -1
  return people.toSorted((a, b) => sign * (a[key] - b[key]))
}
