// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'
import { inForce } from '#record/marks/in-force.ts'

/** Who is enrolled for some meetings and has no mark there: still expected, or never marked. Cancelled meetings expect nobody. */
export async function unmarkedPeople(db: Db, meetingIds: readonly string[]) {
  if (meetingIds.length === 0) return []
  return await unmarked(db, meetingIds)
    .select(['meeting.id as meeting_id', 'person.id as person_id', 'person.last_name'])
    .select(['person.first_name', 'person.name_search'])
    .execute()
}

/** How many they are, by meeting; no key where everybody has a mark. */
export async function countUnmarked(db: Db, meetingIds: readonly string[]): Promise<Map<string, number>> {
  if (meetingIds.length === 0) return new Map()
  const rows = await unmarked(db, meetingIds)
    .select((eb) => ['meeting.id as meeting_id', eb.fn.countAll().as('people')])
    .groupBy('meeting.id')
    .execute()
  return new Map(rows.map(({ meeting_id, people }) => [meeting_id, Number(people)]))
}

function unmarked(db: Db, meetingIds: readonly string[]) {
  return db
    .selectFrom('meeting')
    .innerJoin('enrolment', 'enrolment.edition_id', 'meeting.edition_id')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .leftJoin('mark', (join) =>
      join
        .onRef('mark.meeting_id', '=', 'meeting.id')
        .onRef('mark.person_id', '=', 'enrolment.person_id')
        .on(inForce),
    )
    .where('meeting.id', 'in', meetingIds)
    .where('meeting.state', '<>', 'cancelled')
    .where('enrolment.state', '=', 'enrolled')
    .where('mark.id', 'is', null)
}
