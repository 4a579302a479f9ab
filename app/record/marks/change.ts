// SPDX-License-Identifier: AGPL-3.0-or-later
// What a statement does to what is already recorded: the later statement is in force, whichever arrives first.

import { isSettled } from '#plan/meetings/meeting.ts'
import { lastStatement } from './in-force.ts'
import { type Statement, saysTheSame } from './mark.ts'

/** A recorded mark, as far as it decides what a new statement does. */
export type RecordedMark = Statement & {
  id: string
  nonce: string
  recorded_by: string | null
  superseded_by: string | null
  restated_at: string
  restated_nonce: string
}

/** Which statement it is, and when it was made. */
export type Saying = { at: string; nonce: string }

/**
 * What somebody states about a person; `base` is the mark they saw when they did, null if there was none. `said` where it was made
 * before it arrived, on a device that keeps statements; else it is made as it arrives.
 */
export type StatedMark = Statement & { base: string | null; said?: Saying | undefined }

/**
 * none: nothing to write. first: nobody had marked the person, or what was said was taken back. correction: supersedes a mark that
 * its author saw. conflict: supersedes a mark that somebody else recorded in the meantime, which its author did not see. restated:
 * says what is in force, later. overtaken: is kept, and superseded already by what was stated after it.
 */
export type Change<Mark> = {
  kind: 'none' | 'first' | 'correction' | 'conflict' | 'restated' | 'overtaken'
  /** The statement that came last until now; null where there is none. */
  current: Mark | null
}

/**
 * Compares a statement with the marks recorded for the same person at the same meeting. What equals the mark its author saw
 * (they did not touch it), what was already sent with the same nonce, and what is in force since later, is none. Equal moments
 * are ordered by what was seen, then by the nonce: whichever arrives first, the same is in force in the end.
 */
export function changeOf<Mark extends RecordedMark>(
  stated: StatedMark,
  recorded: readonly Mark[],
  from: { nonce: string; accountId: string; moment: string },
): Change<Mark> {
  const current = lastStatement(recorded) ?? null
  const nonce = stated.said?.nonce ?? from.nonce
  const known = recorded.some(
    (mark) => (mark.id === stated.base || mark.nonce === nonce) && saysTheSame(mark, stated),
  )
  if (known) return { kind: 'none', current }
  if (!current) return { kind: 'first', current }
  const same = saysTheSame(current, stated)
  if (!isLater(stated, current, from)) return { kind: same ? 'none' : 'overtaken', current }
  if (same) {
    // Whoever sends a page again that is kept nowhere says nothing new.
    const says = stated.said !== undefined || current.recorded_by !== from.accountId
    return { kind: says ? 'restated' : 'none', current }
  }
  if (current.status === 'withdrawn') return { kind: 'first', current }
  const unseen = current.id !== stated.base && current.recorded_by !== from.accountId
  return { kind: unseen ? 'conflict' : 'correction', current }
}

function isLater(stated: StatedMark, current: RecordedMark, from: { moment: string }): boolean {
  const at = stated.said?.at ?? from.moment
  if (at !== current.restated_at) return at > current.restated_at
  return !stated.said || stated.base === current.id || stated.said.nonce > current.restated_nonce
}

/**
 * Whether a change may only be made with a reason: to a meeting that is settled always, to what is over if it corrects; but see
 * completes (one-statement.ts).
 */
export function needsReason(
  kind: Change<unknown>['kind'],
  meeting: { ends_at: string; state: string },
  moment: string,
): boolean {
  if (kind === 'none' || kind === 'restated' || kind === 'overtaken') return false
  return isSettled(meeting) || (kind === 'correction' && moment > meeting.ends_at)
}

/** Whether corrections of a meeting need a reason: not while it runs, always once it is over or settled. */
export type ReasonRule = 'running' | 'over' | 'settled'

export function reasonRule(meeting: { ends_at: string; state: string }, moment: string): ReasonRule {
  if (isSettled(meeting)) return 'settled'
  return moment > meeting.ends_at ? 'over' : 'running'
}
