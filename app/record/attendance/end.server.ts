// SPDX-License-Identifier: AGPL-3.0-or-later
// The end of a meeting that moves. A presence that runs to it means "until the end", whenever that is.
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type HeldMeeting, holdMeeting } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { markInForce } from '#record/marks/in-force.ts'
import { breaksOf, columnOf, intervalsOf } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'
import { unmatched } from '#record/marks/unmatched.ts'
import { recomputeMinutes } from './minutes.server.ts'
import { writeMarks } from './writing.server.ts'

/**
 * Ends a meeting under way at this minute: its page can be signed only when it is over. Breaks still to come are none any more, and
 * whoever was there until the end was there until now. Refuses who may not record (forbidden), a meeting that has not begun, is
 * over, closed or cancelled (conflict). `moment`: when it was said, where that was before it arrived. Returns the end.
 */
export async function endMeetingNow(
  db: Db,
  actor: Actor,
  meeting_id: string,
  moment = now(),
): Promise<string> {
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, meeting_id)
    await refuseRecordChange(db, actor, meeting)
    const ends_at = `${moment.slice(0, 16)}:00.000Z`
    const isUnderWay = ends_at > meeting.starts_at && moment < meeting.ends_at
    if (isSettled(meeting) || !isUnderWay) throw new AppError('conflict', m.register_end_now_not_running())
    const breaks = breaksOf(meeting.breaks).flatMap(({ from, to }) =>
      from < ends_at ? [{ from, to: to < ends_at ? to : ends_at }] : [],
    )
    const shorter = JSON.stringify(breaks) !== meeting.breaks
    const reason: string = m.attendance_reason_ended({ time: showTime(ends_at) })
    await db
      .updateTable('meeting')
      .set({ ends_at, breaks: JSON.stringify(breaks) })
      .where('id', '=', meeting_id)
      .execute()
    await record(db, actor, {
      act: 'meeting_changed',
      subject: ['meeting', meeting_id],
      projectId: meeting.project_id,
      before: { ends_at: meeting.ends_at, ...(shorter && { breaks: breaksOf(meeting.breaks) }) },
      after: { ends_at, ...(shorter && { breaks }), reason },
    })
    await followEnd(db, actor, meeting, ends_at, reason)
    await recomputeMinutes(db, actor, meeting_id, reason)
    return ends_at
  })
}

/**
 * Brings the presences that ran to the end of a meeting, which is held as it was before, to the end that it has from now on:
 * marks by a correction with `reason`, walk-ins as their times are changed. Minutes, participants and completions are
 * recomputeMinutes's, which comes after.
 */
export async function followEnd(
  db: Transaction<Database>,
  actor: Actor,
  before: HeldMeeting,
  ends_at: string,
  reason: string,
): Promise<void> {
  const moved = (intervals: readonly Interval[]) => {
    const changed = intervals.map((one) =>
      one.out === before.ends_at && one.in < ends_at ? { ...one, out: ends_at } : one,
    )
    return columnOf(changed) === columnOf(intervals) ? null : changed
  }
  const recorded = await marksByPerson(db, before.id)
  const marks = [...recorded].flatMap(([person_id, all]) => {
    const current = markInForce(all)
    const intervals = current && moved(current.intervals)
    if (!current || !intervals) return []
    const { status, role, source, note, document } = current
    const said = { person_id, status, intervals, role, source, note, document, reason, nonce: newId() }
    // What it says was said when it was: a statement made since, and still on its way, is the later one.
    return [{ ...said, by: actor, current, based_on: current.id, stated_at: current.restated_at }]
  })
  const meeting = { ...before, ends_at }
  await writeMarks(db, actor, meeting, marks, { enrolments: new Map(), moment: now() })
  await moveWalkIns(db, actor, before, moved, reason)
}

async function moveWalkIns(
  db: Transaction<Database>,
  actor: Actor,
  { id: meeting_id, project_id }: HeldMeeting,
  moved: (intervals: readonly Interval[]) => Interval[] | null,
  reason: string,
): Promise<void> {
  const rows = await db
    .selectFrom('walk_in')
    .select(['id', 'intervals'])
    .where('meeting_id', '=', meeting_id)
    .where(unmatched)
    .execute()
  for (const row of rows) {
    const before = intervalsOf(row.intervals)
    const intervals = moved(before)
    if (!intervals) continue
    await db
      .updateTable('walk_in')
      .set({ intervals: columnOf(intervals) })
      .where('id', '=', row.id)
      .execute()
    await record(db, actor, {
      act: 'walk_in_changed',
      subject: ['meeting', meeting_id],
      projectId: project_id,
      before: { walk_in: row.id, intervals: before },
      after: { walk_in: row.id, intervals, reason },
    })
  }
}
