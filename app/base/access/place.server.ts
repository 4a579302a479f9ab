// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Selectable } from 'kysely'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { EditionTable, MeetingTable, ProjectTable } from '#db/schema.ts'
import { type Place, placeOf } from './actor.ts'

type Found = {
  project: Selectable<ProjectTable> | undefined
  edition: Selectable<EditionTable> | undefined
  meeting: Selectable<MeetingTable> | undefined
}

/**
 * What an address names: `:project` by slug, `:edition` by code, in whatever case, `:meeting` by id, each with what it belongs to.
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
      : query.where('code', '=', params.edition?.toUpperCase() ?? '')
    ).executeTakeFirst()
    if (!found.edition) return null
    if (params.edition !== undefined && found.edition.code !== params.edition.toUpperCase()) return null
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

/** The place of a meeting. Refuses one that does not exist. */
export async function placeOfMeeting(db: Db, meeting_id: string): Promise<Place> {
  const found = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select(['edition.project_id', 'edition.id as edition_id'])
    .where('meeting.id', '=', meeting_id)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found', m.access_not_found())
  return placeOf(found)
}

/** The place of an edition. Refuses one that does not exist. */
export async function placeOfEdition(db: Db, edition_id: string): Promise<Place> {
  const found = await db
    .selectFrom('edition')
    .select('project_id')
    .where('id', '=', edition_id)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found', m.access_not_found())
  return placeOf({ ...found, edition_id })
}
