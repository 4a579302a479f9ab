// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ExpressionBuilder } from 'kysely'
import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inForce } from './in-force.ts'

/** A condition, as inForce is: the mark stands and says that a participant was present. */
export function presentParticipant(eb: ExpressionBuilder<Database, 'mark'>) {
  return eb.and([inForce(eb), eb('mark.role', '=', 'participant'), eb('mark.status', '=', 'present')])
}

/**
 * Which marks count (domain.md 3.3), as a condition for a query of marks and their meetings: in force, of a participant
 * present with minutes, at a meeting that was not cancelled. Every count of people rests on it.
 */
export function counts(eb: ExpressionBuilder<Database, 'mark' | 'meeting'>) {
  return eb.and([
    presentParticipant(eb),
    eb('mark.credited_minutes', '>', 0),
    eb('meeting.state', '!=', 'cancelled'),
  ])
}

/** A project's marks that count, of whoever is not project staff. */
export function countingMarks(db: Db, project_id: string) {
  return db
    .selectFrom('mark')
    .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('person', 'person.id', 'mark.person_id')
    .where('edition.project_id', '=', project_id)
    .where(counts)
    .where('person.is_staff', '=', 0)
}

/**
 * The earliest counting meeting in a project of each of some people, or of everybody, and its date in `zone`; no key: none
 * counts.
 */
export async function firstCounting(db: Db, project_id: string, zone: string, personIds?: string[]) {
  const rows = await countingMarks(db, project_id)
    .select(['mark.person_id', 'mark.meeting_id', 'meeting.starts_at'])
    .$if(personIds !== undefined, (query) => query.where('mark.person_id', 'in', personIds ?? []))
    .orderBy('meeting.starts_at', 'desc')
    .orderBy('meeting.id', 'desc')
    .execute()
  // The earliest comes last and stays.
  const earliest = new Map(rows.map((row) => [row.person_id, row]))
  // Many begin on the same day, and finding a day in a zone is slow.
  const starts = new Set([...earliest.values()].map((row) => row.starts_at))
  const dates = new Map([...starts].map((starts_at) => [starts_at, localDate(starts_at, zone)]))
  return new Map(
    [...earliest].map(([person_id, { meeting_id, starts_at }]) => {
      return [person_id, { person_id, meeting_id, on: dates.get(starts_at) ?? '' }]
    }),
  )
}
