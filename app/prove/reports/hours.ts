// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's hours in an edition, each with what it is of (peers.md 2.3, lesson 7): never a percent alone.

import type { CourseKind } from '#db/schema.ts'
import type { Rule } from '#plan/enrolment/rule.ts'
import { type Completion, completionOf, type MeetingFacts } from '#record/completion/completion.ts'

/**
 * Where a person stands towards the hours that the pinned rule asks for. Modules are another matter. Lost: even with all that is
 * still to be recorded and to come it is not enough. A table asks for no hours.
 */
export const standings = ['reached', 'reachable', 'lost', 'not_asked'] as const
export type Standing = (typeof standings)[number]

export type Hours = {
  attendedMinutes: number
  /** Recorded, and not attended: absences, late arrivals, early exits. */
  missedMinutes: number
  /** Of the meetings recorded for this person: attended and missed together. */
  recordedMinutes: number
  /** Of the meetings that ended and whose roll has not been called for this person. */
  toRecordMinutes: number
  toComeMinutes: number
  /** Of all meetings that are not cancelled. */
  plannedMinutes: number
  neededMinutes: number
  missingMinutes: number
  standing: Standing
  /** Has attended less of what is recorded so far than the rule asks of the whole. */
  behind: boolean
  /** Hundredths of percent, in whole percents down; null where there is nothing to divide by. */
  ofRecorded: number | null
  ofPlanned: number | null
}

/** The hours of an enrolment at a moment. What counts is said by completionOf alone; cancelled meetings are in no figure. */
export function hoursOf(facts: HoursFacts, at: string): Hours {
  const completion = completionOf({ ...facts, modules: [] }, at)
  const { asksForHours, creditedMinutes, missedMinutes, toRecordMinutes, toComeMinutes } = completion
  const { plannedMinutes, missing } = completion
  const recordedMinutes = creditedMinutes + missedMinutes
  return {
    attendedMinutes: creditedMinutes,
    missedMinutes,
    recordedMinutes,
    toRecordMinutes,
    toComeMinutes,
    plannedMinutes,
    neededMinutes: asksForHours ? completion.neededMinutes : 0,
    missingMinutes: missing.find((item) => item.kind === 'minutes')?.minutes ?? 0,
    standing: standingOf(completion),
    behind: asksForHours && creditedMinutes * 10_000 < recordedMinutes * facts.rule.threshold,
    ofRecorded: shareOf(creditedMinutes, recordedMinutes),
    ofPlanned: shareOf(creditedMinutes, plannedMinutes),
  }
}

type HoursFacts = { kind: CourseKind; rule: Rule; meetings: readonly MeetingFacts[] }

function standingOf({ asksForHours, missing, stillReachable }: Completion): Standing {
  if (!asksForHours) return 'not_asked'
  if (missing.length === 0) return 'reached'
  return stillReachable ? 'reachable' : 'lost'
}

/** Hundredths of percent, down; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.floor((part * 10_000) / whole) : null
}

const summed = [
  'attendedMinutes',
  'missedMinutes',
  'toRecordMinutes',
  'toComeMinutes',
  'recordedMinutes',
  'plannedMinutes',
  'neededMinutes',
  'missingMinutes',
] as const

export type HoursSums = Pick<Hours, (typeof summed)[number]> & { people: number }

/** The hours of some people together. */
export function sumsOf(all: readonly Hours[]): HoursSums {
  const sums = Object.fromEntries(
    summed.map((key) => [key, all.reduce((sum, hours) => sum + hours[key], 0)]),
  ) as Omit<HoursSums, 'people'>
  return { ...sums, people: all.length }
}

export function standingAsked(params: URLSearchParams): Standing | null {
  return standings.find((standing) => standing === params.get('standing')) ?? null
}
