// SPDX-License-Identifier: AGPL-3.0-or-later
// Recording who was at a meeting.
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database, MarkRole, MarkSource } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { enrolmentsOf } from '#plan/enrolment/enrolment.server.ts'
import { type HeldMeeting, holdMeeting, rolesAt } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { changeOf, needsReason, type StatedMark } from '#record/marks/change.ts'
import { hasTimes } from '#record/marks/mark.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'
import { addPageVersion } from '#record/register-page/pages.server.ts'
import { type NewMark, writeMarks } from './writing.server.ts'

export type MarksToRecord = {
  meeting_id: string
  source: MarkSource
  /** Why recorded marks change: see needsReason. */
  reason: string | null
  /** The same for a submission that comes twice. */
  nonce: string
  /** Absent: left as it is. */
  topic?: string | null
  marks: (StatedMark & { person_id: string })[]
}

export type Conflict = { person_id: string; recorded_by_name: string }

/**
 * Records what somebody states about people enrolled in a meeting's edition and about who teaches there: first marks, and
 * marks that supersede earlier ones; what is already so writes nothing (domain.md 4.1). Refuses a cancelled meeting, people
 * who are neither enrolled nor teaching, a correction without a reason once the meeting is over, anything without a reason at
 * one closed or locked, and who may not change its record (refuseRecordChange). When somebody
 * else recorded another mark in the meantime both stay, the new one in force, and they are returned as conflicts.
 * Minutes, participants, completions, the ledger and, where the meeting's page was closed, its next version follow in the
 * same transaction, which is the caller's if there is one.
 */
export async function recordMarks(
  db: Db,
  actor: Actor,
  given: MarksToRecord,
): Promise<{ recorded: number; conflicts: Conflict[] }> {
  return await inTransaction(db, async (db) => {
    const { meeting, topic, enrolments, changes, moment } = await judged(db, actor, given)
    // First the row of the meeting, then the ledger's head: everybody in the same order.
    await db.updateTable('meeting').set({ topic }).where('id', '=', meeting.id).execute()
    await writeMarks(
      db,
      actor,
      meeting,
      changes.map(({ mark }) => mark),
      { enrolments, moment },
    )
    const topicChanged = topic !== meeting.topic
    if (topicChanged) {
      await record(db, actor, {
        act: 'topic_written',
        subject: ['meeting', meeting.id],
        projectId: meeting.project_id,
        before: { topic: meeting.topic },
        after: { topic, reason: given.reason },
      })
    }
    if (isSettled(meeting) && given.reason && (topicChanged || changes.length > 0)) {
      await addPageVersion(db, actor, meeting.id, given.reason)
    }
    return {
      recorded: changes.length,
      conflicts: changes.flatMap(({ kind, current, mark }) =>
        kind === 'conflict'
          ? [{ person_id: mark.person_id, recorded_by_name: current?.recorded_by_name ?? 'Presente' }]
          : [],
      ),
    }
  })
}

/** Refuses what recordMarks would, and writes nothing: for whoever keeps a file for its marks, before the file is on the disk. */
export async function refuseMarks(db: Db, actor: Actor, given: MarksToRecord): Promise<void> {
  await inTransaction(db, (db) => judged(db, actor, given))
}

/** What a statement changes at a meeting, which is held; refused as recordMarks says. */
async function judged(db: Transaction<Database>, actor: Actor, given: MarksToRecord) {
  const moment = now()
  const meeting = await holdMeeting(db, given.meeting_id)
  await refuseRecordChange(db, actor, meeting)
  const topic = given.topic === undefined ? meeting.topic : given.topic
  if (topic !== meeting.topic && isSettled(meeting) && !given.reason) throw reasonMissing()
  const enrolments = await enrolmentsOf(db, meeting.edition_id)
  const roles = await rolesAt(db, meeting.id, enrolments)
  if (!given.marks.every(({ person_id }) => roles.has(person_id))) {
    throw new AppError('invalid', m.attendance_error_not_enrolled())
  }
  const changes = changesOf(given, await marksByPerson(db, meeting.id), roles, meeting, actor, moment)
  return { meeting, topic, enrolments, changes, moment }
}

type Recorded = Awaited<ReturnType<typeof marksByPerson>>

/** The marks to write for what is stated, each with the one it supersedes. */
function changesOf(
  given: MarksToRecord,
  recorded: Recorded,
  roles: Map<string, MarkRole>,
  meeting: HeldMeeting,
  actor: Actor,
  moment: string,
) {
  return given.marks.flatMap((stated) => {
    if (!isWhole(stated)) throw new AppError('invalid', m.attendance_error_intervals())
    const earlier = recorded.get(stated.person_id) ?? []
    const { note = null, document = null } = stated
    const { kind, current } = changeOf(stated, earlier, { nonce: given.nonce, accountId: actor.accountId })
    if (kind === 'none') return []
    const reasonNeeded = needsReason(kind, meeting, moment)
    if (reasonNeeded && !given.reason) throw reasonMissing()
    const reason = kind === 'first' && !reasonNeeded ? null : given.reason
    const mark: NewMark = {
      person_id: stated.person_id,
      role: roles.get(stated.person_id) ?? 'participant',
      status: stated.status,
      intervals: stated.intervals,
      note,
      document,
      source: given.source,
      reason: kind === 'conflict' ? reasonOfConflict(reason) : reason,
      // A page that the browser brought back and that says something else now is not a repeated submission.
      nonce: earlier.some((mark) => mark.nonce === given.nonce) ? newId() : given.nonce,
      by: actor,
      current,
    }
    return [{ kind, current, mark }]
  })
}

/** Some time where the status has times, none where it has none. */
function isWhole({ status, intervals }: StatedMark): boolean {
  if (!hasTimes(status)) return intervals.length === 0
  return (
    intervals.length > 0 && intervals.every((interval) => Date.parse(interval.out) > Date.parse(interval.in))
  )
}

function reasonMissing(): AppError {
  return new AppError('invalid', m.attendance_error_reason_missing(), 'reason')
}

function reasonOfConflict(reason: string | null): string {
  const both = m.attendance_reason_conflict()
  return reason ? `${both} ${reason}` : both
}
