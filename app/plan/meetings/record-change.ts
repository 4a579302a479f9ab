// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether what the record of a meeting says may change, and by whom (product.md, rule 5; domain.md 4.1, rule 5): the one place.
import type { Actor } from '#base/access/actor.ts'
import { can, type Permission } from '#base/access/permissions.ts'
import { isSettled } from './meeting.ts'

export type RecordedMeeting = { id: string; state: string; project_id: string; edition_id: string }

/**
 * never: not by this person, whatever the state. cancelled: by nobody any more. locked: only by whoever locks registers, and this
 * person does not. with_reason: its page is closed, and a correction makes the next version. freely: as it is.
 */
export type RecordChange = 'never' | 'cancelled' | 'locked' | 'with_reason' | 'freely'

export function recordChange(
  actor: Actor,
  meeting: RecordedMeeting,
  permission: Permission = 'attendance:record',
): RecordChange {
  const place = { projectId: meeting.project_id, editionId: meeting.edition_id }
  if (!can(actor, permission, place)) return 'never'
  if (meeting.state === 'cancelled') return 'cancelled'
  if (meeting.state === 'locked' && !can(actor, 'register:lock', place)) return 'locked'
  return isSettled(meeting) ? 'with_reason' : 'freely'
}

/** Whether the actor may change it at all, with a reason or without. */
export function mayChangeRecord(actor: Actor, meeting: RecordedMeeting, permission?: Permission): boolean {
  return ['with_reason', 'freely'].includes(recordChange(actor, meeting, permission))
}
