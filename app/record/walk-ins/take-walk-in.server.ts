// SPDX-License-Identifier: AGPL-3.0-or-later
// The form of somebody at the door as its page sends them, or as a device kept them.
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import type { RecordedMeeting } from '#plan/meetings/record-change.ts'
import type { Taken } from '#record/device/kept-form.ts'
import { proposalsOf } from '#record/proposals/proposed-as.server.ts'
import { proposeChange, untilSigned } from '#record/proposals/proposed-changes.server.ts'
import type { NewWalkIn } from './walk-in.ts'
import { addWalkIn } from './walk-ins.server.ts'

/** Adds somebody at the door, or proposes to where the page is closed; refuses what addWalkIn refuses. */
export async function takeWalkIn(
  db: Db,
  actor: Actor,
  meeting: RecordedMeeting,
  given: NewWalkIn,
): Promise<Taken> {
  refuseUnless(actor, 'attendance:record', placeOf(meeting))
  if (isSettled(meeting)) return await proposed(db, actor, meeting.id, given)
  await addWalkIn(db, actor, meeting.id, given)
  const name = `${given.first_name} ${given.last_name}`
  const path = `/meetings/${meeting.id}/attendance#roll-walk-ins`
  return { path, text: m.attendance_walk_in_added({ name }) }
}

async function proposed(
  db: Db,
  actor: Actor,
  meeting_id: string,
  { reason: _, ...said }: NewWalkIn,
): Promise<Taken> {
  const change = { kind: 'walk_in_added' as const, walk_in: said }
  const made = await proposeChange(db, actor, meeting_id, change, (db, signer) =>
    addWalkIn(db, signer, meeting_id, { ...said, reason: untilSigned() }),
  )
  return proposalsOf(meeting_id, made ? 1 : 0)
}
