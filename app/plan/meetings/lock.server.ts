// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Transaction } from 'kysely'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { Database, MarkRole } from '#db/schema.ts'

/**
 * A meeting's row, its project and what that calls late, held until the caller's transaction ends: whoever else writes marks of the same meeting
 * waits.
 */
export async function holdMeeting(db: Transaction<Database>, meeting_id: string) {
  const meeting = await holdRow(db, 'meeting', meeting_id)
  if (!meeting) throw new AppError('not_found', m.access_not_found())
  const of = await db
    .selectFrom('edition')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .select(['edition.project_id', 'project.late_after', 'project.close_within'])
    .where('edition.id', '=', meeting.edition_id)
    .executeTakeFirstOrThrow()
  return { ...meeting, ...of }
}

export type HeldMeeting = Awaited<ReturnType<typeof holdMeeting>>

/**
 * The same for an act that also enrols somebody in the meeting's edition or changes who teaches there: the edition is held first,
 * as everywhere.
 */
export async function holdMeetingOfEdition(db: Transaction<Database>, meeting_id: string) {
  const of = await db
    .selectFrom('meeting')
    .select('edition_id')
    .where('id', '=', meeting_id)
    .executeTakeFirst()
  if (of) await holdRow(db, 'edition', of.edition_id)
  return await holdMeeting(db, meeting_id)
}

/** In which role people belong to a meeting: who is enrolled in its edition, and who teaches at it. */
export async function rolesAt(
  db: Db,
  meeting_id: string,
  enrolments: ReadonlyMap<string, string>,
): Promise<Map<string, MarkRole>> {
  const teachers = await db
    .selectFrom('meeting_trainer')
    .select(['person_id', 'role'])
    .where('meeting_id', '=', meeting_id)
    .execute()
  return new Map<string, MarkRole>([
    ...teachers.map(({ person_id, role }) => [person_id, role] as const),
    ...[...enrolments.keys()].map((person_id) => [person_id, 'participant'] as const),
  ])
}
