// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ListQuery, listPage } from '#base/http/list.ts'
import type { Db } from '#db/connect.server.ts'

// Editions without a date come after all the others, on both engines.
const never = '9999'

/** A project's editions with when they are and how many are enrolled, for a page of a list; found by code or title. */
export async function listEditions(
  db: Db,
  project_id: string,
  query: ListQuery<'starts_at' | 'code' | 'title'>,
) {
  const dates = db
    .selectFrom('meeting')
    .where('state', '!=', 'cancelled')
    .groupBy('edition_id')
    .select((eb) => [
      'edition_id',
      eb.fn.min('starts_at').as('starts_at'),
      eb.fn.max('ends_at').as('ends_at'),
      eb.fn.countAll().as('meetings'),
    ])
  const enrolled = db
    .selectFrom('enrolment')
    .where('state', '=', 'enrolled')
    .groupBy('edition_id')
    .select((eb) => ['edition_id', eb.fn.countAll().as('persons')])
  const matching = db
    .selectFrom('edition')
    .where('edition.project_id', '=', project_id)
    .where((eb) => {
      if (!query.q) return eb.lit(true)
      const pattern = `%${query.q.toLowerCase().replace(/[%_\\]/g, '')}%`
      return eb.or([
        eb(eb.fn<string>('lower', ['edition.code']), 'like', pattern),
        eb(eb.fn<string>('lower', ['edition.title']), 'like', pattern),
      ])
    })
  const { rows, ...paging } = await listPage(
    matching
      .leftJoin(dates.as('dates'), 'dates.edition_id', 'edition.id')
      .leftJoin(enrolled.as('enrolled'), 'enrolled.edition_id', 'edition.id')
      .select(['edition.id', 'edition.code', 'edition.title', 'edition.kind', 'edition.capacity'])
      .select(['dates.starts_at', 'dates.ends_at', 'dates.meetings', 'enrolled.persons'])
      .orderBy(
        (eb) =>
          query.sort === 'starts_at'
            ? eb.fn.coalesce('dates.starts_at', eb.val(never))
            : eb.ref(`edition.${query.sort}`),
        query.direction,
      )
      .orderBy('edition.code')
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  const editions = rows.map(({ meetings, persons, ...row }) => ({
    ...row,
    meetings: Number(meetings ?? 0),
    enrolled: Number(persons ?? 0),
  }))
  return { rows: editions, ...paging }
}
