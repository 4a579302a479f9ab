// SPDX-License-Identifier: AGPL-3.0-or-later
// Recording who was at a meeting.
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database, MarkSource } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { enrolmentsOf } from '#plan/enrolment/enrolment.server.ts'
import { type HeldMeeting, holdMeeting, rolesAt } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { neverEmployed } from '#plan/people/employments.server.ts'
import type { StatedMark } from '#record/marks/change.ts'
import { judgeMarks, type MarkRefusal, type MarkToWrite } from '#record/marks/judge.ts'
import { hasTimes, mostIntervals, timesOf } from '#record/marks/mark.ts'
import { type KeptMark, marksByPerson } from '#record/marks/rows.server.ts'
import { earlyName } from '#record/marks/words.ts'
import { addPageVersion } from '#record/register-page/pages.server.ts'
import { type NewMark, restateMarks, type WrittenMark, writeMarks } from './writing.server.ts'

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
 * marks that supersede earlier ones; what is already so writes nothing (domain.md 4.1). Refuses, as a whole, a statement that
 * judgeMarks refuses, a topic changed without a reason at a closed meeting, and who may not change its record
 * (refuseRecordChange). When somebody else recorded another mark in the meantime both stay, the new one in force, and they are
 * returned as conflicts; what was stated before what is in force is kept behind it. Minutes, participants, completions, the ledger and, where the meeting's page was closed, its next
 * version follow in the same transaction, which is the caller's if there is one.
 */
export async function recordMarks(
  db: Db,
  actor: Actor,
  given: MarksToRecord,
): Promise<{ recorded: number; conflicts: Conflict[] }> {
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, given.meeting_id)
    const { judged, facts } = await judgedWhole(db, actor, meeting, given)
    const { written, conflicts } = await writeJudged(db, actor, meeting, given, facts, judged.changes)
    return { recorded: written.length, conflicts }
  })
}

/** Refuses what recordMarks would, and writes nothing: for whoever keeps a file for its marks, before the file is on the disk. */
export async function refuseMarks(db: Db, actor: Actor, given: MarksToRecord): Promise<void> {
  await inTransaction(db, async (db) => {
    await judgedWhole(db, actor, await holdMeeting(db, given.meeting_id), given)
  })
}

async function judgedWhole(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  given: MarksToRecord,
) {
  await refuseRecordChange(db, actor, meeting)
  if (topicOf(given, meeting) !== meeting.topic && isSettled(meeting) && !given.reason) throw reasonMissing()
  const facts = await factsOf(db, actor, meeting, given)
  const judged = judgeMarks(given.marks, facts)
  const [refusal] = judged.refusals
  if (refusal) throw refusalOf(refusal, facts)
  return { judged, facts }
}

type Stated = Pick<MarksToRecord, 'reason' | 'nonce' | 'marks'>
export type Facts = Awaited<ReturnType<typeof factsOf>>

/** What decides about marks stated at a meeting, which is held. `known`: its marks, where they are read already. */
export async function factsOf(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  { reason, nonce, marks }: Stated,
  known?: Map<string, KeptMark[]>,
) {
  const enrolments = await enrolmentsOf(db, meeting.edition_id)
  const unemployed = await neverEmployed(
    db,
    marks.filter(({ status }) => hasTimes(status)).map(({ person_id }) => person_id),
  )
  return {
    recorded: known ?? (await marksByPerson(db, meeting.id)),
    roles: await rolesAt(db, meeting.id, enrolments),
    enrolments,
    names: unemployed,
    unemployed: new Set(unemployed.keys()),
    meeting: { ...timesOf(meeting), state: meeting.state },
    moment: now(),
    reason,
    from: { nonce, accountId: actor.accountId },
  }
}

/** A refusal in words. */
export function refusalOf(
  { person_id, why }: MarkRefusal,
  { names, meeting }: Pick<Facts, 'names' | 'meeting'>,
): AppError {
  switch (why) {
    case 'not_enrolled':
      return new AppError('invalid', m.attendance_error_not_enrolled())
    case 'times':
      return new AppError('invalid', m.attendance_error_intervals())
    case 'many_times':
      return new AppError('invalid', m.attendance_error_many_times({ most: mostIntervals }))
    case 'closed':
      return new AppError('invalid', m.attendance_error_withdrawn_closed(), 'status')
    case 'not_begun':
    case 'future':
      return new AppError('invalid', earlyName(why, meeting))
    case 'no_employer':
      return new AppError('invalid', m.attendance_error_no_employer({ name: names.get(person_id) ?? '' }))
    case 'reason':
      return reasonMissing()
  }
}

type Common = Pick<MarksToRecord, 'source' | 'reason' | 'nonce'> & { topic?: string | null }

/** Writes what was judged at a meeting, which is held, and its topic where one is given; see recordMarks. */
export async function writeJudged(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  given: Common,
  { enrolments, moment }: Pick<Facts, 'enrolments' | 'moment'>,
  changes: readonly MarkToWrite<KeptMark>[],
): Promise<{ written: WrittenMark[]; conflicts: Conflict[] }> {
  const topic = topicOf(given, meeting)
  const topicChanged = topic !== meeting.topic
  // First the row of the meeting, then the ledger's head: everybody in the same order.
  if (topicChanged) await db.updateTable('meeting').set({ topic }).where('id', '=', meeting.id).execute()
  const marks = changes.flatMap((change) =>
    change.kind === 'restated' ? [] : [markOf(change, given, actor)],
  )
  const written = await writeMarks(db, actor, meeting, marks, { enrolments, moment })
  const restated = changes.flatMap(({ kind, current, stated, said }) =>
    kind === 'restated' && current
      ? [{ id: current.id, person_id: stated.person_id, stated_at: said.at, nonce: said.nonce }]
      : [],
  )
  await restateMarks(db, actor, meeting, restated)
  if (topicChanged) {
    await record(db, actor, {
      act: 'topic_written',
      subject: ['meeting', meeting.id],
      projectId: meeting.project_id,
      before: { topic: meeting.topic },
      after: { topic, reason: given.reason },
    })
  }
  if (isSettled(meeting) && given.reason && (topicChanged || written.length > 0)) {
    await addPageVersion(db, actor, meeting.id, given.reason)
  }
  const conflicts = changes.flatMap(({ kind, current, stated }) =>
    kind === 'conflict'
      ? [{ person_id: stated.person_id, recorded_by_name: current?.recorded_by_name ?? 'Presente' }]
      : [],
  )
  return { written, conflicts }
}

function topicOf(given: { topic?: string | null }, meeting: HeldMeeting): string | null {
  return given.topic === undefined ? meeting.topic : given.topic
}

function markOf(
  { kind, current, stated, said, based_on, role, withReason, repeated }: MarkToWrite<KeptMark>,
  { source, reason: typed }: Common,
  actor: Actor,
): NewMark {
  const { person_id, status, intervals, note = null, document = null } = stated
  const reason = withReason ? typed : null
  return {
    person_id,
    role,
    status,
    intervals,
    note,
    document,
    source,
    reason: kind === 'conflict' ? reasonOfConflict(reason) : reason,
    // A page that the browser brought back and that says something else now is not a repeated submission.
    nonce: repeated ? newId() : said.nonce,
    by: actor,
    current,
    overtaken: kind === 'overtaken',
    stated_at: said.at,
    based_on,
  }
}

export function reasonMissing(): AppError {
  return new AppError('invalid', m.attendance_error_reason_missing(), 'reason')
}

function reasonOfConflict(reason: string | null): string {
  const both = m.attendance_reason_conflict()
  return reason ? `${both} ${reason}` : both
}
