// SPDX-License-Identifier: AGPL-3.0-or-later
// The meetings of an export, a batch at a time along their start.

import type { Db } from '#db/connect.server.ts'
import { personName } from '#plan/people/person.ts'
import { inForce } from '#record/marks/in-force.ts'
import { timesOf } from '#record/marks/mark.ts'
import { scheduledMinutes } from '#record/marks/minutes.ts'
import { unmatched } from '#record/marks/unmatched.ts'
import type { ExportedMeeting } from './attendance-row.ts'

/** Read at a time: fewer are the last ones. */
export const meetingBatch = 100

type Within = { project_id: string; edition_id: string | null; from: string | null; to: string | null }

export type CountedMeeting = Omit<ExportedMeeting, 'trainers' | 'tutors'> & {
  /** Not fewer than the rows that it will have. */
  people: number
}

/** The next meetings after `last` that begin within the two moments. */
export async function meetingsAfter(
  db: Db,
  { project_id, edition_id, from, to }: Within,
  last: { starts_at: string; id: string } | null,
): Promise<CountedMeeting[]> {
  const rows = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .leftJoin('register_page', (join) =>
      join.onRef('register_page.meeting_id', '=', 'meeting.id').on('register_page.superseded_at', 'is', null),
    )
    .select(['meeting.id', 'meeting.number', 'meeting.title', 'meeting.state', 'meeting.starts_at'])
    .select(['meeting.ends_at', 'meeting.breaks', 'meeting.mode', 'meeting.venue', 'project.acronym'])
    .select('project.late_after')
    .select(['edition.code', 'edition.title as edition_title', 'edition.venue as edition_venue'])
    .select(['register_page.version', 'register_page.locked_at', 'meeting.edition_id'])
    .where('edition.project_id', '=', project_id)
    .$if(edition_id !== null, (query) => query.where('edition.id', '=', edition_id))
    .$if(from !== null, (query) => query.where('meeting.starts_at', '>=', from ?? ''))
    .$if(to !== null, (query) => query.where('meeting.starts_at', '<=', to ?? ''))
    .$if(last !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('meeting.starts_at', '>', last?.starts_at ?? ''),
          eb.and([
            eb('meeting.starts_at', '=', last?.starts_at ?? ''),
            eb('meeting.id', '>', last?.id ?? ''),
          ]),
        ]),
      ),
    )
    .orderBy('meeting.starts_at')
    .orderBy('meeting.id')
    .limit(meetingBatch)
    .execute()
  const people = await peopleAt(db, rows)
  return rows.map(({ breaks, venue, edition_venue, version, locked_at, ...row }) => ({
    ...row,
    project: row.acronym,
    edition_code: row.code,
    scheduled_minutes: scheduledMinutes(timesOf({ ...row, breaks })),
    place: venue ?? edition_venue,
    page: version === null ? null : { version: Number(version), locked: locked_at !== null },
    people: people(row),
  }))
}

/** How many marks and walk-ins a meeting has and how many enrolments its edition. */
async function peopleAt(db: Db, meetings: readonly { id: string; edition_id: string }[]) {
  if (meetings.length === 0) return () => 0
  const ids = meetings.map(({ id }) => id)
  const [marks, walkIns, enrolments] = await Promise.all([
    db
      .selectFrom('mark')
      .select((eb) => ['meeting_id', eb.fn.countAll().as('n')])
      .where('meeting_id', 'in', ids)
      .where(inForce)
      .groupBy('meeting_id')
      .execute(),
    db
      .selectFrom('walk_in')
      .select((eb) => ['meeting_id', eb.fn.countAll().as('n')])
      .where('meeting_id', 'in', ids)
      .where(unmatched)
      .groupBy('meeting_id')
      .execute(),
    db
      .selectFrom('enrolment')
      .select((eb) => ['edition_id', eb.fn.countAll().as('n')])
      .where('edition_id', 'in', [...new Set(meetings.map(({ edition_id }) => edition_id))])
      .groupBy('edition_id')
      .execute(),
  ])
  const marked = new Map(marks.map((row) => [row.meeting_id, Number(row.n)]))
  const added = new Map(walkIns.map((row) => [row.meeting_id, Number(row.n)]))
  const enrolled = new Map(enrolments.map((row) => [row.edition_id, Number(row.n)]))
  return ({ id, edition_id }: { id: string; edition_id: string }) =>
    (marked.get(id) ?? 0) + (added.get(id) ?? 0) + (enrolled.get(edition_id) ?? 0)
}

/** Who teaches at each of some meetings, by name. */
export async function withTeachers(db: Db, meetings: readonly CountedMeeting[]): Promise<ExportedMeeting[]> {
  const rows = await db
    .selectFrom('meeting_trainer')
    .innerJoin('person', 'person.id', 'meeting_trainer.person_id')
    .select(['meeting_trainer.meeting_id', 'meeting_trainer.role', 'person.first_name', 'person.last_name'])
    .where(
      'meeting_trainer.meeting_id',
      'in',
      meetings.map((meeting) => meeting.id),
    )
    .orderBy('person.name_search')
    .orderBy('person.id')
    .execute()
  const byMeeting = Map.groupBy(rows, (row) => `${row.role} ${row.meeting_id}`)
  const names = (role: 'trainer' | 'tutor', id: string) =>
    (byMeeting.get(`${role} ${id}`) ?? []).map((row) => personName(row.first_name, row.last_name))
  return meetings.map(({ people: _people, ...meeting }) => ({
    ...meeting,
    trainers: names('trainer', meeting.id),
    tutors: names('tutor', meeting.id),
  }))
}
