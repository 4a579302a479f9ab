// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ListQuery, listPage } from '#base/http/list.ts'
import type { Db } from '#db/connect.server.ts'

/** The pages of an edition's register by number, each with its version in force: a page of a list. */
export async function registerPages(
  db: Db,
  edition_id: string,
  query: Pick<ListQuery<string>, 'limit' | 'offset'>,
) {
  return await listPage(
    db
      .selectFrom('meeting')
      .leftJoin('register_page', (join) =>
        join
          .onRef('register_page.meeting_id', '=', 'meeting.id')
          .on('register_page.superseded_at', 'is', null),
      )
      .select(['meeting.id', 'meeting.number', 'meeting.title', 'meeting.starts_at', 'meeting.ends_at'])
      .select(['meeting.state', 'meeting.mode', 'register_page.version', 'register_page.hash'])
      .select(['register_page.closed_at', 'register_page.closed_by_name'])
      .where('meeting.edition_id', '=', edition_id)
      .orderBy('meeting.number')
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
    db
      .selectFrom('meeting')
      .select((eb) => eb.fn.countAll().as('total'))
      .where('edition_id', '=', edition_id)
      .executeTakeFirstOrThrow(),
  )
}

/**
 * What an edition's register is made of: the pages in force of the meetings that were held, how many of them are closed and
 * not locked, and the numbers of those that are not closed yet. Cancelled meetings have no page of their own.
 */
export async function stateOfRegister(db: Db, edition_id: string) {
  const rows = await db
    .selectFrom('meeting')
    .leftJoin('register_page', (join) =>
      join.onRef('register_page.meeting_id', '=', 'meeting.id').on('register_page.superseded_at', 'is', null),
    )
    .select(['meeting.id', 'meeting.number', 'meeting.state', 'register_page.id as page_id'])
    .where('meeting.edition_id', '=', edition_id)
    .orderBy('meeting.number')
    .execute()
  const held = rows.filter((row) => row.state !== 'cancelled')
  return {
    /** All of them by number, cancelled ones too. */
    meetings: rows.map(({ id }) => ({ id })),
    pages: held.flatMap(({ id, page_id }) => (page_id === null ? [] : [{ meeting_id: id, page_id }])),
    missing: held.filter((row) => row.page_id === null).map((row) => row.number),
    closed: held.filter((row) => row.state === 'closed').length,
    locked: held.filter((row) => row.state === 'locked').length,
    held: held.length,
  }
}
