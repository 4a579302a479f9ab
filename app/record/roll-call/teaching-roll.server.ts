// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'
import { markColumns, markOf } from '#record/attendance/roll.server.ts'
import { inForce } from '#record/marks/in-force.ts'

/** Who teaches at a meeting, trainers, then tutors, by name, each with the mark in force, if any. */
export async function teachingRollOf(db: Db, meeting: { id: string; edition_id: string }) {
  const rows = await db
    .selectFrom('meeting_trainer')
    .innerJoin('person', 'person.id', 'meeting_trainer.person_id')
    .leftJoin('mark', (join) =>
      join
        .onRef('mark.person_id', '=', 'meeting_trainer.person_id')
        .on('mark.meeting_id', '=', meeting.id)
        .on(inForce),
    )
    .leftJoin('account', 'account.id', 'mark.recorded_by')
    .select(['meeting_trainer.person_id', 'meeting_trainer.role', 'person.first_name', 'person.last_name'])
    .select(markColumns)
    .where('meeting_trainer.meeting_id', '=', meeting.id)
    .orderBy('meeting_trainer.role')
    .orderBy('person.name_search')
    .execute()
  return rows.map(({ person_id, role, first_name, last_name, ...mark }) => ({
    person_id,
    role,
    first_name,
    last_name,
    mark: markOf(mark),
  }))
}
