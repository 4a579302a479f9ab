// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Actor } from '#base/access/actor.ts'
import type { Permission } from '#base/access/permissions.ts'
import { AppError } from '#base/error.ts'
import { showDay } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { isSettled } from './meeting.ts'
import { type RecordedMeeting, recordChange } from './record-change.ts'

/**
 * Refuses who may not change what a meeting's record says: `forbidden` who never may (`permission`), `conflict` at a cancelled
 * meeting and at a locked one, where the words say since when and whom to ask. Whether a reason is given is the caller's to look
 * at: see refuseUnexplained.
 */
export async function refuseRecordChange(
  db: Db,
  actor: Actor,
  meeting: RecordedMeeting,
  permission?: Permission,
): Promise<void> {
  const change = recordChange(actor, meeting, permission)
  if (change === 'never') throw new AppError('forbidden', m.access_forbidden())
  if (change === 'cancelled') throw new AppError('conflict', m.attendance_error_cancelled())
  if (change !== 'locked') return
  const page = await db
    .selectFrom('register_page')
    .select('locked_at')
    .where('meeting_id', '=', meeting.id)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  const day = page?.locked_at ? showDay(page.locked_at) : null
  throw new AppError('conflict', day ? m.attendance_error_locked_on({ day }) : m.attendance_error_locked())
}

/** Refuses, at the field `reason`, a change of a closed page that says no reason: it is a correction (domain.md 4.1, rule 5). */
export function refuseUnexplained(meeting: { state: string }, reason: string | null | undefined): void {
  if (isSettled(meeting) && !reason) throw new AppError('invalid', m.editions_closed_wants_reason(), 'reason')
}
