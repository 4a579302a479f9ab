// SPDX-License-Identifier: AGPL-3.0-or-later
// Attendance for export: read meeting by meeting along an index, so that memory does not grow with the project.

import { env } from '#base/env.server.ts'
import { endOfDay, localDate, momentOf } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { employmentAmong } from '#plan/people/employment.ts'
import { inForce } from '#record/marks/in-force.ts'
import { intervalsOf } from '#record/marks/mark.ts'
import { unmatched } from '#record/marks/unmatched.ts'
import type { AttendanceFilter } from './attendance-filter.ts'
import type { AttendanceRow, ExportedMeeting } from './attendance-row.ts'
import { type CountedMeeting, meetingBatch, meetingsAfter, withTeachers } from './exported-meetings.server.ts'
import { unmarkedPeople } from './unmarked-people.server.ts'

/** Rows of a group, unless a single meeting has more. */
const mostRows = 1000

/**
 * One row per person per meeting: whoever has a mark in force, whoever is enrolled without one unless the meeting is
 * cancelled, and whoever was added at the door and is not matched yet. By start of the meeting, then by name; meetings of nobody have none. Each group is read with a fixed number
 * of queries when the one before has been taken: what changes meanwhile elsewhere may appear.
 */
export async function* attendanceRows(
  db: Db,
  project: { id: string },
  filter: AttendanceFilter,
): AsyncGenerator<AttendanceRow[]> {
  const zone = env().TZ_DISPLAY
  const within = {
    project_id: project.id,
    edition_id: filter.edition?.id ?? null,
    from: filter.from && momentOf(filter.from, '00:00', zone),
    to: filter.to && endOfDay(filter.to, zone),
  }
  let last: { starts_at: string; id: string } | null = null
  for (;;) {
    const meetings: CountedMeeting[] = await meetingsAfter(db, within, last)
    for (const group of groupsOf(meetings)) {
      const rows = await rowsOf(db, await withTeachers(db, group), filter.teachers, zone)
      if (rows.length > 0) yield rows
    }
    if (meetings.length < meetingBatch) return
    last = meetings.at(-1) ?? null
  }
}

/** The first rows of an export, and whether there are more. A fixed number of queries unless many meetings are of nobody. */
export async function firstAttendanceRows(
  db: Db,
  project: { id: string },
  filter: AttendanceFilter,
  most: number,
): Promise<{ rows: AttendanceRow[]; more: boolean }> {
  const rows: AttendanceRow[] = []
  for await (const group of attendanceRows(db, project, filter)) {
    rows.push(...group)
    if (rows.length > most) break
  }
  return { rows: rows.slice(0, most), more: rows.length > most }
}

function groupsOf(meetings: readonly CountedMeeting[]): CountedMeeting[][] {
  const groups: CountedMeeting[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const meeting of meetings) {
    size += meeting.people
    if (size > mostRows) {
      groups.push([])
      size = meeting.people
    }
    groups.at(-1)?.push(meeting)
  }
  return groups
}

async function rowsOf(
  db: Db,
  meetings: ExportedMeeting[],
  teachers: boolean,
  zone: string,
): Promise<AttendanceRow[]> {
  const ids = meetings.map((meeting) => meeting.id)
  const [marks, unrecorded, walkIns] = await Promise.all([
    marksAt(db, ids, teachers),
    unmarkedPeople(db, ids),
    walkInsAt(db, ids),
  ])
  const people = [...marks, ...unrecorded.map((row) => ({ ...row, mark: null }))]
  const employments = await employmentsOf(db, [...new Set(people.map((row) => row.person_id))])
  const byMeeting = Map.groupBy(people, (row) => row.meeting_id)
  const walkInsOf = Map.groupBy(walkIns, (row) => row.meeting_id)
  return meetings.flatMap((meeting) => {
    const on = localDate(meeting.starts_at, zone)
    const rows = (byMeeting.get(meeting.id) ?? []).map(({ person_id, mark, ...row }) => {
      const employer = employmentAmong(employments.get(person_id) ?? [], on)
      const { name: organisation = null, sector = null } = employer ?? {}
      return { ...row, person_id, organisation, sector, mark, walk_in: null }
    })
    const others = (walkInsOf.get(meeting.id) ?? []).map((row) => ({ ...row, person_id: null, mark: null }))
    return [...rows, ...others]
      .sort(byName)
      .map(({ last_name, first_name, person_id, organisation, sector, mark, walk_in }) => {
        return { meeting, last_name, first_name, person_id, organisation, sector, mark, walk_in }
      })
  })
}

type Named = { name_search: string; person_id: string | null; walk_in: { id: string } | null }

function byName(a: Named, b: Named): number {
  if (a.name_search !== b.name_search) return a.name_search < b.name_search ? -1 : 1
  return idOf(a) < idOf(b) ? -1 : 1
}

function idOf({ person_id, walk_in }: Named): string {
  return person_id ?? walk_in?.id ?? ''
}

async function walkInsAt(db: Db, meetingIds: string[]) {
  const rows = await db
    .selectFrom('walk_in')
    .leftJoin('account', 'account.id', 'walk_in.added_by')
    .select(['walk_in.id', 'walk_in.meeting_id', 'walk_in.last_name', 'walk_in.first_name'])
    .select(['walk_in.name_search', 'walk_in.organisation', 'walk_in.sector', 'walk_in.intervals'])
    .select(['walk_in.added_at as recorded_at', 'account.name as recorded_by'])
    .where('walk_in.meeting_id', 'in', meetingIds)
    .where(unmatched)
    .execute()
  return rows.map(({ id, intervals, recorded_at, recorded_by, ...row }) => ({
    ...row,
    walk_in: { id, intervals: intervalsOf(intervals), recorded_at, recorded_by },
  }))
}

async function marksAt(db: Db, meetingIds: string[], teachers: boolean) {
  const rows = await db
    .selectFrom('mark')
    .innerJoin('person', 'person.id', 'mark.person_id')
    .leftJoin('account', 'account.id', 'mark.recorded_by')
    .select(['mark.meeting_id', 'mark.person_id', 'person.last_name', 'person.first_name'])
    .select(['person.name_search', 'mark.role', 'mark.status', 'mark.intervals', 'mark.credited_minutes'])
    .select(['mark.source', 'mark.note', 'mark.reason', 'mark.recorded_at', 'account.name as recorded_by'])
    .where('mark.meeting_id', 'in', meetingIds)
    .where(inForce)
    .$if(!teachers, (query) => query.where('mark.role', '=', 'participant'))
    .execute()
  return rows.map(({ meeting_id, person_id, last_name, first_name, name_search, ...mark }) => ({
    ...{ meeting_id, person_id, last_name, first_name, name_search },
    mark: {
      ...mark,
      intervals: intervalsOf(mark.intervals),
      credited_minutes: Number(mark.credited_minutes),
    },
  }))
}

async function employmentsOf(db: Db, personIds: string[]) {
  if (personIds.length === 0) return new Map<string, never[]>()
  const rows = await db
    .selectFrom('employment')
    .innerJoin('organisation', 'organisation.id', 'employment.organisation_id')
    .select(['employment.person_id', 'employment.started_on', 'employment.ended_on'])
    .select(['organisation.name', 'organisation.sector'])
    .where('employment.person_id', 'in', personIds)
    .orderBy('employment.started_on')
    .orderBy('employment.id')
    .execute()
  return Map.groupBy(rows, (row) => row.person_id)
}
