// SPDX-License-Identifier: AGPL-3.0-or-later
// Recording who was at a meeting.
import type { Actor } from '#app/access/actor.ts'
import { can } from '#app/access/permissions.ts'
import { newId, now } from '#app/clock.server.ts'
import { AppError } from '#app/error.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { refreshCompletions } from '#app/learning/completion.server.ts'
import { type LedgerEntry, record } from '#app/ledger/ledger.server.ts'
import { addPageVersion } from '#app/register/pages.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { MarkRole, MarkSource } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { columnOf, timesOf } from './mark.ts'
import { changeOf, isSettled, needsReason, type StatedMark } from './mark-change.ts'
import { insertMarks, marksByPerson, supersedeMarks } from './mark-rows.server.ts'
import { enrolmentsOf, holdMeeting, rolesAt } from './meeting-lock.server.ts'
import { creditedMinutes, type Interval } from './minutes.ts'
import { refreshParticipants } from './participants.server.ts'

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
 * one closed or locked, and whoever may not lock registers at one locked. When somebody
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
    const moment = now()
    const meeting = await holdMeeting(db, given.meeting_id)
    if (meeting.state === 'cancelled') throw new AppError('invalid', m.attendance_error_cancelled())
    if (meeting.state === 'locked') refuseUnlessLocker(actor, meeting)
    const topic = given.topic === undefined ? meeting.topic : given.topic
    if (topic !== meeting.topic && isSettled(meeting) && !given.reason) throw reasonMissing()
    const enrolments = await enrolmentsOf(db, meeting.edition_id)
    const roles = await rolesAt(db, meeting.id, enrolments)
    if (!given.marks.every(({ person_id }) => roles.has(person_id))) {
      throw new AppError('invalid', m.attendance_error_not_enrolled())
    }
    const changes = changesOf(given, await marksByPerson(db, meeting.id), roles, meeting, actor, moment)

    await supersedeMarks(
      db,
      changes.flatMap(({ current, row }) => (current ? [{ old: current.id, by: row.id }] : [])),
    )
    await insertMarks(
      db,
      changes.map(({ row }) => row),
    )
    const state = meeting.state === 'planned' && changes.length > 0 ? 'open' : meeting.state
    await db.updateTable('meeting').set({ state, topic }).where('id', '=', meeting.id).execute()

    const entries = changes.map((change) => entryOf(change, meeting.project_id))
    if (topic !== meeting.topic) {
      entries.push({
        act: 'topic_written',
        subject: ['meeting', meeting.id],
        projectId: meeting.project_id,
        before: { topic: meeting.topic },
        after: { topic, reason: given.reason },
      })
    }
    await record(db, actor, ...entries)
    const people = changes.map(({ row }) => row.person_id)
    await refreshParticipants(db, actor, meeting.project_id, people)
    await refreshCompletions(
      db,
      actor,
      people.flatMap((person_id) => enrolments.get(person_id) ?? []),
    )
    if (isSettled(meeting) && given.reason && entries.length > 0) {
      await addPageVersion(db, actor, meeting.id, given.reason)
    }
    return {
      recorded: changes.length,
      conflicts: changes.flatMap(({ kind, current, row }) =>
        kind === 'conflict'
          ? [{ person_id: row.person_id, recorded_by_name: current?.recorded_by_name ?? 'Presente' }]
          : [],
      ),
    }
  })
}

type Held = Awaited<ReturnType<typeof holdMeeting>>
type Recorded = Awaited<ReturnType<typeof marksByPerson>>

/** The marks to write for what is stated, each with the one it supersedes. */
function changesOf(
  given: MarksToRecord,
  recorded: Recorded,
  roles: Map<string, MarkRole>,
  meeting: Held,
  actor: Actor,
  moment: string,
) {
  const times = timesOf(meeting)
  return given.marks.flatMap((stated) => {
    if (!isWhole(stated)) throw new AppError('invalid', m.attendance_error_intervals())
    const earlier = recorded.get(stated.person_id) ?? []
    const { note = null, document = null } = stated
    const { kind, current } = changeOf(stated, earlier, { nonce: given.nonce, accountId: actor.accountId })
    if (kind === 'none') return []
    const reasonNeeded = needsReason(kind, meeting, moment)
    if (reasonNeeded && !given.reason) throw reasonMissing()
    const reason = kind === 'first' && !reasonNeeded ? null : given.reason
    const row = {
      id: newId(),
      meeting_id: meeting.id,
      person_id: stated.person_id,
      role: roles.get(stated.person_id) ?? 'participant',
      status: stated.status,
      note,
      document,
      intervals: columnOf(stated.intervals),
      credited_minutes: creditedMinutes(stated.intervals, times),
      source: given.source,
      reason: kind === 'conflict' ? reasonOfConflict(reason) : reason,
      recorded_by: actor.accountId,
      recorded_at: moment,
      // A page that the browser brought back and that says something else now is not a repeated submission.
      nonce: earlier.some((mark) => mark.nonce === given.nonce) ? newId() : given.nonce,
    }
    return [{ kind, current, row, intervals: stated.intervals }]
  })
}

function entryOf(change: ReturnType<typeof changesOf>[number], projectId: string): LedgerEntry {
  const { current, row, intervals } = change
  const { meeting_id, person_id, role, source, reason } = row
  return {
    act: current ? 'mark_corrected' : 'mark_recorded',
    subject: ['mark', row.id],
    projectId,
    ...(current && { before: { ...said(current), reason: current.reason } }),
    after: { ...said({ ...row, intervals }), reason, meeting_id, person_id, role, source },
  }
}

/** Present with some time, or not present without any. */
function isWhole({ status, intervals }: StatedMark): boolean {
  if (status !== 'present') return intervals.length === 0
  return (
    intervals.length > 0 && intervals.every((interval) => Date.parse(interval.out) > Date.parse(interval.in))
  )
}

function refuseUnlessLocker(actor: Actor, { project_id, edition_id }: Held): void {
  if (can(actor, 'register:lock', { projectId: project_id, editionId: edition_id })) return
  throw new AppError('forbidden', m.attendance_error_locked())
}

function reasonMissing(): AppError {
  return new AppError('invalid', m.attendance_error_reason_missing(), 'reason')
}

function reasonOfConflict(reason: string | null): string {
  const both = m.attendance_reason_conflict()
  return reason ? `${both} ${reason}` : both
}

type Said = {
  status: string
  intervals: Interval[]
  credited_minutes: number
  note: string | null
  document: string | null
}

function said({ status, intervals, credited_minutes, note, document }: Said) {
  return { status, intervals, credited_minutes, ...(note && { note }), ...(document && { document }) }
}
