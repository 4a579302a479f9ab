// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Transaction } from 'kysely'
import { type Actor, type Oneself, placeOf } from '#base/access/actor.ts'
import { can } from '#base/access/permissions.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type HeldMeeting, holdMeeting } from '#plan/meetings/lock.server.ts'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { findPersonOfMeeting } from '#record/attendance/roll.server.ts'

/**
 * Says that one's own presence at a meeting is recorded wrongly, to whoever keeps its record. Refuses (not_found) who is not enrolled
 * there nor recorded as a participant, and (conflict) a meeting that has not begun or was cancelled, and a second report while one
 * waits.
 */
export async function reportError(
  db: Db,
  self: Oneself,
  given: { meeting_id: string; text: string },
): Promise<void> {
  await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, given.meeting_id)
    const person_id = self.personId
    if (!person_id || !(await takesPart(db, meeting, person_id))) {
      throw new AppError('not_found', m.access_not_found())
    }
    if (meeting.state === 'cancelled') throw new AppError('conflict', m.requests_error_cancelled())
    if (now() < meeting.starts_at) throw new AppError('conflict', m.requests_error_not_begun())
    await keep(db, self, meeting, { kind: 'own', person_id, text: given.text })
  })
}

/**
 * Asks the manager for a correction of a locked page, about somebody at the meeting or about the page. Refuses (forbidden) who does not
 * record there, and (conflict) a page that one may correct oneself, and a second request while one waits.
 */
export async function askManager(
  db: Db,
  actor: Actor,
  given: { meeting_id: string; text: string; person_id: string | null },
): Promise<void> {
  await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, given.meeting_id)
    refuseUnless(actor, 'attendance:record', placeOf(meeting))
    const { text, person_id } = given
    if (meeting.state !== 'locked' || can(actor, 'register:lock', placeOf(meeting))) {
      throw new AppError('conflict', m.requests_error_correct_it())
    }
    if (person_id !== null && !(await findPersonOfMeeting(db, meeting, person_id))) {
      throw new AppError('not_found', m.access_not_found())
    }
    await keep(db, actor, meeting, { kind: 'locked', person_id, text })
  })
}

/** One row, unless one waits already: two unique indexes say so. */
async function keep(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  { kind, person_id, text }: { kind: 'own' | 'locked'; person_id: string | null; text: string },
): Promise<void> {
  const kept = await db
    .insertInto('correction_request')
    .values({
      id: newId(),
      meeting_id: meeting.id,
      kind,
      person_id,
      asked_by: actor.accountId,
      asked_at: now(),
      text,
      state: 'open',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!kept) throw new AppError('conflict', m.requests_error_already_open())
  await record(db, actor, {
    act: 'correction_requested',
    subject: person_id === null ? ['meeting', meeting.id] : ['person', person_id],
    projectId: meeting.project_id,
    after: { meeting_id: meeting.id, note: text },
  })
}

export type RequestAnswer = {
  meeting_id: string
  request: string
  decision: 'accept' | 'decline'
  answer: string | null
}

/**
 * Answers a request: accepted, when the record says now what is right, which whoever answers has seen to; declined, with the reason.
 * Refuses (forbidden) who does not record there, who does not lock registers a request about a locked page, and the one who asked;
 * (conflict) to accept what one may not correct, and what was answered otherwise. The same answer twice is one.
 */
export async function answerRequest(db: Db, actor: Actor, given: RequestAnswer): Promise<void> {
  await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, given.meeting_id)
    refuseUnless(actor, 'attendance:record', placeOf(meeting))
    const asked = await findRequest(db, given)
    if (asked.kind === 'locked') refuseUnless(actor, 'register:lock', placeOf(meeting))
    if (asked.asked_by === actor.accountId) throw new AppError('forbidden', m.requests_error_own())
    const state = given.decision === 'accept' ? ('accepted' as const) : ('declined' as const)
    if (state === 'accepted') await refuseRecordChange(db, actor, meeting)
    await settle(db, actor, meeting, { ...asked, next: state, answer: given.answer })
  })
}

/** Takes back what oneself asked. Refuses (not_found) what is somebody else's, and (conflict) what was answered. */
export async function withdrawRequest(
  db: Db,
  self: Oneself,
  given: { meeting_id: string; request: string },
): Promise<void> {
  await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, given.meeting_id)
    const asked = await findRequest(db, given)
    if (asked.asked_by !== self.accountId) throw new AppError('not_found', m.access_not_found())
    await settle(db, self, meeting, { ...asked, next: 'withdrawn', answer: null })
  })
}

async function findRequest(db: Db, { meeting_id, request }: { meeting_id: string; request: string }) {
  const found = await db
    .selectFrom('correction_request')
    .select(['id', 'kind', 'person_id', 'asked_by', 'state'])
    .where('id', '=', request)
    .where('meeting_id', '=', meeting_id)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found', m.access_not_found())
  return found
}

type Settled = Awaited<ReturnType<typeof findRequest>> & {
  next: 'accepted' | 'declined' | 'withdrawn'
  answer: string | null
}

/** The meeting is held, so whoever comes second reads what the first wrote. */
async function settle(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  { id, state, next, person_id, answer }: Settled,
): Promise<void> {
  if (state === next) return
  if (state !== 'open') throw new AppError('conflict', m.requests_error_answered())
  await db
    .updateTable('correction_request')
    .set({ state: next, answer, answered_by: actor.accountId, answered_at: now() })
    .where('id', '=', id)
    .execute()
  await record(db, actor, {
    act: `correction_request_${next}`,
    subject: person_id === null ? ['meeting', meeting.id] : ['person', person_id],
    projectId: meeting.project_id,
    after: { meeting_id: meeting.id, ...(answer !== null && { reason: answer }) },
  })
}

/** Whether a person is a participant of a meeting: enrolled in its edition now, or recorded there. */
async function takesPart(
  db: Db,
  meeting: { id: string; edition_id: string },
  person_id: string,
): Promise<boolean> {
  const enrolled = await db
    .selectFrom('enrolment')
    .select('id')
    .where('edition_id', '=', meeting.edition_id)
    .where('person_id', '=', person_id)
    .where('state', '=', 'enrolled')
    .executeTakeFirst()
  if (enrolled) return true
  const recorded = await db
    .selectFrom('mark')
    .select('id')
    .where('meeting_id', '=', meeting.id)
    .where('person_id', '=', person_id)
    .where('role', '=', 'participant')
    .limit(1)
    .executeTakeFirst()
  return recorded !== undefined
}
