// SPDX-License-Identifier: AGPL-3.0-or-later
import { AppError } from '#app/error.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { MarkRole } from '#db/schema.ts'

/**
 * A meeting's row and its project, held until the caller's transaction ends: whoever else writes marks of the same meeting
 * waits. Written as an update because SQLite, which lets one transaction write at a time anyway, has no `for update`.
 */
export async function holdMeeting(db: Db, meeting_id: string) {
  const meeting = await db
    .updateTable('meeting')
    .set((eb) => ({ state: eb.ref('state') }))
    .where('id', '=', meeting_id)
    .returningAll()
    .executeTakeFirst()
  if (!meeting) throw new AppError('not_found', m.access_not_found())
  const { project_id } = await db
    .selectFrom('edition')
    .select('project_id')
    .where('id', '=', meeting.edition_id)
    .executeTakeFirstOrThrow()
  return { ...meeting, project_id }
}

export type HeldMeeting = Awaited<ReturnType<typeof holdMeeting>>

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

/** The enrolments in force of an edition: person's id to enrolment's id. */
export async function enrolmentsOf(db: Db, edition_id: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('enrolment')
    .select(['id', 'person_id'])
    .where('edition_id', '=', edition_id)
    .where('state', '=', 'enrolled')
    .execute()
  return new Map(rows.map((row) => [row.person_id, row.id]))
}
