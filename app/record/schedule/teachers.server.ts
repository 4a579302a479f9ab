// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads of who teaches at a meeting, and of who might.
import type { Db } from '#db/connect.server.ts'
import { trainersOf } from '#plan/trainers/persons.server.ts'
import { inForce } from '#record/marks/in-force.ts'

/** Who teaches at a meeting, by name, with the minutes credited there; null: not marked. */
export async function teachersAt(db: Db, meeting_id: string) {
  return await db
    .selectFrom('meeting_trainer')
    .innerJoin('person', 'person.id', 'meeting_trainer.person_id')
    .leftJoin('mark', (join) =>
      join
        .onRef('mark.meeting_id', '=', 'meeting_trainer.meeting_id')
        .onRef('mark.person_id', '=', 'meeting_trainer.person_id')
        .on(inForce),
    )
    .select(['person.id', 'person.first_name', 'person.last_name', 'meeting_trainer.role'])
    .select('mark.credited_minutes as minutes')
    .where('meeting_trainer.meeting_id', '=', meeting_id)
    .orderBy('person.name_search')
    .orderBy('person.id')
    .execute()
}

/** Who teaches in an edition but not at one of its meetings, by name. */
export async function othersTeaching(db: Db, meeting: { id: string; edition_id: string }) {
  const holders = await trainersOf(db, meeting.edition_id)
  if (holders.length === 0) return []
  return await db
    .selectFrom('person')
    .select(['id', 'first_name', 'last_name'])
    .where('id', 'in', holders)
    .where('id', 'not in', (eb) =>
      eb.selectFrom('meeting_trainer').select('person_id').where('meeting_id', '=', meeting.id),
    )
    .orderBy('name_search')
    .orderBy('id')
    .execute()
}
