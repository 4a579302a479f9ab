// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import type { Database } from '#db/schema.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { addRowAsWalkIn } from '#record/online/row-walk-in.server.ts'
import type { Change } from '#record/proposals/change.ts'
import { changeMeeting } from '#record/schedule/changes.server.ts'
import { correctWalkIn, withdrawWalkIn } from '#record/walk-ins/corrections.server.ts'
import { matchWalkIn, matchWhoeverItIs } from '#record/walk-ins/matching.server.ts'
import { addWalkIn, changeWalkIns } from '#record/walk-ins/walk-ins.server.ts'

/** Makes a change of a closed page, with the reason of whoever signs it; refuses what its own writer refuses by now. */
export async function applyChange(
  db: Transaction<Database>,
  signer: Actor,
  meeting_id: string,
  change: Change,
  reason: string,
): Promise<unknown> {
  switch (change.kind) {
    case 'topic': {
      const { topic } = change
      return await recordMarks(db, signer, {
        meeting_id,
        source: 'trainer',
        reason,
        nonce: newId(),
        topic,
        marks: [],
      })
    }
    case 'meeting':
      return await changeMeeting(db, signer, { ...change, meeting_id, reason })
    case 'walk_in_added': {
      const { walk_in, row } = change
      if (!row) return await addWalkIn(db, signer, meeting_id, { ...walk_in, reason })
      return await addRowAsWalkIn(db, signer, { ...row, meeting_id, walkIn: walk_in, reason })
    }
    case 'walk_in_corrected': {
      const which = { walk_in_id: change.walk_in, meeting_id }
      return await correctWalkIn(db, signer, which, { ...change.said, reason })
    }
    case 'walk_in_withdrawn':
      return await withdrawWalkIn(db, signer, { walk_in_id: change.walk_in, meeting_id, reason })
    case 'walk_in_times': {
      const { walk_in: id, intervals } = change
      return await changeWalkIns(db, signer, meeting_id, [{ id, intervals }], reason)
    }
    case 'walk_in_matched': {
      const match = { walk_in_id: change.walk_in, meeting_id, person_id: change.person_id }
      return await (change.by_address ? matchWhoeverItIs : matchWalkIn)(db, signer, match)
    }
  }
}
