// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Interval } from '#record/marks/minutes.ts'
import type { CheckIn } from './arrival.ts'

export type Presence = {
  /** Since when somebody is there; null: they are not, or it is not known yet. */
  since: string | null
  /** Whether they may say that they leave: they arrived by themselves, and nobody said otherwise since. */
  mayLeave: boolean
}

type Last = Pick<CheckIn, 'kind' | 'at' | 'state'> & { settled_at: string | null }

/**
 * Whether somebody is at a meeting at a moment that is before its end, by their last check-in that stands and the times of presence
 * recorded. What they scanned and nobody has recorded yet comes first; an arrival that waits for the trainer's word says nothing.
 */
export function presenceNow(
  last: Last | undefined,
  intervals: readonly Interval[],
  moment: string,
): Presence {
  const recorded = intervals.find((one) => one.in <= moment && moment < one.out)?.in ?? null
  if (last?.state === 'waiting') return { since: recorded, mayLeave: last.kind === 'entry' }
  if (last && last.settled_at === null) {
    const isThere = last.kind === 'entry'
    return { since: isThere ? last.at : null, mayLeave: isThere }
  }
  return { since: recorded, mayLeave: recorded !== null && last?.kind === 'entry' }
}
