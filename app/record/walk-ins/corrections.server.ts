// SPDX-License-Identifier: AGPL-3.0-or-later
// What was written at a meeting's door, put right or taken back. What it was before stays in the ledger.
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { only } from '#base/ledger/facts.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { nameSearch } from '#plan/people/persons.server.ts'
import { shownTimes } from '#record/attendance/row-typed.ts'
import { columnOf, intervalsOf } from '#record/marks/mark.ts'
import { walkInState } from '#record/marks/unmatched.ts'
import { keepPage } from '#record/register-page/pages.server.ts'
import { doubtAbout } from './doubts.server.ts'
import type { CorrectedWalkIn } from './walk-in.ts'
import { changeable, refuseEarly } from './walk-ins.server.ts'

export type WalkInOf = { walk_in_id: string; meeting_id: string }

const said = ['first_name', 'last_name', 'organisation', 'sector', 'email', 'phone'] as const

/**
 * Puts right what was written of a walk-in who is not matched yet: names, organisation, sector, contact, times; times left as they
 * were shown stay as they are, to the second. A closed page gets its next version. Refuses what addWalkIn refuses, and (conflict)
 * one that was matched or withdrawn. Answers whether anything changed.
 */
export async function correctWalkIn(
  db: Db,
  actor: Actor,
  { walk_in_id, meeting_id }: WalkInOf,
  given: CorrectedWalkIn,
): Promise<{ isChanged: boolean }> {
  return await inTransaction(db, async (db) => {
    const meeting = await changeable(db, actor, meeting_id, given.reason)
    const row = await requireWalkIn(db, { walk_in_id, meeting_id })
    if (walkInState(row) !== 'waiting') throw new AppError('conflict', m.attendance_walk_in_gone())
    const intervals = intervalsOf(row.intervals)
    const shown = shownTimes({ status: 'present', intervals }, meeting, env().TZ_DISPLAY)
    const isSameTime = shown.in === given.in && shown.out === given.out
    const { first_name, last_name, organisation, sector, email = null, phone = null } = given
    const after = {
      ...{ first_name, last_name, organisation, sector, email, phone },
      intervals: isSameTime ? row.intervals : columnOf(given.intervals),
    }
    const changed = said.filter((name) => row[name] !== after[name])
    const moved = row.intervals !== after.intervals
    if (changed.length === 0 && !moved) return { isChanged: false }
    if (moved) refuseEarly(given.intervals, meeting)
    const about = (['first_name', 'last_name', 'organisation', 'sector'] as const).some((name) =>
      changed.includes(name),
    )
    const doubt = about ? await doubtAbout(db, meeting, given, walk_in_id) : null
    if (doubt) throw new AppError('conflict', doubt.text, doubt.field)
    await db
      .updateTable('walk_in')
      .set({ ...after, name_search: nameSearch(first_name, last_name) })
      .where('id', '=', walk_in_id)
      .execute()
    await record(db, actor, {
      act: 'walk_in_changed',
      subject: ['meeting', meeting_id],
      projectId: meeting.project_id,
      before: { walk_in: walk_in_id, ...only(row, changed), ...(moved && { intervals }) },
      after: {
        walk_in: walk_in_id,
        ...only(after, changed),
        ...(moved && { intervals: intervalsOf(after.intervals) }),
        ...(given.reason && { reason: given.reason }),
      },
    })
    await keepPage(db, actor, meeting, given.reason ?? null)
    return { isChanged: true }
  })
}

/**
 * Takes back a walk-in who was written down by mistake, with a reason: they leave the roll, the page and every figure, and stay in
 * the history; the row of a platform's report they came from waits again. A second time changes nothing, and answers false. Refuses
 * what addWalkIn refuses of the meeting, and (conflict) one that was matched: that is a person's presence by now, and is corrected
 * as theirs.
 */
export async function withdrawWalkIn(
  db: Db,
  actor: Actor,
  { walk_in_id, meeting_id, reason }: WalkInOf & { reason: string },
): Promise<boolean> {
  return await inTransaction(db, async (db) => {
    const meeting = await changeable(db, actor, meeting_id, reason)
    const row = await requireWalkIn(db, { walk_in_id, meeting_id })
    const state = walkInState(row)
    if (state === 'withdrawn') return false
    if (state === 'matched') throw new AppError('conflict', m.attendance_walk_in_withdraw_matched())
    await db
      .updateTable('walk_in')
      .set({ withdrawn_by: actor.accountId, withdrawn_at: now(), withdrawn_reason: reason })
      .where('id', '=', walk_in_id)
      .execute()
    await db
      .updateTable('platform_row')
      .set({ state: 'waiting', walk_in_id: null, resolved_by: null, resolved_at: null })
      .where('walk_in_id', '=', walk_in_id)
      .execute()
    await record(db, actor, {
      act: 'walk_in_withdrawn',
      subject: ['meeting', meeting_id],
      projectId: meeting.project_id,
      before: {
        walk_in: walk_in_id,
        ...only(row, ['first_name', 'last_name', 'organisation', 'sector']),
        intervals: intervalsOf(row.intervals),
      },
      after: { walk_in: walk_in_id, reason },
    })
    await keepPage(db, actor, meeting, reason)
    return true
  })
}

async function requireWalkIn(db: Transaction<Database>, { walk_in_id, meeting_id }: WalkInOf) {
  const row = await db
    .selectFrom('walk_in')
    .selectAll()
    .where('id', '=', walk_in_id)
    .where('meeting_id', '=', meeting_id)
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', m.access_not_found())
  return row
}
