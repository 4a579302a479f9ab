// SPDX-License-Identifier: AGPL-3.0-or-later
// What the rows of a roll call state, and when.
import type { Actor } from '#base/access/actor.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import type { HeldMeeting } from '#plan/meetings/lock.server.ts'
import { statementOf } from '#record/attendance/row-typed.ts'
import { saidAt } from '#record/device/device-clock.ts'
import { givenAt } from '#record/device/page-stamp.server.ts'
import type { Saying } from '#record/marks/change.ts'
import { markInForce } from '#record/marks/in-force.ts'
import type { StatedOf } from '#record/marks/judge.ts'
import type { KeptMark } from '#record/marks/rows.server.ts'
import type { HeldBack } from './held-back.server.ts'
import { type SavedRoll, type SavedRow, speaksOf } from './roll-call.ts'
import { heldBackName } from './words.ts'

export type WrongRow = { field: 'status' | 'in' | 'out' | 'reason' | null; message: string }

/** What the rows state, and those that state nothing that can be read. */
export function statedIn(
  sent: SavedRoll,
  actor: Actor,
  meeting: HeldMeeting,
  recorded: ReadonlyMap<string, readonly KeptMark[]>,
  held: ReadonlyMap<string, HeldBack>,
): { stated: StatedOf[]; wrong: Record<string, WrongRow> } {
  const zone = env().TZ_DISPLAY
  const seen = new Map([...recorded.values()].flat().map((mark) => [mark.id, mark]))
  const wrong: Record<string, WrongRow> = {}
  const said = sayings(sent, actor, meeting)
  const stated = Object.entries(sent.marks).flatMap<StatedOf>(([person_id, typed]) => {
    if (typed.first !== undefined) {
      if (markInForce(recorded.get(person_id))) return []
      const why = held.get(person_id)
      if (why && !speaksOf(typed.status, why)) {
        wrong[person_id] = { field: null, message: heldBackName(why) }
        return []
      }
    }
    const row = statementOf(person_id, typed, meeting, zone, seen)
    if ('wrong' in row) {
      wrong[person_id] = row.wrong
      return []
    }
    return row.stated ? [{ person_id, ...row.stated, said: said(typed) }] : []
  })
  return { stated, wrong }
}

/** When each row was said, by our clock; undefined, as it arrives, where the page cannot tell. */
function sayings(
  { sent_at, given: page }: SavedRoll,
  { accountId }: Actor,
  { id: meeting_id }: HeldMeeting,
): (row: SavedRow) => Saying | undefined {
  const arrived = now()
  return ({ at, nonce, given: own }) => {
    const given = givenAt({ meeting_id, accountId }, own ?? page)
    if (!at || !nonce || !sent_at || given === null) return undefined
    return { nonce, at: saidAt({ at, sent_at, given, arrived }) }
  }
}
