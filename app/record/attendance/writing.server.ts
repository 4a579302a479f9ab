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
  /** Absent: as it is recorded. */
  stated_at?: string
  based_on?: string | null
  /** The last statement until now, which it supersedes; or, where this one is `overtaken`, that stands in its place already. */
  current: (Statement & { id: string; credited_minutes: number; reason: string | null }) | null
  overtaken?: boolean
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
    written.flatMap((mark) =>
      mark.current && !mark.overtaken ? [{ old: mark.current.id, by: mark.id }] : [],
    ),
  )
  await insertMarks(
    db,
    written.map((mark) => {
      const { current, overtaken, by, intervals, stated_at = moment, ...rest } = mark
      return {
        ...rest,
        meeting_id: meeting.id,
        intervals: columnOf(intervals),
        recorded_by: by.accountId,
        recorded_at: moment,
        stated_at,
        restated_at: stated_at,
        restated_nonce: mark.nonce,
        superseded_by: overtaken && current ? current.id : null,
      }
    }),
  )
  if (meeting.state === 'planned') {
    await db.updateTable('meeting').set({ state: 'open' }).where('id', '=', meeting.id).execute()
  }
  await record(db, actor, ...written.map((mark) => entryOf(mark, meeting, moment)))
  const people = written.filter((mark) => !mark.overtaken).map((mark) => mark.person_id)
  await refreshParticipants(db, actor, meeting.project_id, people)
  await refreshCompletions(
    db,
    actor,
    people.flatMap((person_id) => enrolments.get(person_id) ?? []),
  )
  return written
}

/** A mark as it was written: in force from now on, unless it is overtaken. */
export type WrittenMark = NewMark & { id: string; credited_minutes: number }

/** A mark in force (`id`) that somebody said again later. */
export type Restated = { id: string; person_id: string; stated_at: string; nonce: string }

/** Keeps of marks in force that the same was said again later: what was stated in between, and arrives later, is overtaken. */
export async function restateMarks(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  marks: readonly Restated[],
): Promise<void> {
  for (const { id, stated_at, nonce } of marks) {
    await db
      .updateTable('mark')
      .set({ restated_at: stated_at, restated_nonce: nonce })
      .where('id', '=', id)
      .execute()
  }
  await record(
    db,
    actor,
    ...marks.map(({ id, stated_at, person_id }) => ({
      act: 'mark_restated' as const,
      subject: ['mark', id] as const,
      projectId: meeting.project_id,
      after: { meeting_id: meeting.id, person_id, stated_at },
    })),
  )
}

function actOf({ current, overtaken, status }: WrittenMark) {
  if (overtaken) return 'mark_overtaken' as const
  if (status === 'withdrawn') return 'mark_withdrawn' as const
  return current ? ('mark_corrected' as const) : ('mark_recorded' as const)
}

function entryOf(mark: WrittenMark, meeting: HeldMeeting, moment: string) {
  const { current, person_id, role, source, reason, by, stated_at = moment } = mark
  return {
    act: actOf(mark),
    subject: ['mark', mark.id] as const,
    projectId: meeting.project_id,
    ...(current && { before: { ...said(current), reason: current.reason } }),
    after: {
      ...said(mark),
      reason,
      meeting_id: meeting.id,
      person_id,
      role,
      source,
      ...(stated_at !== moment && { stated_at }),
    },
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
