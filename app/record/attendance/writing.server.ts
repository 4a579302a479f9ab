// SPDX-License-Identifier: AGPL-3.0-or-later
// The one way in which marks are written, whoever stated them. What may be stated is decided before: see marks.server.ts and
// check-in/arrival-marks.server.ts.
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Database, MarkRole, MarkSource } from '#db/schema.ts'
import type { HeldMeeting } from '#plan/meetings/lock.server.ts'
import { refreshCompletions } from '#record/completion/completion.server.ts'
import { columnOf, mostIntervals, type Statement, timesOf } from '#record/marks/mark.ts'
import { creditedMinutes } from '#record/marks/minutes.ts'
import { refreshParticipants } from '#record/marks/participants.server.ts'
import { insertMarks, supersedeMarks } from '#record/marks/rows.server.ts'

export type NewMark = Statement & {
  person_id: string
  role: MarkRole
  source: MarkSource
  reason: string | null
  nonce: string
  /** Whose statement it is. */
  by: Pick<Actor, 'accountId' | 'name'>
  /** The mark in force that it supersedes. */
  current: (Statement & { id: string; credited_minutes: number; reason: string | null }) | null
}

/**
 * Writes marks at a meeting that the caller's transaction holds, with their minutes and ledger rows; the meeting is open from
 * the first of them on. Participants follow, and the completions of those whose enrolments are given (person to enrolment).
 * `actor` null: the program, on behalf of those who stated. Returns them with their minutes. Refuses a mark of more than `mostIntervals` times, which every page of
 * the meeting would read again.
 */
export async function writeMarks(
  db: Transaction<Database>,
  actor: Actor | null,
  meeting: HeldMeeting,
  marks: readonly NewMark[],
  { enrolments, moment }: { enrolments: ReadonlyMap<string, string>; moment: string },
): Promise<WrittenMark[]> {
  if (marks.length === 0) return []
  if (marks.some(({ intervals }) => intervals.length > mostIntervals)) {
    throw new AppError('invalid', m.attendance_error_many_times({ most: mostIntervals }))
  }
  const times = timesOf(meeting)
  const written = marks.map((mark) => ({
    ...mark,
    id: newId(),
    credited_minutes: creditedMinutes(mark.intervals, times),
  }))
  await supersedeMarks(
    db,
    written.flatMap(({ current, id }) => (current ? [{ old: current.id, by: id }] : [])),
  )
  await insertMarks(
    db,
    written.map(({ current: _current, by, intervals, ...mark }) => ({
      ...mark,
      meeting_id: meeting.id,
      intervals: columnOf(intervals),
      recorded_by: by.accountId,
      recorded_at: moment,
    })),
  )
  if (meeting.state === 'planned') {
    await db.updateTable('meeting').set({ state: 'open' }).where('id', '=', meeting.id).execute()
  }
  await record(db, actor, ...written.map((mark) => entryOf(mark, meeting)))
  const people = written.map((mark) => mark.person_id)
  await refreshParticipants(db, actor, meeting.project_id, people)
  await refreshCompletions(
    db,
    actor,
    people.flatMap((person_id) => enrolments.get(person_id) ?? []),
  )
  return written
}

/** A mark as it is in force from now on. */
export type WrittenMark = NewMark & { id: string; credited_minutes: number }

function entryOf(mark: WrittenMark, meeting: HeldMeeting) {
  const { current, person_id, role, source, reason, by } = mark
  return {
    act: current ? ('mark_corrected' as const) : ('mark_recorded' as const),
    subject: ['mark', mark.id] as const,
    projectId: meeting.project_id,
    ...(current && { before: { ...said(current), reason: current.reason } }),
    after: { ...said(mark), reason, meeting_id: meeting.id, person_id, role, source },
    by,
  }
}

function said({
  status,
  intervals,
  credited_minutes,
  note,
  document,
}: Statement & { credited_minutes: number }) {
  return { status, intervals, credited_minutes, ...(note && { note }), ...(document && { document }) }
}
