// SPDX-License-Identifier: AGPL-3.0-or-later
// Closed meetings that one person is said to have taught at the same time.

import type { Db } from '#db/connect.server.ts'
import { personName } from '#plan/people/person.ts'
import { intervalsOf } from '#record/marks/mark.ts'
import { type Shared, sharedTimes } from './overlap.ts'
import { taughtAt } from './taught.server.ts'

/** Pairs of meetings looked at, the latest first. */
const mostPairs = 200

/** A meeting of such a pair, as it may be named to whoever sees its project. */
export type OverlapMeeting = { id: string; code: string; number: number; title: string; acronym: string }

export type Overlap = { times: Shared[]; meetings: [OverlapMeeting, OverlapMeeting] }

/** A person's own, of meetings that begin within two moments, with the names of both; of one project: those that concern it. */
export async function personOverlaps(
  db: Db,
  {
    person_id,
    project_id,
    from,
    to,
  }: { person_id: string; project_id: string | null; from: string; to: string },
): Promise<Overlap[]> {
  const rows = await pairs(db)
    .where('one.person_id', '=', person_id)
    .where((eb) =>
      eb.or([
        eb.and([eb('one.starts_at', '>=', from), eb('one.starts_at', '<', to)]),
        eb.and([eb('other.starts_at', '>=', from), eb('other.starts_at', '<', to)]),
      ]),
    )
    .$if(project_id !== null, (query) => query.where('one.project_id', '=', project_id ?? ''))
    // Each pair once: of two in the project asked for, or when none is, of any two.
    .where((eb) => {
      const once = eb('one.meeting_id', '<', eb.ref('other.meeting_id'))
      return project_id === null ? once : eb.or([once, eb('other.project_id', '!=', project_id)])
    })
    .execute()
  return rows.flatMap((row) => {
    const times = timesOf(row)
    return times.length === 0 ? [] : [{ times, meetings: inOrder(row) }]
  })
}

/** As a project's office sees it: `other` is null where it is a meeting of another project, of which only the times are said. */
export type OfficeOverlap = {
  person: { id: string; name: string }
  times: Shared[]
  own: OverlapMeeting
  other: OverlapMeeting | null
}

/** Of all who teach in a project, or of one of them. */
export async function projectOverlaps(
  db: Db,
  project_id: string,
  person_id: string | null = null,
): Promise<OfficeOverlap[]> {
  const rows = await pairs(db)
    .innerJoin('person', 'person.id', 'one.person_id')
    .select(['person.first_name', 'person.last_name'])
    .where('one.project_id', '=', project_id)
    .$if(person_id !== null, (query) => query.where('one.person_id', '=', person_id ?? ''))
    .where((eb) =>
      eb.or([
        eb('other.project_id', '!=', project_id),
        eb('one.meeting_id', '<', eb.ref('other.meeting_id')),
      ]),
    )
    .execute()
  return rows.flatMap((row): OfficeOverlap[] => {
    const times = timesOf(row)
    if (times.length === 0) return []
    const person = { id: row.person_id, name: personName(row.first_name, row.last_name) }
    if (row.other_project_id !== project_id) return [{ person, times, own: oneOf(row), other: null }]
    const [own, other] = inOrder(row)
    return [{ person, times, own, other }]
  })
}

function stays(db: Db) {
  return taughtAt(db)
    .innerJoin('project', 'project.id', 'edition.project_id')
    .select(['mark.person_id', 'mark.meeting_id', 'mark.intervals', 'meeting.starts_at', 'meeting.ends_at'])
    .select([
      'meeting.number',
      'meeting.title',
      'edition.code',
      'project.id as project_id',
      'project.acronym',
    ])
}

function pairs(db: Db) {
  return db
    .selectFrom(stays(db).as('one'))
    .innerJoin(stays(db).as('other'), (join) =>
      join
        .onRef('other.person_id', '=', 'one.person_id')
        .onRef('other.meeting_id', '!=', 'one.meeting_id')
        .onRef('other.starts_at', '<', 'one.ends_at')
        .onRef('one.starts_at', '<', 'other.ends_at'),
    )
    .select(['one.person_id', 'one.meeting_id', 'one.intervals', 'one.starts_at', 'one.ends_at'])
    .select(['one.number', 'one.title', 'one.code', 'one.acronym'])
    .select(['other.meeting_id as other_meeting_id', 'other.intervals as other_intervals'])
    .select(['other.starts_at as other_starts_at', 'other.ends_at as other_ends_at'])
    .select(['other.number as other_number', 'other.title as other_title', 'other.code as other_code'])
    .select(['other.acronym as other_acronym', 'other.project_id as other_project_id'])
    .orderBy('one.starts_at', 'desc')
    .orderBy('one.meeting_id')
    .orderBy('other.meeting_id')
    .orderBy('one.person_id')
    .limit(mostPairs)
}

type Pair = Awaited<ReturnType<ReturnType<typeof pairs>['execute']>>[number]

function timesOf(row: Pair): Shared[] {
  return sharedTimes(
    { starts_at: row.starts_at, ends_at: row.ends_at, intervals: intervalsOf(row.intervals) },
    {
      starts_at: row.other_starts_at,
      ends_at: row.other_ends_at,
      intervals: intervalsOf(row.other_intervals),
    },
  )
}

function oneOf({ meeting_id, code, number, title, acronym }: Pair): OverlapMeeting {
  return { id: meeting_id, code, number, title, acronym }
}

function inOrder(row: Pair): [OverlapMeeting, OverlapMeeting] {
  const one = oneOf(row)
  const other = {
    id: row.other_meeting_id,
    code: row.other_code,
    number: row.other_number,
    title: row.other_title,
    acronym: row.other_acronym,
  }
  return row.other_starts_at < row.starts_at ? [other, one] : [one, other]
}
