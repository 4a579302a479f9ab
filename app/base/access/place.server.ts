// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Selectable } from 'kysely'
import type { Db } from '#db/connect.server.ts'
import type { EditionTable, MeetingTable, ProjectTable } from '#db/schema.ts'

type Found = {
  project: Selectable<ProjectTable> | undefined
  edition: Selectable<EditionTable> | undefined
  meeting: Selectable<MeetingTable> | undefined
}

/**
 * What an address names: `:project` by slug, `:edition` by code, `:meeting` by id, each with what it belongs to.
 * Null when something named does not exist or does not belong to the rest.
 */
export async function findPlace(db: Db, params: Record<string, string | undefined>): Promise<Found | null> {
  const found: Found = { project: undefined, edition: undefined, meeting: undefined }
  if (params.meeting !== undefined) {
    found.meeting = await db
      .selectFrom('meeting')
      .selectAll()
      .where('id', '=', params.meeting)
      .executeTakeFirst()
    if (!found.meeting) return null
  }
  if (params.edition !== undefined || found.meeting) {
    const query = db.selectFrom('edition').selectAll()
    found.edition = await (found.meeting
      ? query.where('id', '=', found.meeting.edition_id)
      : query.where('code', '=', params.edition ?? '')
    ).executeTakeFirst()
    if (!found.edition) return null
    if (params.edition !== undefined && found.edition.code !== params.edition) return null
  }
  if (params.project !== undefined || found.edition) {
    const query = db.selectFrom('project').selectAll()
    found.project = await (found.edition
      ? query.where('id', '=', found.edition.project_id)
      : query.where('slug', '=', params.project ?? '')
    ).executeTakeFirst()
    if (!found.project) return null
    if (params.project !== undefined && found.project.slug !== params.project) return null
  }
  return found
}
