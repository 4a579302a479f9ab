// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'

/** The reports of online platforms that were imported for a meeting, oldest first. */
export async function reportsOf(db: Db, meeting_id: string) {
  return await db
    .selectFrom('platform_report')
    .select(['id', 'name'])
    .where('meeting_id', '=', meeting_id)
    .orderBy('imported_at')
    .orderBy('id')
    .execute()
}
