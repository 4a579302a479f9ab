// SPDX-License-Identifier: AGPL-3.0-or-later
// Who belongs to a meeting and what is recorded of them.

import { env } from '#base/env.server.ts'
import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import type { MarkSource, MarkStatus } from '#db/schema.ts'
import { employmentOn } from '#plan/people/employments.server.ts'
import { inForce, markInForce } from '#record/marks/in-force.ts'
import { intervalsOf } from '#record/marks/mark.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'

/**
 * The people enrolled in a meeting's edition, by last and first name, each with the mark in force, if any, and the
 * employer on the day of the meeting. Whoever withdrew after being marked stays, as not enrolled.
 */
export async function rollOf(db: Db, meeting: { id: string; edition_id: string; starts_at: string }) {
  const rows = await db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .leftJoin('mark', (join) =>
      join
        .onRef('mark.person_id', '=', 'enrolment.person_id')
        .on('mark.meeting_id', '=', meeting.id)
        .on(inForce),
    )
    .leftJoin('account', 'account.id', 'mark.recorded_by')
    .select(['enrolment.person_id', 'enrolment.state', 'person.first_name', 'person.last_name'])
    .select(markColumns)
    .where('enrolment.edition_id', '=', meeting.edition_id)
    .where((eb) => eb.or([eb('enrolment.state', '=', 'enrolled'), eb('mark.id', 'is not', null)]))
    .orderBy('person.name_search')
    .orderBy('enrolment.person_id')
    .execute()
  const people = rows.map((row) => row.person_id)
  const employers = await employerNames(db, people, localDate(meeting.starts_at, env().TZ_DISPLAY))
  return rows.map(({ person_id, first_name, last_name, state, ...mark }) => ({
    person_id,
    first_name,
    last_name,
    enrolled: state === 'enrolled',
    organisation: employers.get(person_id) ?? null,
    mark: markOf(mark),
  }))
}

/** The mark in force and its author, for a query that joins them. */
export const markColumns = [
  'mark.id as mark_id',
  'mark.status',
  'mark.intervals',
  'mark.credited_minutes',
  'mark.source',
  'mark.note',
  'mark.document',
  'mark.recorded_by',
  'account.name as recorded_by_name',
] as const

type JoinedMark = {
  mark_id: string | null
  status: MarkStatus | null
  intervals: string | null
  credited_minutes: number | null
  source: MarkSource | null
  note: string | null
  document: string | null
  recorded_by: string | null
  recorded_by_name: string | null
}

export function markOf({ mark_id: id, status, intervals, credited_minutes, source, ...rest }: JoinedMark) {
  if (id === null || status === null || intervals === null || source === null) return null
  return {
    id,
    status,
    intervals: intervalsOf(intervals),
    credited_minutes: credited_minutes ?? 0,
    source,
    ...rest,
  }
}

async function employerNames(db: Db, personIds: string[], date: string): Promise<Map<string, string>> {
  const employers = await employmentOn(db, personIds, date)
  const ids = [...new Set([...employers.values()].map((employer) => employer.organisation_id))]
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute()
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return new Map(
    [...employers].map(([person_id, { organisation_id }]) => [person_id, names.get(organisation_id) ?? '']),
  )
}

/** Every mark of a person at a meeting, oldest first: what it says, who recorded it and why. */
export async function historyOf(db: Db, meeting_id: string, person_id: string) {
  const rows = await db
    .selectFrom('mark')
    .leftJoin('account', 'account.id', 'mark.recorded_by')
    .select(['mark.id', 'mark.status', 'mark.intervals', 'mark.credited_minutes', 'mark.source'])
    .select([
      'mark.reason',
      'mark.recorded_at',
      'mark.stated_at',
      'mark.superseded_by',
      'mark.recorded_by',
      'account.name as recorded_by_name',
    ])
    .select(['mark.note', 'mark.document', 'mark.role'])
    .where('mark.meeting_id', '=', meeting_id)
    .where('mark.person_id', '=', person_id)
    .orderBy('mark.recorded_at')
    .orderBy('mark.id')
    .execute()
  return rows.map((row) => ({ ...row, intervals: intervalsOf(row.intervals) }))
}

/**
 * Of some people, those whose mark in force superseded one that somebody else had recorded, and by whom: what two trainers
 * at one meeting have to look at.
 */
export async function conflictsAmong(db: Db, meeting_id: string, personIds: ReadonlySet<string>) {
  const recorded = await marksByPerson(db, meeting_id)
  return [...personIds].flatMap((person_id) => {
    const marks = recorded.get(person_id) ?? []
    const current = markInForce(marks)
    const earlier = marks.find(
      (mark) => mark.superseded_by === current?.id && mark.recorded_by !== current?.recorded_by,
    )
    if (!current || !earlier) return []
    return [{ person_id, author: earlier.recorded_by_name ?? 'Presente' }]
  })
}

/** A person, if they have to do with a meeting: enrolled in its edition at some time, teaching or marked there; else null. */
export async function findPersonOfMeeting(
  db: Db,
  meeting: { id: string; edition_id: string },
  person_id: string,
) {
  const found = await db
    .selectFrom('person')
    .select(['id', 'first_name', 'last_name'])
    .where('id', '=', person_id)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('enrolment')
            .select('enrolment.id')
            .where('enrolment.edition_id', '=', meeting.edition_id)
            .where('enrolment.person_id', '=', person_id),
        ),
        exists(
          selectFrom('meeting_trainer')
            .select('meeting_trainer.role')
            .where('meeting_trainer.meeting_id', '=', meeting.id)
            .where('meeting_trainer.person_id', '=', person_id),
        ),
        exists(
          selectFrom('mark')
            .select('mark.id')
            .where('mark.meeting_id', '=', meeting.id)
            .where('mark.person_id', '=', person_id),
        ),
      ]),
    )
    .executeTakeFirst()
  return found ?? null
}
