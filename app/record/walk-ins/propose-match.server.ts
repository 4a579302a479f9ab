// SPDX-License-Identifier: AGPL-3.0-or-later
// Recognising a walk-in of a meeting whose page is closed: it is proposed, and signed with the page's other corrections.
import type { Actor } from '#base/access/actor.ts'
import type { Db } from '#db/connect.server.ts'
import { proposeChange } from '#record/proposals/proposed-changes.server.ts'
import { type Match, type Matched, matchWalkIn, matchWhoeverItIs } from './matching.server.ts'

/** Proposes what matchWalkIn would do; refuses what it refuses. */
export async function proposeMatch(db: Db, actor: Actor, match: Match): Promise<Matched> {
  return await propose(db, actor, match, false)
}

/** Proposes what matchWhoeverItIs would do, of whoever was found by their exact address; refuses what it refuses. */
export async function proposeMatchByAddress(db: Db, actor: Actor, match: Match): Promise<Matched> {
  return await propose(db, actor, match, true)
}

async function propose(db: Db, actor: Actor, match: Match, by_address: boolean): Promise<Matched> {
  const { walk_in_id: walk_in, meeting_id, person_id } = match
  const change = { kind: 'walk_in_matched' as const, walk_in, person_id, by_address }
  const how = by_address ? matchWhoeverItIs : matchWalkIn
  let matched: Matched = { name: '', isNew: false }
  await proposeChange(db, actor, meeting_id, change, async (db, signer) => {
    matched = await how(db, signer, match)
  })
  return matched
}
