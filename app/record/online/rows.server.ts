// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of a platform's report that wait for somebody: who they are, or why they are nobody of ours.

import type { Transaction } from 'kysely'
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'
import { reachOf, requireReached } from '#plan/people/home.server.ts'
import { becauseOf, type Recorded, recordPlatformTimes } from './platform-marks.server.ts'
import type { RowState } from './report.ts'
import { boundedName } from './report-bounds.ts'

export type OfRow = { meeting_id: string; report_id: string; row_id: string; reason: string | null }

/**
 * Says which person a row is, whoever it was before, and records what follows. Somebody who neither is enrolled nor teaches
 * is kept as who it is, without a presence. Only people of the meeting's project and of those the actor manages can be said:
 * refuses anybody else and a row that does not exist (not_found), and what recordPlatformTimes refuses.
 */
export async function chooseRow(
  db: Db,
  actor: Actor,
  given: OfRow & { person_id: string },
): Promise<Recorded & { name: string }> {
  return await inTransaction(db, async (db) => {
    const { meeting, row } = await heldRow(db, given)
    refuseUnless(actor, 'attendance:record', placeOf(meeting))
    refuseWalkIn(row)
    const person = await requireReached(db, reachOf(actor, meeting.project_id), given.person_id)
    const name = `${person.first_name} ${person.last_name}`
    if (row.state === 'matched' && row.person_id === person.id) return { recorded: 0, proposed: 0, name }
    const state = { state: 'matched', matched_by: 'hand', person_id: person.id, reason: null } as const
    await change(db, actor, row, state)
    await record(db, actor, {
      act: 'platform_row_resolved',
      subject: ['meeting', meeting.id],
      projectId: meeting.project_id,
      before: { state: row.state, person_id: row.person_id },
      after: { name: row.name, email: row.email, person_id: person.id, reason: given.reason },
    })
    const done = await recordPlatformTimes(db, actor, meeting, {
      reason: given.reason,
      because: becauseOf(row.report_name),
      released: row.person_id ? [row.person_id] : [],
      matched: { people: [person.id] },
    })
    return { ...done, name }
  })
}

/** Puts a row aside with the reason why nobody of the meeting is meant; it stays in the report. */
export async function setRowAside(
  db: Db,
  actor: Actor,
  given: OfRow & { reason: string },
): Promise<{ name: string; proposed: number }> {
  return await inTransaction(db, async (db) => {
    const { meeting, row } = await heldRow(db, given)
    refuseUnless(actor, 'attendance:record', placeOf(meeting))
    refuseWalkIn(row)
    const { reason } = given
    if (row.state === 'set_aside' && row.reason === reason) return { name: row.name, proposed: 0 }
    const state = { state: 'set_aside', matched_by: null, person_id: null, reason } as const
    await change(db, actor, row, state)
    await record(db, actor, {
      act: 'platform_row_set_aside',
      subject: ['meeting', meeting.id],
      projectId: meeting.project_id,
      before: { state: row.state, person_id: row.person_id },
      after: { name: row.name, email: row.email, reason },
    })
    const { proposed } = await recordPlatformTimes(db, actor, meeting, {
      reason: row.person_id ? reason : null,
      because: becauseOf(row.report_name),
      released: row.person_id ? [row.person_id] : [],
    })
    return { name: row.name, proposed }
  })
}

/**
 * Records the platform's times of people of a meeting whom nobody marked yet (matched before they were enrolled), and of
 * those `instead` of what somebody else recorded.
 */
export async function takePlatformTimes(
  db: Db,
  actor: Actor,
  given: { meeting_id: string; reason: string | null; instead: readonly string[] },
): Promise<Recorded> {
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, given.meeting_id)
    refuseUnless(actor, 'attendance:record', placeOf(meeting))
    return await recordPlatformTimes(db, actor, meeting, { ...given, because: m.online_reason_platform() })
  })
}

/** Who was added at the meeting from a row is recognised there: the row follows. */
function refuseWalkIn({ state }: { state: RowState }): void {
  if (state === 'walk_in') throw new AppError('conflict', m.online_walk_in_row_settled())
}

/** A row with its meeting, held. Refuses one that does not exist (not_found). */
export async function heldRow(db: Transaction<Database>, given: OfRow) {
  const meeting = await holdMeeting(db, given.meeting_id)
  const row = await db
    .selectFrom('platform_row')
    .innerJoin('platform_report', 'platform_report.id', 'platform_row.report_id')
    .selectAll('platform_row')
    .select(['platform_report.name as report_name', 'platform_report.file_hash'])
    .where('platform_row.id', '=', given.row_id)
    .where('platform_report.id', '=', given.report_id)
    .where('platform_report.meeting_id', '=', meeting.id)
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', m.access_not_found())
  return { meeting, row: { ...row, name: boundedName(row.name) } }
}

type State = {
  state: 'matched' | 'set_aside'
  matched_by: 'hand' | null
  person_id: string | null
  reason: string | null
}

async function change(
  db: Transaction<Database>,
  actor: Actor,
  row: { id: string },
  state: State,
): Promise<void> {
  await db
    .updateTable('platform_row')
    .set({ ...state, resolved_by: actor.accountId, resolved_at: now() })
    .where('id', '=', row.id)
    .execute()
}
