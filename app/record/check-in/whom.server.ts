// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom to ask about a meeting: who teaches there, and the project's office.
import type { Db } from '#db/connect.server.ts'
import { personName } from '#plan/people/person.ts'

/** The names of who teaches the meetings of an edition, or one of them, by name. */
export async function teachersNamed(
  db: Db,
  { edition_id, meeting_id = null }: { edition_id: string; meeting_id?: string | null },
): Promise<string[]> {
  const rows = await db
    .selectFrom('meeting_trainer')
    .innerJoin('meeting', 'meeting.id', 'meeting_trainer.meeting_id')
    .innerJoin('person', 'person.id', 'meeting_trainer.person_id')
    .select(['person.id', 'person.first_name', 'person.last_name'])
    .distinct()
    .where('meeting.edition_id', '=', edition_id)
    .where('meeting.state', '!=', 'cancelled')
    .$if(meeting_id !== null, (query) => query.where('meeting.id', '=', meeting_id ?? ''))
    .orderBy('person.last_name')
    .orderBy('person.first_name')
    .orderBy('person.id')
    .limit(20)
    .execute()
  return rows.map(({ first_name, last_name }) => personName(first_name, last_name))
}
