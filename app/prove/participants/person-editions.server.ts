// SPDX-License-Identifier: AGPL-3.0-or-later
import { now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { EnrolmentState } from '#db/schema.ts'
import { minutesAhead } from '#record/marks/ahead.server.ts'
import { counts } from '#record/marks/counting.server.ts'

/** Why a person counts: what they have done in one edition of the project. */
export type EditionOfPerson = {
  person_id: string
  code: string
  title: string
  /** Null: present without having been enrolled. */
  state: EnrolmentState | null
  /** Start of the first meeting with minutes credited. */
  attended_at: string | null
  meetings: number
  credited_minutes: number
  completed_at: string | null
}

/**
 * The editions of a project that each of some persons is or was in, by code; three queries for all of them. Of a meeting under way
 * the minutes that have passed.
 */
export async function editionsOfPeople(
  db: Db,
  project_id: string,
  personIds: string[],
): Promise<EditionOfPerson[]> {
  if (personIds.length === 0) return []
  const [enrolments, attendances, ahead] = await Promise.all([
    db
      .selectFrom('enrolment')
      .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
      .leftJoin('completion', 'completion.enrolment_id', 'enrolment.id')
      .where('edition.project_id', '=', project_id)
      .where('enrolment.person_id', 'in', personIds)
      .select(['enrolment.person_id', 'edition.code', 'edition.title', 'enrolment.state'])
      .select('completion.completed_at')
      .execute(),
    db
      .selectFrom('mark')
      .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .where('edition.project_id', '=', project_id)
      .where('mark.person_id', 'in', personIds)
      .where(counts)
      .groupBy(['mark.person_id', 'edition.id', 'edition.code', 'edition.title'])
      .select(['mark.person_id', 'edition.id as edition_id', 'edition.code', 'edition.title'])
      .select((eb) => [
        eb.fn.min('meeting.starts_at').as('attended_at'),
        eb.fn.countAll().as('meetings'),
        eb.fn.sum('mark.credited_minutes').as('credited_minutes'),
      ])
      .execute(),
    minutesAhead(db, personIds, now()),
  ])
  const found = new Map<string, EditionOfPerson>()
  for (const { person_id, code, title, ...enrolment } of enrolments)
    found.set(`${person_id} ${code}`, { person_id, code, title, ...nothingAttended, ...enrolment })
  for (const { person_id, edition_id, code, title, ...attendance } of attendances) {
    const toCome = ahead
      .filter((one) => one.person_id === person_id && one.edition_id === edition_id)
      .reduce((sum, { minutes }) => sum + minutes, 0)
    const known = found.get(`${person_id} ${code}`)
    const edition = known ?? { person_id, code, title, state: null, completed_at: null }
    found.set(`${person_id} ${code}`, {
      ...edition,
      attended_at: attendance.attended_at,
      meetings: Number(attendance.meetings),
      credited_minutes: Number(attendance.credited_minutes) - toCome,
    })
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

const nothingAttended = { attended_at: null, meetings: 0, credited_minutes: 0 }
