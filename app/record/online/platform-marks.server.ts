// SPDX-License-Identifier: AGPL-3.0-or-later
// From a meeting's platform reports to marks: all reports of a meeting are one log, since a call may be restarted.

import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { enrolmentsOf } from '#plan/enrolment/enrolment.server.ts'
import { type HeldMeeting, rolesAt } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { personName } from '#plan/people/person.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { markInForce } from '#record/marks/in-force.ts'
import { saysTheSame, timesOf } from '#record/marks/mark.ts'
import { creditedMinutes, type Interval } from '#record/marks/minutes.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'
import { proposeStated } from '#record/proposals/propose.server.ts'
import { mostConnections } from './report-bounds.ts'
import { connectionsOf, during, unite } from './segments.ts'

type Meeting = {
  id: string
  edition_id: string
  starts_at: string
  ends_at: string
  breaks: string
  state: string
}

/** Each matched person's times of connection in all the reports of a meeting, as they stand there. */
async function connectionsIn(db: Db, meeting: Meeting): Promise<Map<string, Interval[]>> {
  const rows = await db
    .selectFrom('platform_row')
    .innerJoin('platform_report', 'platform_report.id', 'platform_row.report_id')
    .select(['platform_row.person_id', 'platform_row.intervals'])
    .where('platform_report.meeting_id', '=', meeting.id)
    .where('platform_row.state', '=', 'matched')
    .execute()
  const connections = new Map<string, Interval[]>()
  for (const { person_id, intervals } of rows) {
    if (person_id === null) continue
    const all = connections.get(person_id)
    if (all) for (const one of connectionsOf(intervals)) all.push(one)
    else connections.set(person_id, connectionsOf(intervals))
  }
  return connections
}

/** Each matched person's times in all the reports of a meeting, united: those that fall within it. */
export async function platformTimes(db: Db, meeting: Meeting): Promise<Map<string, Interval[]>> {
  return timesWithin(await connectionsIn(db, meeting), meeting)
}

function timesWithin(connections: ReadonlyMap<string, readonly Interval[]>, meeting: Meeting) {
  return new Map([...connections].map(([person_id, all]) => [person_id, during(unite(all), meeting)]))
}

/**
 * How the platform's times stand to the marks in force. `unmarked`: nobody marked them yet. `changed`: the mark in force is
 * the platform's, and its reports say something else now. `different`: somebody recorded another presence, which stays until
 * somebody decides. `outside`: matched, but neither enrolled nor teaching. Agreement, and no time within the meeting, is none.
 * `released` had a row that turned out to be somebody else's: nothing is known of them any more, and while the page is open they are
 * to be recorded again.
 */
export async function standing(db: Db, meeting: Meeting, released: readonly string[] = []) {
  const [connections, recorded, enrolments] = await Promise.all([
    connectionsIn(db, meeting),
    marksByPerson(db, meeting.id),
    enrolmentsOf(db, meeting.edition_id),
  ])
  const times = timesWithin(connections, meeting)
  const roles = await rolesAt(db, meeting.id, enrolments)
  for (const person_id of released) if (!times.has(person_id)) times.set(person_id, [])
  const people = [...times].map(([person_id, intervals]) => {
    const current = markInForce(recorded.get(person_id)) ?? null
    const minutes = creditedMinutes(intervals, timesOf(meeting))
    const unknown = !connections.has(person_id) && !isSettled(meeting)
    const status = unknown ? ('withdrawn' as const) : statusOf(intervals)
    return {
      person_id,
      intervals,
      minutes,
      current,
      said: { status, intervals },
      belongs: roles.has(person_id),
    }
  })
  const present = people.filter(({ intervals }) => intervals.length > 0)
  const own = people.filter(({ belongs }) => belongs)
  return {
    unmarked: own.filter(({ current, intervals }) => !current && intervals.length > 0),
    changed: own.filter(
      ({ current, said }) => current?.source === 'platform_log' && !saysTheSame(current, said),
    ),
    different: own.filter(
      ({ current, minutes, intervals }) =>
        current &&
        current.source !== 'platform_log' &&
        (intervals.length > 0 || current.status === 'present') &&
        (intervals.length > 0 !== (current.status === 'present') || current.credited_minutes !== minutes),
    ),
    outside: present.filter(({ belongs }) => !belongs),
    connections: (person_id: string) => connections.get(person_id)?.length ?? 0,
    enrolled: [...enrolments.keys()],
    seen: new Set(present.map(({ person_id }) => person_id)),
    marked: new Set([...recorded].flatMap(([person_id, marks]) => (markInForce(marks) ? [person_id] : []))),
  }
}

export type Recorded = { recorded: number; proposed: number }

/**
 * Records what a meeting's reports say of the people matched in them, in the caller's transaction, which holds the meeting;
 * of `instead` also where somebody had recorded another presence, which the caller saw. Others' marks stay. Refused, at
 * `field`, when somebody of `matched` has more connections by now than one person has, and as recordMarks refuses. Where the page is
 * closed nothing is recorded: they are proposed corrections (a locked one: the manager's).
 */
export async function recordPlatformTimes(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  given: {
    reason: string | null
    because: string
    instead?: readonly string[]
    released?: readonly string[]
    matched?: { people: readonly string[]; field?: string }
  },
): Promise<Recorded> {
  const { unmarked, changed, different, connections } = await standing(db, meeting, given.released)
  const crowded = given.matched?.people.find((person_id) => connections(person_id) > mostConnections)
  if (crowded) throw await manyConnections(db, crowded, given.matched?.field)
  const taken = different.filter(({ person_id }) => given.instead?.includes(person_id))
  const marks = [...unmarked, ...changed, ...taken].map(({ person_id, said, current }) => ({
    person_id,
    ...said,
    base: current?.id ?? null,
  }))
  const common = { source: 'platform_log' as const, nonce: newId(), marks }
  if (isSettled(meeting)) {
    return { recorded: 0, ...(await proposeStated(db, actor, meeting, common)) }
  }
  // What a program found out needs no words of a person, except where a person settled it.
  const reason = given.reason ?? (taken.length > 0 ? null : given.because)
  const { recorded } = await recordMarks(db, actor, { meeting_id: meeting.id, reason, ...common })
  return { recorded, proposed: 0 }
}

async function manyConnections(db: Db, person_id: string, field?: string): Promise<AppError> {
  const { first_name, last_name } = await db
    .selectFrom('person')
    .select(['first_name', 'last_name'])
    .where('id', '=', person_id)
    .executeTakeFirstOrThrow()
  const name = personName(first_name, last_name)
  return new AppError('invalid', m.online_error_connections_all({ name, most: mostConnections }), field)
}

/** Why a mark of the platform changes without anybody's words. */
export function becauseOf(report: string): string {
  return m.online_reason_report({ report })
}

function statusOf(intervals: Interval[]) {
  return intervals.length > 0 ? ('present' as const) : ('absent' as const)
}
