// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ListQuery, listPage } from '#base/http/list.ts'
import type { Db } from '#db/connect.server.ts'
import { type TimedMeeting, timelinessOf } from './timeliness.ts'

/** A page of a project's editions that have meetings, each with how soon its pages are closed; and the same of all of them. */
export async function timelinessIn(
  db: Db,
  project: { id: string; close_within: number },
  { limit, offset }: Pick<ListQuery<string>, 'limit' | 'offset'>,
  moment: string,
) {
  const withMeetings = db
    .selectFrom('edition')
    .where('edition.project_id', '=', project.id)
    .where((eb) =>
      eb.exists(
        eb.selectFrom('meeting').select('meeting.id').whereRef('meeting.edition_id', '=', 'edition.id'),
      ),
    )
  const { rows, total, pages } = await listPage(
    withMeetings
      .select(['edition.id', 'edition.code', 'edition.title'])
      .orderBy('edition.code')
      .limit(limit)
      .offset(offset)
      .execute(),
    withMeetings.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  const meetings = await timedMeetings(db, project.id, moment)
  const byEdition = Map.groupBy(meetings, (meeting) => meeting.edition_id)
  return {
    all: timelinessOf(meetings, project.close_within, moment),
    editions: rows.map(({ id, ...edition }) => ({
      ...edition,
      ...timelinessOf(byEdition.get(id) ?? [], project.close_within, moment),
    })),
    total,
    pages,
  }
}

/** The meetings of a project that are over: one row each, of three moments. */
async function timedMeetings(
  db: Db,
  project_id: string,
  moment: string,
): Promise<(TimedMeeting & { edition_id: string })[]> {
  return await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .leftJoin('register_page', (join) =>
      join.onRef('register_page.meeting_id', '=', 'meeting.id').on('register_page.version', '=', 1),
    )
    .select(['meeting.edition_id', 'meeting.ends_at', 'register_page.closed_at'])
    .select((eb) =>
      eb
        .selectFrom('mark')
        .select((of) => of.fn.max('mark.recorded_at').as('last'))
        .whereRef('mark.meeting_id', '=', 'meeting.id')
        .where('mark.reason', 'is', null)
        .where((of) =>
          of.or([
            of('register_page.closed_at', 'is', null),
            of('mark.recorded_at', '<=', of.ref('register_page.closed_at')),
          ]),
        )
        .as('recorded_at'),
    )
    .where('edition.project_id', '=', project_id)
    .where('meeting.state', '!=', 'cancelled')
    .where('meeting.ends_at', '<=', moment)
    .execute()
}
