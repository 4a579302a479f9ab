// SPDX-License-Identifier: AGPL-3.0-or-later
import { now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'

/** The editions with a meeting still to end, the next one first; twenty at most. */
export async function runningEditions(db: Db, project_id: string) {
  const rows = await db
    .selectFrom('edition')
    .innerJoin('meeting', 'meeting.edition_id', 'edition.id')
    .where('edition.project_id', '=', project_id)
    .where('meeting.state', '<>', 'cancelled')
    .where('meeting.ends_at', '>', now())
    .groupBy([
      'edition.id',
      'edition.code',
      'edition.title',
      'edition.kind',
      'edition.venue',
      'edition.capacity',
    ])
    .select([
      'edition.id',
      'edition.code',
      'edition.title',
      'edition.kind',
      'edition.venue',
      'edition.capacity',
    ])
    .select((eb) => [
      eb.fn.min('meeting.starts_at').as('next_at'),
      eb.fn.max('meeting.ends_at').as('ends_at'),
      eb.fn.count('meeting.id').as('meetings_left'),
      eb
        .selectFrom('enrolment')
        .whereRef('enrolment.edition_id', '=', 'edition.id')
        .where('enrolment.state', '=', 'enrolled')
        .select((eb) => eb.fn.countAll().as('n'))
        .as('enrolled'),
    ])
    .orderBy('next_at')
    .orderBy('edition.code')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    ...row,
    meetings_left: Number(row.meetings_left),
    enrolled: Number(row.enrolled ?? 0),
    capacity: row.capacity === null ? null : Number(row.capacity),
  }))
}
