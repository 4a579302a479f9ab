// SPDX-License-Identifier: AGPL-3.0-or-later
// Locking closed pages: from then on only whoever may lock registers corrects them (product.md, rule 5).

import type { Transaction } from 'kysely'
import { type Actor, editionPlace, placeOf } from '#base/access/actor.ts'
import { refuseUnproved } from '#base/access/proof.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'

/**
 * Locks a meeting's closed page. Refuses one that is not closed, and an old proof of identity; one that is locked stays so,
 * and false is returned.
 */
export async function lockMeeting(db: Db, actor: Actor, meeting_id: string): Promise<boolean> {
  refuseUnproved(actor, 'when_old')
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, meeting_id)
    refuseUnless(actor, 'register:lock', placeOf(meeting))
    if (meeting.state === 'locked') return false
    if (meeting.state !== 'closed') throw new AppError('conflict', m.register_error_lock_open())
    await lock(db, actor, meeting.project_id, [meeting_id])
    return true
  })
}

/** Locks all the closed pages of an edition's register and returns how many they were. Refuses an old proof of identity. */
export async function lockClosedMeetings(db: Db, actor: Actor, edition_id: string): Promise<number> {
  refuseUnproved(actor, 'when_old')
  return await inTransaction(db, async (db) => {
    const edition = await holdRow(db, 'edition', edition_id)
    if (!edition) throw new AppError('not_found', m.access_not_found())
    refuseUnless(actor, 'register:lock', editionPlace(edition))
    const meetings = await db
      .selectFrom('meeting')
      .select('id')
      .where('edition_id', '=', edition_id)
      .where('state', '=', 'closed')
      .orderBy('number')
      .execute()
    // Each held, so that nobody corrects it in between; one that somebody locked meanwhile stays as it is.
    const closed: string[] = []
    for (const { id } of meetings) if ((await holdMeeting(db, id)).state === 'closed') closed.push(id)
    if (closed.length > 0) await lock(db, actor, edition.project_id, closed)
    return closed.length
  })
}

async function lock(
  db: Transaction<Database>,
  actor: Actor,
  project_id: string,
  meetingIds: string[],
): Promise<void> {
  await db.updateTable('meeting').set({ state: 'locked' }).where('id', 'in', meetingIds).execute()
  const pages = await db
    .updateTable('register_page')
    .set({ locked_by: actor.accountId, locked_by_name: actor.name, locked_at: now() })
    .where('meeting_id', 'in', meetingIds)
    .where('superseded_at', 'is', null)
    .returning(['meeting_id', 'version', 'hash'])
    .execute()
  const pageOf = new Map(pages.map(({ meeting_id, ...page }) => [meeting_id, page]))
  await record(
    db,
    actor,
    ...meetingIds.map((id) => ({
      act: 'meeting_locked' as const,
      subject: ['meeting', id] as const,
      projectId: project_id,
      before: { state: 'closed' },
      after: { state: 'locked', ...pageOf.get(id) },
    })),
  )
}
