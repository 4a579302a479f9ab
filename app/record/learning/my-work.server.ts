// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person is enrolled in, and how far they are.

import { env } from '#base/env.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { EnrolmentState } from '#db/schema.ts'
import { stateOfEdition } from '#plan/editions/edition.ts'
import { refusalOf } from '#record/check-in/arrival.ts'
import { presencesOf } from '#record/check-in/presence.server.ts'
import type { Presence } from '#record/check-in/presence.ts'
import { type Completion, completionOf, recordingOf } from '#record/completion/completion.ts'
import { type EnrolmentFacts, factsOf } from '#record/completion/facts.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { reportedBy } from '#record/requests/asked.server.ts'

export type MyEdition = {
  code: string
  title: string
  /** That of the project, in which its titles are written. */
  language: 'it' | 'en'
  project: string
  state: EnrolmentState
  completion: Completion
  completedAt: string | null
  nextMeeting: EnrolmentFacts['meetings'][number] | null
  /** The meeting of today where one may check in. */
  checkInAt: string | null
  /** Where the person is at it now; null where nothing is known of them there, or the edition has none. */
  presence: Presence | null
  /** The first module to do. */
  nextModule: { slug: string; title: string; hasQuiz: boolean } | null
  /** Everything was held, recorded and done; or completed, and held. */
  isPast: boolean
}

/**
 * One page of a person's editions without those withdrawn from: pages begin with the newest enrolments, and within a
 * page the next meeting comes first.
 */
export async function myEnrolments(
  db: Db,
  personId: string,
  moment: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; editions: MyEdition[] }> {
  const mine = db
    .selectFrom('enrolment')
    .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .where('enrolment.person_id', '=', personId)
    .where('enrolment.state', '!=', 'withdrawn')
  const { total } = await mine.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await mine
    .select([
      'enrolment.id',
      'enrolment.state',
      'edition.code',
      'edition.title',
      'edition.venue',
      'project.acronym',
      'project.language',
    ])
    .orderBy('enrolment.enrolled_at', 'desc')
    .orderBy('enrolment.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const facts = await factsOf(
    db,
    rows.map((row) => row.id),
    { shownAt: moment },
  )
  const checkIns = facts.flatMap((one) => checkInOf(one.meetings, moment) ?? [])
  const presences = await presencesOf(db, personId, checkIns, moment)
  const byId = new Map(facts.map((one) => [one.id, one]))
  const editions = rows.flatMap((row) => {
    const known = byId.get(row.id)
    return known ? [editionOf(row, known, moment, presences)] : []
  })
  return { total: Number(total), editions: editions.sort(byNextMeeting) }
}

type Row = {
  state: EnrolmentState
  code: string
  title: string
  venue: string | null
  acronym: string
  language: 'it' | 'en'
}

function editionOf(
  row: Row,
  facts: EnrolmentFacts,
  moment: string,
  presences: ReadonlyMap<string, Presence>,
): MyEdition {
  const next = nextMeetingOf(facts, moment)
  const undone = facts.modules.find((module) => !module.done)
  const completion = completionOf(facts, moment)
  const completedAt = completedBy(facts, completion)
  const checkInAt = row.state === 'enrolled' ? (checkInOf(facts.meetings, moment)?.id ?? null) : null
  return {
    code: row.code,
    title: row.title,
    language: row.language,
    project: row.acronym,
    state: row.state,
    completion,
    completedAt,
    nextMeeting: next && { ...next, venue: next.venue ?? row.venue },
    checkInAt,
    presence: presences.get(checkInAt ?? '') ?? null,
    nextModule: undone ? { slug: undone.slug, title: undone.title, hasQuiz: undone.hasQuiz } : null,
    isPast:
      row.state === 'enrolled' &&
      isHeld(facts, moment) &&
      !undone &&
      (completion.toRecordMeetings === 0 || completedAt !== null),
  }
}

/** Whether nothing of an edition is still to be held: its meetings have all ended, or it is made of modules alone. */
function isHeld({ meetings, modules }: EnrolmentFacts, moment: string): boolean {
  const state = stateOfEdition(meetings, moment)
  return state === 'unplanned' ? modules.length > 0 && meetings.length === 0 : state === 'finished'
}

/** The one of some meetings that takes check-ins at a moment. */
function checkInOf(meetings: EnrolmentFacts['meetings'], moment: string) {
  const zone = env().TZ_DISPLAY
  return meetings.find((meeting) => refusalOf(meeting, moment, zone) === null) ?? null
}

/** When it was completed; not yet where that hangs on minutes of a meeting under way that have still to pass. */
function completedBy({ kept, meetings }: EnrolmentFacts, { complete }: Completion): string | null {
  const completedAt = kept?.completed_at ?? null
  if (completedAt === null || complete) return completedAt
  const isEarly = meetings.some((one) => (one.aheadMinutes ?? 0) > 0 && one.starts_at <= completedAt)
  return isEarly ? null : completedAt
}

function byNextMeeting(one: MyEdition, other: MyEdition): number {
  const last = '9999'
  const [a, b] = [one.nextMeeting?.starts_at ?? last, other.nextMeeting?.starts_at ?? last]
  return a < b ? -1 : a > b ? 1 : 0
}

/** The meeting under way or the first to come, of those not cancelled. */
function nextMeetingOf({ meetings }: EnrolmentFacts, moment: string) {
  return meetings.find((meeting) => meeting.state !== 'cancelled' && meeting.ends_at > moment) ?? null
}

/** A person's way through an edition: facts, completion, quiz attempts and marks. Null when not enrolled in it. */
export async function progressOf(db: Db, editionId: string, personId: string, moment: string) {
  const enrolment = await db
    .selectFrom('enrolment')
    .leftJoin('course_version', 'course_version.id', 'enrolment.course_version_id')
    .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .select(['enrolment.id', 'course_version.language', 'course_version.number as version'])
    .select('project.late_after')
    .where('enrolment.edition_id', '=', editionId)
    .where('enrolment.person_id', '=', personId)
    .where('enrolment.state', '=', 'enrolled')
    .executeTakeFirst()
  const [facts] = enrolment ? await factsOf(db, [enrolment.id], { shownAt: moment }) : []
  if (!enrolment || !facts) return null
  const attempts = await db
    .selectFrom('quiz_attempt')
    .select((eb) => ['module_id', eb.fn.countAll().as('attempts'), eb.fn.max('score').as('best')])
    .select((eb) => eb.fn.max('passed').as('passed'))
    .where('enrolment_id', '=', enrolment.id)
    .groupBy('module_id')
    .execute()
  const marks = await db
    .selectFrom('mark')
    .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
    .select(['mark.meeting_id', 'mark.status', 'mark.intervals'])
    .where('meeting.edition_id', '=', editionId)
    .where('mark.person_id', '=', personId)
    .where(inForce)
    .execute()
  const quizzes = new Map(
    attempts.map((row) => [
      row.module_id,
      { attempts: Number(row.attempts), best: Number(row.best), passed: Number(row.passed) === 1 },
    ]),
  )
  const reported = await reportedBy(db, personId, facts.meetings)
  const checkIn = checkInOf(facts.meetings, moment)
  const presences = await presencesOf(db, personId, checkIn ? [checkIn] : [], moment)
  const completion = completionOf(facts, moment)
  return {
    enrolmentId: enrolment.id,
    language: enrolment.language ?? 'it',
    version: enrolment.version,
    completion,
    completedAt: completedBy(facts, completion),
    checkInAt: checkIn?.id ?? null,
    presence: presences.get(checkIn?.id ?? '') ?? null,
    modules: facts.modules.map((module) => ({ ...module, quiz: quizzes.get(module.id) ?? null })),
    meetings: facts.meetings.map((meeting) => ({
      ...meeting,
      late_after: enrolment.late_after,
      recording: recordingOf(meeting, moment),
      begun: meeting.starts_at <= moment,
      reported: reported.has(meeting.id),
      mark: marks.find((mark) => mark.meeting_id === meeting.id) ?? null,
    })),
  }
}
