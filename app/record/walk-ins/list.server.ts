// SPDX-License-Identifier: AGPL-3.0-or-later
// Walk-ins of a project's meetings that nobody has recognised yet.

import { type ListQuery, listPage } from '#base/http/list.ts'
import { pattern } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { intervalsOf } from '#record/marks/mark.ts'

/** A page of a project's walk-ins to be matched, the oldest meeting first. */
export async function unmatchedOf(db: Db, project_id: string, query: ListQuery<string>) {
  const matching = db
    .selectFrom('walk_in')
    .innerJoin('meeting', 'meeting.id', 'walk_in.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .where('edition.project_id', '=', project_id)
    .where('walk_in.person_id', 'is', null)
    .where((eb) => (query.q ? eb('walk_in.name_search', 'like', pattern(query.q)) : eb.lit(true)))
  return await listPage(
    matching
      .select(['walk_in.id', 'walk_in.first_name', 'walk_in.last_name', 'walk_in.organisation'])
      .select(['walk_in.sector', 'meeting.id as meeting_id', 'meeting.number', 'meeting.title'])
      .select(['meeting.starts_at', 'edition.code'])
      .orderBy('meeting.starts_at')
      .orderBy('walk_in.name_search')
      .orderBy('walk_in.id')
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
}

/** A walk-in of a project with their meeting and edition; null when it is not one of that project's. */
export async function findWalkIn(db: Db, project_id: string, id: string) {
  const row = await db
    .selectFrom('walk_in')
    .innerJoin('meeting', 'meeting.id', 'walk_in.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .leftJoin('account', 'account.id', 'walk_in.added_by')
    .leftJoin('privacy_notice', 'privacy_notice.id', 'walk_in.notice_id')
    .leftJoin('platform_row', 'platform_row.walk_in_id', 'walk_in.id')
    .leftJoin('platform_report', 'platform_report.id', 'platform_row.report_id')
    .selectAll('walk_in')
    .select(['platform_report.id as report_id', 'platform_report.name as report_name'])
    .select(['meeting.number', 'meeting.title', 'meeting.starts_at', 'meeting.ends_at', 'meeting.state'])
    .select(['meeting.edition_id', 'edition.code', 'edition.capacity', 'edition.project_id'])
    .select(['account.name as added_by_name', 'privacy_notice.version as notice_version'])
    .where('walk_in.id', '=', id)
    .where('edition.project_id', '=', project_id)
    .executeTakeFirst()
  return row ? { ...row, intervals: intervalsOf(row.intervals) } : null
}
