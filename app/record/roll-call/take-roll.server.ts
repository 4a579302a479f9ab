// SPDX-License-Identifier: AGPL-3.0-or-later
// The roll call's form as its page sends it, or as a device kept it.
import type { z } from 'zod'
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import type { Db } from '#db/connect.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import type { RecordedMeeting } from '#plan/meetings/record-change.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import type { Taken } from '#record/device/kept-form.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'
import { proposalsOf } from '#record/proposals/proposed-as.server.ts'
import type { rollCallSchema } from './roll-call.ts'
import { proposeRoll, recordRoll, savedAs } from './save-form.server.ts'

type Typed = z.output<ReturnType<typeof rollCallSchema>>

/** The marks that the rows of a meeting's roll may have been shown, by their id: what its form is read with. */
export async function marksSeenAt(db: Db, meeting: { id: string }) {
  await settleCheckIns(db, meeting.id)
  const recorded = [...(await marksByPerson(db, meeting.id)).values()].flat()
  return new Map(recorded.map((mark) => [mark.id, mark]))
}

/**
 * Takes a whole roll: records it, or proposes it where the page is closed. `at`: when it was said, where that was before it arrived.
 * Refuses what recordRoll and proposeRoll refuse.
 */
export async function takeRoll(
  db: Db,
  actor: Actor,
  meeting: RecordedMeeting,
  { walk_ins, ...typed }: Typed,
  at?: string,
): Promise<Taken> {
  refuseUnless(actor, 'attendance:record', placeOf(meeting))
  const said = at && { said: { at, nonce: typed.nonce } }
  const stated = { ...typed, marks: typed.marks.map((mark) => ({ ...mark, ...said })) }
  if (isSettled(meeting)) {
    return proposalsOf(meeting.id, await proposeRoll(db, actor, meeting.id, stated, walk_ins))
  }
  return savedAs(meeting.id, await recordRoll(db, actor, meeting.id, stated, walk_ins))
}
