// SPDX-License-Identifier: AGPL-3.0-or-later
// What may still change at a meeting, by the state of its register (domain.md 4.1, rule 5).

import type { Actor } from '#base/access/actor.ts'
import { can } from '#base/access/permissions.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { HeldMeeting } from './lock.server.ts'
import { isSettled } from './meeting.ts'

/**
 * Refuses a change of what a meeting's register says: of a cancelled meeting always; of a closed one without a reason; of a
 * locked one also to whoever may not lock registers.
 */
export function refuseChange(actor: Actor, meeting: HeldMeeting, reason: string | null): void {
  const { state, project_id, edition_id } = meeting
  if (state === 'cancelled') throw new AppError('conflict', m.editions_meeting_is_cancelled())
  if (state === 'locked' && !can(actor, 'register:lock', { projectId: project_id, editionId: edition_id })) {
    throw new AppError('conflict', m.editions_meeting_is_locked())
  }
  if (isSettled(meeting) && !reason) {
    throw new AppError('invalid', m.editions_closed_wants_reason(), 'reason')
  }
}
