// SPDX-License-Identifier: AGPL-3.0-or-later
import { now } from '#base/clock.server.ts'
import { type ListQuery, listPage } from '#base/http/list.ts'
import type { Db } from '#db/connect.server.ts'
import type { GapFilter, GapKind } from './gap.ts'
import { gapsOf } from './gap-rows.server.ts'

/**
 * What is missing in a project's evidence at a moment: a page of gaps, the oldest meeting first, and how many there are of each
 * kind (in the chosen edition, whatever the chosen kind), and the editions to choose from. Four queries, whatever there is.
 */
export async function listGaps(
  db: Db,
  project_id: string,
  { kind, edition }: GapFilter,
  { limit, offset }: Pick<ListQuery<string>, 'limit' | 'offset'>,
  moment = now(),
) {
  const inEdition = db
    .selectFrom(gapsOf(db, project_id, moment).as('gap'))
    .innerJoin('meeting', 'meeting.id', 'gap.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .$if(edition !== null, (query) => query.where('edition.code', '=', edition ?? ''))
  const chosen = inEdition.$if(kind !== null, (query) => query.where('gap.kind', '=', kind ?? 'not_closed'))
  const [page, counts, editions] = await Promise.all([
    listPage(
      chosen
        .select(['gap.kind', 'gap.meeting_id', 'gap.subject_id', 'gap.name', 'gap.n'])
        .select([
          'meeting.number',
          'meeting.title',
          'meeting.starts_at',
          'meeting.ends_at',
          'meeting.state',
          'meeting.mode',
        ])
        .select('edition.code')
        .orderBy('meeting.starts_at')
        .orderBy('meeting.id')
        .orderBy('gap.place')
        .orderBy('gap.name')
        .orderBy('gap.subject_id')
        .limit(limit)
        .offset(offset)
        .execute(),
      chosen.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
    ),
    inEdition
      .select((eb) => ['gap.kind', eb.fn.countAll().as('n')])
      .groupBy('gap.kind')
      .execute(),
    db
      .selectFrom('edition')
      .select(['code', 'title'])
      .where('project_id', '=', project_id)
      .orderBy('code')
      .limit(500)
      .execute(),
  ])
  const totals = new Map<GapKind, number>(counts.map(({ kind, n }) => [kind, Number(n)]))
  return { ...page, rows: page.rows.map((row) => ({ ...row, n: Number(row.n) })), totals, editions }
}
