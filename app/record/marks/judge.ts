// SPDX-License-Identifier: AGPL-3.0-or-later
// What is stated of several people at a meeting, judged at once: what it changes, and of whom it is refused and why.
import type { MarkRole } from '#db/schema.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import {
  type Change,
  changeOf,
  needsReason,
  type RecordedMark,
  type Saying,
  type StatedMark,
} from './change.ts'
import { hasTimes, mostIntervals } from './mark.ts'
import { creditedMinutes, type MeetingTimes } from './minutes.ts'
import { completes, type SaidMark } from './one-statement.ts'
import { type Early, tooEarly } from './too-early.ts'

export type StatedOf = StatedMark & { person_id: string }

/** Everything that decides, as it is when the meeting is held. */
export type RollFacts<Mark> = {
  /** Every mark of the meeting, superseded ones too, by person. */
  recorded: ReadonlyMap<string, readonly Mark[]>
  /** Who belongs to the meeting, and as what. */
  roles: ReadonlyMap<string, MarkRole>
  /** Who has never had an employer and is not project staff: nobody can say as what they would count (domain.md 3.3). */
  unemployed: ReadonlySet<string>
  meeting: MeetingTimes & { state: string }
  moment: string
  reason: string | null
  from: { nonce: string; accountId: string }
}

/**
 * not_enrolled: belongs to the meeting in no role. times: present without a time that lasts, or a time where the status has none.
 * many_times: more than a mark takes. closed: taken back where the page is closed, which says something of everybody. not_begun, future: before it happened (tooEarly). no_employer: would count as nothing that is
 * known. reason: a correction that says none, where it is not the completion of its author's own statement.
 */
export type RefusalWhy = 'not_enrolled' | 'times' | 'many_times' | 'closed' | Early | 'no_employer' | 'reason'

export type MarkRefusal = { person_id: string; why: RefusalWhy }
export type MarkToWrite<Mark> = Omit<Change<Mark>, 'kind'> & {
  kind: Exclude<Change<Mark>['kind'], 'none'>
  stated: StatedOf
  /** When it was stated, and which statement it is. */
  said: Saying
  /** The mark that its author had seen, if it is one of this person's. */
  based_on: string | null
  role: MarkRole
  /** Whether a mark needs the reason that was given: a first one, while the meeting is open, does not. */
  withReason: boolean
  /** Whether a mark of the same submission is there already, saying something else. */
  repeated: boolean
}

/** Each statement comes to one change, one refusal or, where it says what is so already, to nothing. */
export function judgeMarks<Mark extends RecordedMark & SaidMark>(
  stated: readonly StatedOf[],
  facts: RollFacts<Mark>,
): { changes: MarkToWrite<Mark>[]; refusals: MarkRefusal[] } {
  const changes: MarkToWrite<Mark>[] = []
  const refusals: MarkRefusal[] = []
  for (const one of stated) {
    const judged = judge(one, facts)
    if (typeof judged === 'string') refusals.push({ person_id: one.person_id, why: judged })
    else if (judged) changes.push(judged)
  }
  return { changes, refusals }
}

function judge<Mark extends RecordedMark & SaidMark>(
  stated: StatedOf,
  { recorded, roles, unemployed, meeting, moment, reason, from }: RollFacts<Mark>,
): MarkToWrite<Mark> | RefusalWhy | null {
  const role = roles.get(stated.person_id)
  if (!role) return 'not_enrolled'
  if (!isWhole(stated)) return 'times'
  if (stated.status === 'withdrawn' && isSettled(meeting)) return 'closed'
  const earlier = recorded.get(stated.person_id) ?? []
  const { kind, current } = changeOf(stated, earlier, { ...from, moment })
  if (kind === 'none') return null
  const said = stated.said ?? { at: moment, nonce: from.nonce }
  const early = tooEarly(stated, meeting, said.at)
  if (early) return early
  const own = kind === 'correction' && !isSettled(meeting) && completes(earlier, from.accountId, said.at)
  const reasonNeeded = !own && needsReason(kind, meeting, said.at)
  if (reasonNeeded && !reason) return 'reason'
  if (stated.intervals.length > mostIntervals) return 'many_times'
  const counts =
    kind !== 'overtaken' && role === 'participant' && creditedMinutes(stated.intervals, meeting) > 0
  if (counts && unemployed.has(stated.person_id)) return 'no_employer'
  const withReason = kind !== 'first' || reasonNeeded
  const repeated = earlier.some((mark) => mark.nonce === said.nonce)
  const based_on = earlier.find((mark) => mark.id === stated.base)?.id ?? null
  return { kind, current, stated, said, based_on, role, withReason, repeated }
}

/** Some time where the status has times, none where it has none. */
function isWhole({ status, intervals }: StatedMark): boolean {
  if (!hasTimes(status)) return intervals.length === 0
  return (
    intervals.length > 0 && intervals.every((interval) => Date.parse(interval.out) > Date.parse(interval.in))
  )
}
