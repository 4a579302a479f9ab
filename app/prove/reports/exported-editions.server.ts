// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'

/** A project's editions, to choose one. */
export async function editionsToExport(db: Db, project_id: string) {
  return await db
    .selectFrom('edition')
    .select(['id', 'code', 'title'])
    .where('project_id', '=', project_id)
    .orderBy('code')
    .execute()
}
