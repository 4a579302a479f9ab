// SPDX-License-Identifier: AGPL-3.0-or-later
// What a statement does to what is already recorded.

import { isSettled } from '#plan/meetings/meeting.ts'
import { markInForce } from './in-force.ts'
import { type Statement, saysTheSame } from './mark.ts'

/** A recorded mark, as far as it decides what a new statement does. */
export type RecordedMark = Statement & {
  id: string
  nonce: string
  recorded_by: string | null
  superseded_by: string | null
}

/** What somebody states about a person; `base` is the mark they saw when they did, null if there was none. */
export type StatedMark = Statement & { base: string | null }

/**
 * none: nothing to write. first: nobody had marked the person. correction: supersedes a mark that its author saw.
 * conflict: supersedes a mark that somebody else recorded in the meantime, which its author did not see.
 */
export type Change<Mark> = { kind: 'none' | 'first' | 'correction' | 'conflict'; current: Mark | null }

/**
 * Compares a statement with the marks recorded for the same person at the same meeting. What equals the current mark,
 * what equals the mark its author saw (they did not touch it) and what was already sent with the same nonce is none.
 */
export function changeOf<Mark extends RecordedMark>(
  stated: StatedMark,
  recorded: readonly Mark[],
  from: { nonce: string; accountId: string },
): Change<Mark> {
  const current = markInForce(recorded) ?? null
  if (!current) return { kind: 'first', current }
  const known = recorded.some(
    (mark) =>
      (mark === current || mark.id === stated.base || mark.nonce === from.nonce) && saysTheSame(mark, stated),
  )
  if (known) return { kind: 'none', current }
  const unseen = current.id !== stated.base && current.recorded_by !== from.accountId
  return { kind: unseen ? 'conflict' : 'correction', current }
}

/** Whether a change may only be made with a reason: to a meeting that is settled always, to what is over if it corrects. */
export function needsReason(
  kind: Change<unknown>['kind'],
  meeting: { ends_at: string; state: string },
  moment: string,
): boolean {
  if (kind === 'none') return false
  return isSettled(meeting) || (kind === 'correction' && moment > meeting.ends_at)
}

/** Whether corrections of a meeting need a reason: not while it runs, always once it is over or settled. */
export type ReasonRule = 'running' | 'over' | 'settled'

export function reasonRule(meeting: { ends_at: string; state: string }, moment: string): ReasonRule {
  if (isSettled(meeting)) return 'settled'
  return moment > meeting.ends_at ? 'over' : 'running'
}
