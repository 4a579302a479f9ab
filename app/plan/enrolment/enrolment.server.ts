// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'

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

/** How many are enrolled in an edition now. */
export async function countEnrolled(db: Db, edition_id: string): Promise<number> {
  const { total } = await db
    .selectFrom('enrolment')
    .select((eb) => eb.fn.countAll().as('total'))
    .where('edition_id', '=', edition_id)
    .where('state', '=', 'enrolled')
    .executeTakeFirstOrThrow()
  return Number(total)
}
