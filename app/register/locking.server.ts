// SPDX-License-Identifier: AGPL-3.0-or-later
// Locking closed pages: from then on only whoever may lock registers corrects them (product.md, rule 5).
import type { Actor } from '#app/access/actor.ts'
import { refuseUnproved } from '#app/access/proof.server.ts'
import { holdMeeting } from '#app/attendance/meeting-lock.server.ts'
import { now } from '#app/clock.server.ts'
import { AppError } from '#app/error.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { record } from '#app/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/**
 * Locks a meeting's closed page. Refuses one that is not closed, and an old proof of identity; one that is locked stays so,
 * and false is returned.
 */
export async function lockMeeting(db: Db, actor: Actor, meeting_id: string): Promise<boolean> {
  refuseUnproved(actor, 'when_old')
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, meeting_id)
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
    // Held, as holdMeeting does, so that nobody corrects them in between.
    const meetings = await db
      .updateTable('meeting')
      .set((eb) => ({ state: eb.ref('state') }))
      .where('edition_id', '=', edition_id)
      .where('state', '=', 'closed')
      .returning(['id', 'number'])
      .execute()
    if (meetings.length === 0) return 0
    const { project_id } = await db
      .selectFrom('edition')
      .select('project_id')
      .where('id', '=', edition_id)
      .executeTakeFirstOrThrow()
    const inOrder = meetings.sort((a, b) => a.number - b.number).map((meeting) => meeting.id)
    await lock(db, actor, project_id, inOrder)
    return meetings.length
  })
}

async function lock(db: Db, actor: Actor, project_id: string, meetingIds: string[]): Promise<void> {
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
