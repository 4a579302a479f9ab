// SPDX-License-Identifier: AGPL-3.0-or-later
// A guest of a platform's report whom nobody knows, added at the meeting like somebody at its door, with the times of the report.

import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { nameSearch } from '#plan/people/persons.server.ts'
import { proposeChange, untilSigned } from '#record/proposals/proposed-changes.server.ts'
import { addWalkIn } from '#record/walk-ins/walk-ins.server.ts'
import type { RowWalkIn } from './report.ts'
import { heldRow, type OfRow } from './rows.server.ts'
import { connectionsOf, during } from './segments.ts'

/**
 * Adds the guest of a row at its meeting, once: matched with the register of persons later, the presence is the platform's, and the
 * row that person's. Refuses a row that is somebody's, was set aside or was never connected during the meeting; unless `different`, a name
 * that was added at the meeting already; and what addWalkIn refuses.
 */
export async function addRowAsWalkIn(
  db: Db,
  actor: Actor,
  given: OfRow & { walkIn: RowWalkIn },
): Promise<{ name: string; isNew: boolean }> {
  return await inTransaction(db, async (db) => {
    const { meeting, row } = await heldRow(db, given)
    refuseUnless(actor, 'attendance:record', placeOf(meeting))
    const { walkIn, reason } = given
    const name = `${walkIn.first_name} ${walkIn.last_name}`
    if (row.walk_in_id === walkIn.id) return { name, isNew: false }
    if (row.state !== 'waiting') throw new AppError('conflict', m.online_walk_in_row_settled())
    const intervals = during(connectionsOf(row.intervals), meeting)
    if (intervals.length === 0) throw new AppError('invalid', m.online_walk_in_not_there())
    const there = await db
      .selectFrom('walk_in')
      .select('id')
      .where('meeting_id', '=', meeting.id)
      .where('name_search', '=', nameSearch(walkIn.first_name, walkIn.last_name))
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst()
    if (there && !walkIn.different) {
      throw new AppError('conflict', m.online_walk_in_there({ name }), 'different')
    }
    await addWalkIn(db, actor, meeting.id, { ...walkIn, intervals, ...(reason && { reason }) })
    await db
      .updateTable('platform_row')
      .set({ state: 'walk_in', walk_in_id: walkIn.id, resolved_by: actor.accountId, resolved_at: now() })
      .where('id', '=', row.id)
      .execute()
    await record(db, actor, {
      act: 'platform_row_added',
      subject: ['meeting', meeting.id],
      projectId: meeting.project_id,
      before: { state: row.state },
      after: { name: row.name, email: row.email, walk_in: walkIn.id, file_hash: row.file_hash },
    })
    return { name, isNew: true }
  })
}

/** Proposes the same where the page of the register is closed. Returns how many corrections: none where the row is theirs already. */
export async function proposeRowAsWalkIn(
  db: Db,
  actor: Actor,
  given: OfRow & { walkIn: RowWalkIn },
): Promise<number> {
  const { walkIn, meeting_id, report_id, row_id } = given
  const change = {
    kind: 'walk_in_added' as const,
    walk_in: { ...walkIn, intervals: [] },
    row: { report_id, row_id },
  }
  const proposed = await proposeChange(db, actor, meeting_id, change, (db, signer) =>
    addRowAsWalkIn(db, signer, { ...given, reason: untilSigned() }),
  )
  return proposed ? 1 : 0
}
