// SPDX-License-Identifier: AGPL-3.0-or-later
// What completions are computed from, read for any number of enrolments in a fixed number of queries.
import type { Selectable } from 'kysely'
import type { Db } from '#db/connect.server.ts'
import type { CourseKind, MeetingTable } from '#db/schema.ts'
import { type Rule, ruleOf } from '#plan/enrolment/rule.ts'
import { minutesAhead } from '#record/marks/ahead.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { timesOf } from '#record/marks/mark.ts'
import { scheduledMinutes } from '#record/marks/minutes.ts'
import type { MeetingFacts } from './completion.ts'

type Meeting = Pick<
  Selectable<MeetingTable>,
  'id' | 'number' | 'title' | 'starts_at' | 'ends_at' | 'mode' | 'venue' | 'link' | 'state'
>

export type EnrolmentFacts = {
  id: string
  edition_id: string
  project_id: string
  kind: CourseKind
  rule: Rule
  meetings: (Meeting & MeetingFacts)[]
  modules: { id: string; slug: string; title: string; minutes: number; hasQuiz: boolean; done: boolean }[]
  /** What the completion table holds; null before the first act that counts. */
  kept: { credited_minutes: number; modules_done: number; completed_at: string | null } | null
}

/**
 * The facts of enrolments, in the order of `ids`; those that do not exist are left out. At most 1000 ids. What is kept counts who is
 * there until the end with the whole of a meeting under way; what is shown counts what has passed of it by `shownAt`.
 */
export async function factsOf(
  db: Db,
  ids: readonly string[],
  { shownAt }: { shownAt?: string } = {},
): Promise<EnrolmentFacts[]> {
  if (ids.length === 0) return []
  const enrolments = await db
    .selectFrom('enrolment')
    .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
    .leftJoin('completion', 'completion.enrolment_id', 'enrolment.id')
    .select(['enrolment.id', 'enrolment.edition_id', 'enrolment.person_id'])
    .select(['enrolment.course_version_id', 'enrolment.rule'])
    .select([
      'edition.project_id',
      'edition.kind',
      'completion.enrolment_id as kept_id',
      'completion.completed_at',
    ])
    .select(['completion.credited_minutes', 'completion.modules_done'])
    .where('enrolment.id', 'in', ids)
    .execute()
  const meetings = await meetingsByEdition(db, ids)
  const people = enrolments.map((row) => row.person_id)
  const credited = await creditedByMeeting(
    db,
    people,
    [...meetings.values()].flat().map((meeting) => meeting.id),
  )
  const ahead = shownAt === undefined ? [] : await minutesAhead(db, people, shownAt)
  const aheadOf = new Map(ahead.map((one) => [`${one.person_id} ${one.meeting_id}`, one.minutes]))
  const modules = await modulesByVersion(db, ids)
  const done = await modulesDone(db, ids)
  const order = new Map(ids.map((id, index) => [id, index]))
  return enrolments
    .map((row) => ({
      id: row.id,
      edition_id: row.edition_id,
      project_id: row.project_id,
      kind: row.kind,
      rule: ruleOf(row.rule),
      meetings: (meetings.get(row.edition_id) ?? []).map((meeting) => {
        const key = `${row.person_id} ${meeting.id}`
        const [whole, aheadMinutes] = [credited.get(key), aheadOf.get(key) ?? 0]
        const creditedMinutes = whole === undefined ? null : whole - aheadMinutes
        return { ...meeting, creditedMinutes, aheadMinutes }
      }),
      modules: (modules.get(row.course_version_id ?? '') ?? []).map((module) => ({
        ...module,
        done: done.has(`${row.id} ${module.id}`),
      })),
      kept: row.kept_id === null ? null : keptOf(row),
    }))
    .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
}

function keptOf(row: {
  credited_minutes: number | null
  modules_done: number | null
  completed_at: string | null
}) {
  const { credited_minutes, modules_done, completed_at } = row
  return { credited_minutes: Number(credited_minutes), modules_done: Number(modules_done), completed_at }
}

async function meetingsByEdition(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('meeting')
    .select([
      'id',
      'edition_id',
      'number',
      'title',
      'starts_at',
      'ends_at',
      'breaks',
      'mode',
      'venue',
      'link',
      'state',
    ])
    .where('edition_id', 'in', db.selectFrom('enrolment').select('edition_id').where('id', 'in', ids))
    .orderBy('starts_at')
    .orderBy('number')
    .execute()
  const meetings = rows.map(({ breaks, ...row }) => ({
    ...row,
    minutes: scheduledMinutes(timesOf({ ...row, breaks })),
  }))
  return Map.groupBy(meetings, (meeting) => meeting.edition_id)
}

/** By person and meeting. Asked for by their ids, so that even a database without statistics goes by the index of marks. */
async function creditedByMeeting(
  db: Db,
  personIds: readonly string[],
  meetingIds: readonly string[],
): Promise<Map<string, number>> {
  if (meetingIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('mark')
    .select(['person_id', 'meeting_id', 'credited_minutes'])
    .where('meeting_id', 'in', meetingIds)
    .where('person_id', 'in', personIds)
    .where(inForce)
    .where('role', '=', 'participant')
    .execute()
  return new Map(rows.map((row) => [`${row.person_id} ${row.meeting_id}`, Number(row.credited_minutes)]))
}

async function modulesByVersion(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('module')
    .select(['id', 'version_id', 'slug', 'title', 'minutes'])
    .select((eb) => eb.case().when('quiz', 'is', null).then(0).else(1).end().as('has_quiz'))
    .where('version_id', 'in', db.selectFrom('enrolment').select('course_version_id').where('id', 'in', ids))
    .orderBy('position')
    .execute()
  const modules = rows.map(({ has_quiz, ...row }) => ({ ...row, hasQuiz: Number(has_quiz) === 1 }))
  return Map.groupBy(modules, (module) => module.version_id)
}

/** Only of the pinned version's modules: progress made on another version does not count. */
async function modulesDone(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('module_progress')
    .select(['enrolment_id', 'module_id'])
    .where('enrolment_id', 'in', ids)
    .where('completed_at', 'is not', null)
    .execute()
  return new Set(rows.map((row) => `${row.enrolment_id} ${row.module_id}`))
}
