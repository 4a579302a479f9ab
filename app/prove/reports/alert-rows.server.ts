// SPDX-License-Identifier: AGPL-3.0-or-later
// What alerts are found in: a project's meetings, and who is, was or should be at some of them.

import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { personName } from '#plan/people/person.ts'
import { presentParticipant } from '#record/marks/counting.server.ts'
import { intervalsOf, timesOf } from '#record/marks/mark.ts'
import { scheduledMinutes } from '#record/marks/minutes.ts'
import { unmatched } from '#record/marks/unmatched.ts'
import { unmarkedPeople } from './unmarked-people.server.ts'

export type WatchedMeeting = Awaited<ReturnType<typeof meetingsToWatch>>[number]

/** What is watched: a project, or an edition of it alone. */
export type Watched = { project_id: string; edition_id: string | null }

/** Its meetings that are not cancelled, with their local date of start and their minutes net of breaks. */
export async function meetingsToWatch(db: Db, { project_id, edition_id }: Watched, zone: string) {
  const rows = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select(['meeting.id', 'meeting.number', 'meeting.title', 'meeting.starts_at', 'meeting.ends_at'])
    .select(['meeting.breaks', 'meeting.state', 'edition.code as edition_code'])
    .where('edition.project_id', '=', project_id)
    .$if(edition_id !== null, (query) => query.where('edition.id', '=', edition_id ?? ''))
    .where('meeting.state', '<>', 'cancelled')
    .execute()
  return rows.map(({ breaks, ...row }) => ({
    ...row,
    on: localDate(row.starts_at, zone),
    minutes: scheduledMinutes(timesOf({ ...row, breaks })),
  }))
}

/** Who is to teach at its meetings. */
export async function teachersToWatch(db: Db, { project_id, edition_id }: Watched) {
  const rows = await db
    .selectFrom('meeting_trainer')
    .innerJoin('meeting', 'meeting.id', 'meeting_trainer.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('person', 'person.id', 'meeting_trainer.person_id')
    .select(['meeting_trainer.meeting_id', 'meeting_trainer.role', 'person.id as person_id'])
    .select(['person.first_name', 'person.last_name'])
    .where('edition.project_id', '=', project_id)
    .$if(edition_id !== null, (query) => query.where('edition.id', '=', edition_id ?? ''))
    .where('meeting.state', '<>', 'cancelled')
    .execute()
  return rows.map(named)
}

/** How many of those added at the door of a project's meetings nobody has recognised yet, by meeting. */
export async function walkInsToWatch(
  db: Db,
  { project_id, edition_id }: Watched,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('walk_in')
    .innerJoin('meeting', 'meeting.id', 'walk_in.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select((eb) => ['walk_in.meeting_id', eb.fn.countAll().as('people')])
    .where('edition.project_id', '=', project_id)
    .$if(edition_id !== null, (query) => query.where('edition.id', '=', edition_id ?? ''))
    .where(unmatched)
    .groupBy('walk_in.meeting_id')
    .execute()
  return new Map(rows.map((row) => [row.meeting_id, Number(row.people)]))
}

/** Who was present at some meetings, as participants, and when. */
export async function attendersOf(db: Db, meetingIds: string[]) {
  if (meetingIds.length === 0) return []
  const rows = await db
    .selectFrom('mark')
    .innerJoin('person', 'person.id', 'mark.person_id')
    .select(['mark.meeting_id', 'mark.intervals', 'mark.credited_minutes', 'person.id as person_id'])
    .select(['person.first_name', 'person.last_name'])
    .where('mark.meeting_id', 'in', meetingIds)
    .where(presentParticipant)
    .execute()
  return rows.map(({ intervals, credited_minutes, ...row }) => ({
    ...named(row),
    intervals: intervalsOf(intervals),
    credited_minutes: Number(credited_minutes),
  }))
}

/** Who is enrolled for some meetings and has no mark there yet. */
export async function expectedOf(db: Db, meetingIds: string[]) {
  return (await unmarkedPeople(db, meetingIds)).map(({ name_search: _search, ...row }) => named(row))
}

function named<Row extends { first_name: string; last_name: string }>({
  first_name,
  last_name,
  ...row
}: Row): Omit<Row, 'first_name' | 'last_name'> & { name: string } {
  return { ...row, name: personName(first_name, last_name) }
}
