// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Db } from '#db/connect.server.ts'
import { timesOf } from '#record/marks/mark.ts'
import { scheduledMinutes } from '#record/marks/minutes.ts'
import { type MarkRow, minutesAt, type PlannedRow, sumsOfMinutes } from './rows.server.ts'

type SoFar = { scheduled: number; byPerson: Map<string, number> }

/**
 * Of each meeting asked for: the minutes scheduled in its edition up to it, and those credited to each participant by then.
 * Meetings that were cancelled are left out (domain.md 10, case 7). `planned` are all the meetings of the editions, in order;
 * `marks` those in force at the ones asked for, so that only the others' are read: summed up to the first one asked for.
 */
export async function minutesSoFar(
  db: Db,
  planned: readonly PlannedRow[],
  asked: ReadonlySet<string>,
  marks: readonly MarkRow[],
): Promise<Map<string, SoFar>> {
  const editions = Map.groupBy(planned, (meeting) => meeting.edition_id)
  const earlier: string[] = []
  const between: string[] = []
  for (const meetings of editions.values()) {
    const first = meetings.findIndex((meeting) => asked.has(meeting.id))
    const last = meetings.findLastIndex((meeting) => asked.has(meeting.id))
    const counting = (some: PlannedRow[]) =>
      some.filter(({ id, state }) => state !== 'cancelled' && !asked.has(id)).map(({ id }) => id)
    earlier.push(...counting(meetings.slice(0, first)))
    between.push(...counting(meetings.slice(first, last)))
  }
  const sums = earlier.length > 0 ? await sumsOfMinutes(db, earlier) : []
  const others = between.length > 0 ? await minutesAt(db, between) : []

  const participants = marks.filter((mark) => mark.role === 'participant')
  const minutes = Map.groupBy([...others, ...participants], (row) => row.meeting_id)
  const result = new Map<string, SoFar>()
  for (const [edition_id, meetings] of editions) {
    const byPerson = new Map<string, number>()
    for (const sum of sums) {
      if (sum.edition_id === edition_id) byPerson.set(sum.person_id, sum.credited_minutes)
    }
    let scheduled = 0
    for (const meeting of meetings) {
      if (meeting.state !== 'cancelled') {
        scheduled += scheduledMinutes(timesOf(meeting))
        for (const { person_id, credited_minutes } of minutes.get(meeting.id) ?? []) {
          byPerson.set(person_id, (byPerson.get(person_id) ?? 0) + credited_minutes)
        }
      }
      if (asked.has(meeting.id)) result.set(meeting.id, { scheduled, byPerson: new Map(byPerson) })
    }
  }
  return result
}
