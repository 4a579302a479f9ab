// SPDX-License-Identifier: AGPL-3.0-or-later
// A room of a hundred and fifty: as many people as a meeting of the demo lacks for it, enrolled.

import { organisation, person } from '#tests/support/people.ts'
import { enrolment } from '#tests/support/training.ts'
import { databaseOf } from './everyone.ts'
import type { Site } from './server.ts'

/** Enrols invented people in the edition of a meeting until there are so many. */
export async function fillRoom(site: Site, meeting_id: string, people: number): Promise<void> {
  const db = databaseOf(site)
  const { edition_id } = await db
    .selectFrom('meeting')
    .select('edition_id')
    .where('id', '=', meeting_id)
    .executeTakeFirstOrThrow()
  const { n } = await db
    .selectFrom('enrolment')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('edition_id', '=', edition_id)
    .where('state', '=', 'enrolled')
    .executeTakeFirstOrThrow()
  await db.transaction().execute(async (db) => {
    const employer = await organisation(db, 'Comune della sala grande')
    for (let at = Number(n); at < people; at++) {
      const name = `Persona${String(at).padStart(3, '0')} Numerosa`
      await enrolment(db, { id: edition_id }, await person(db, name, employer))
    }
  })
  await db.destroy()
}
