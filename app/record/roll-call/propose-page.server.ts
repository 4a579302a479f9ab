// SPDX-License-Identifier: AGPL-3.0-or-later
// What a roll call says besides the marks, on a page that is closed.
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import type { Database } from '#db/schema.ts'
import type { HeldMeeting } from '#plan/meetings/lock.server.ts'
import { recordChange } from '#plan/meetings/record-change.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { type Attempt, proposeChange, untilSigned } from '#record/proposals/proposed-changes.server.ts'
import { changeWalkIns, type WalkInTimes } from '#record/walk-ins/walk-ins.server.ts'

/** Proposes another topic; null where the page says it already. Of a locked page it is for the manager to see whether it can be. */
export async function proposeTopic(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  topic: string | null,
): Promise<{ id: string } | null> {
  const meeting_id = meeting.id
  const attempt: Attempt = (db, signer) =>
    recordMarks(db, signer, {
      meeting_id,
      source: 'trainer',
      reason: untilSigned(),
      nonce: newId(),
      topic,
      marks: [],
    })
  const tried = recordChange(actor, meeting) === 'locked' ? null : attempt
  return await proposeChange(db, actor, meeting_id, { kind: 'topic', topic }, tried)
}

/** Proposes other times of a walk-in; null where they are those of the page. */
export async function proposeTimes(
  db: Transaction<Database>,
  actor: Actor,
  meeting_id: string,
  given: WalkInTimes,
): Promise<{ id: string } | null> {
  const { id: walk_in, intervals } = given
  const change = { kind: 'walk_in_times' as const, walk_in, intervals }
  return await proposeChange(db, actor, meeting_id, change, (db, signer) =>
    changeWalkIns(db, signer, meeting_id, [given], untilSigned()),
  )
}
