// SPDX-License-Identifier: AGPL-3.0-or-later
// People at a meeting who were not on its list: what was said at the door, kept apart from the register of persons.

import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'
import { refuseRecordChange, refuseUnexplained } from '#plan/meetings/record-change.server.ts'
import { nameSearch } from '#plan/people/persons.server.ts'
import { shownTimes } from '#record/attendance/row-typed.ts'
import { columnOf, intervalsOf } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { tooEarly } from '#record/marks/too-early.ts'
import { unmatched } from '#record/marks/unmatched.ts'
import { earlyName } from '#record/marks/words.ts'
import { addPageVersion } from '#record/register-page/pages.server.ts'
import { doubtAbout } from './doubts.server.ts'
import type { NewWalkIn } from './walk-in.ts'

/**
 * Adds somebody at a meeting's door, with the privacy notice they were shown; who is added is said in the roll and matched
 * with the register of persons later. The same form twice adds one. Refuses what doubtAbout asks and was not answered, a
 * cancelled meeting, and a closed one without a reason (locked: whoever may not lock registers).
 */
export async function addWalkIn(
  db: Db,
  actor: Actor,
  meeting_id: string,
  given: NewWalkIn,
): Promise<{ isNew: boolean }> {
  return await inTransaction(db, async (db) => {
    const meeting = await changeable(db, actor, meeting_id, given.reason)
    const doubt = await doubtAbout(db, meeting, given, given.id)
    const { id, first_name, last_name, organisation, sector, intervals } = given
    const row = {
      id,
      meeting_id,
      first_name,
      last_name,
      name_search: nameSearch(first_name, last_name),
      organisation,
      sector,
      email: given.email ?? null,
      phone: given.phone ?? null,
      notice_id: given.notice ?? null,
      intervals: columnOf(intervals),
      added_by: actor.accountId,
      added_at: now(),
    }
    const made = await db
      .insertInto('walk_in')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return { isNew: false }
    refuseEarly(intervals, meeting)
    if (doubt) throw new AppError('conflict', doubt.text, doubt.field)
    await record(db, actor, {
      act: 'walk_in_added',
      subject: ['meeting', meeting_id],
      projectId: meeting.project_id,
      after: {
        walk_in: id,
        first_name,
        last_name,
        organisation,
        sector,
        notice: row.notice_id,
        intervals,
        ...(given.reason && { reason: given.reason }),
      },
    })
    if (meeting.state === 'planned') {
      await db.updateTable('meeting').set({ state: 'open' }).where('id', '=', meeting_id).execute()
    }
    if (given.reason) await addPageVersion(db, actor, meeting_id, given.reason)
    return { isNew: true }
  })
}

/** `typed`: as the page sent it, where it sends every walk-in. */
export type WalkInTimes = {
  id: string
  typed?: { in: string; out: string } | undefined
  intervals: Interval[]
}

/**
 * Changes the times of walk-ins who are not matched yet; those left as they were shown keep them. Refuses what addWalkIn
 * refuses of the meeting, and a walk-in of another one. Answers how many changed.
 */
export async function changeWalkIns(
  db: Db,
  actor: Actor,
  meeting_id: string,
  given: readonly WalkInTimes[],
  reason: string | null,
): Promise<number> {
  if (given.length === 0) return 0
  return await inTransaction(db, async (db) => {
    const kept = new Map((await walkInsOf(db, meeting_id)).map((row) => [row.id, row]))
    const { starts_at, ends_at } = await db
      .selectFrom('meeting')
      .select(['starts_at', 'ends_at'])
      .where('id', '=', meeting_id)
      .executeTakeFirstOrThrow()
    const changed = given.flatMap(({ id, typed, intervals }) => {
      const before = kept.get(id)
      if (!before) throw new AppError('invalid', m.attendance_walk_in_gone())
      const shown = shownTimes(
        { status: 'present', intervals: before.intervals },
        { starts_at, ends_at },
        env().TZ_DISPLAY,
      )
      const same = typed && shown.in === typed.in && shown.out === typed.out
      return same || columnOf(before.intervals) === columnOf(intervals) ? [] : [{ id, before, intervals }]
    })
    if (changed.length === 0) return 0
    const meeting = await changeable(db, actor, meeting_id, reason)
    for (const { intervals } of changed) refuseEarly(intervals, meeting)
    for (const { id, intervals } of changed) {
      const column = columnOf(intervals)
      await db.updateTable('walk_in').set({ intervals: column }).where('id', '=', id).execute()
    }
    await record(
      db,
      actor,
      ...changed.map(({ id, before, intervals }) => ({
        act: 'walk_in_changed' as const,
        subject: ['meeting', meeting_id] as const,
        projectId: meeting.project_id,
        before: { walk_in: id, intervals: before.intervals },
        after: { walk_in: id, intervals, ...(reason && { reason }) },
      })),
    )
    if (reason) await addPageVersion(db, actor, meeting_id, reason)
    return changed.length
  })
}

/** Who was at a meeting without being on its list, and is not matched yet, by name. */
export async function walkInsOf(db: Db, meeting_id: string) {
  const rows = await db
    .selectFrom('walk_in')
    .select(['id', 'first_name', 'last_name', 'organisation', 'sector', 'intervals'])
    .where('meeting_id', '=', meeting_id)
    .where(unmatched)
    .orderBy('name_search')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, intervals: intervalsOf(row.intervals) }))
}

/** Refuses a presence that begins in the future, and any before the meeting does: see tooEarly. */
export function refuseEarly(intervals: Interval[], meeting: { starts_at: string }): void {
  const early = tooEarly({ status: 'present', intervals }, meeting, now())
  if (early) throw new AppError('invalid', earlyName(early, meeting), early === 'future' ? 'in' : undefined)
}

/** The meeting, held, if its page may be changed: see addWalkIn. */
export async function changeable(
  db: Transaction<Database>,
  actor: Actor,
  meeting_id: string,
  reason: string | null | undefined,
) {
  const meeting = await holdMeeting(db, meeting_id)
  await refuseRecordChange(db, actor, meeting)
  refuseUnexplained(meeting, reason)
  return meeting
}
