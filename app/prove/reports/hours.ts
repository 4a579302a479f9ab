// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's hours in an edition, each with what it is of (peers.md 2.3, lesson 7): never a percent alone.

import type { Rule } from '#plan/enrolment/rule.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { completionOf, type MeetingFacts } from '#record/completion/completion.ts'

/** Where a person stands towards the hours that the pinned rule asks for. Modules are another matter. */
export const standings = ['reached', 'reachable', 'lost'] as const
export type Standing = (typeof standings)[number]

export type Hours = {
  attendedMinutes: number
  /** Of the meetings that are over for this person: ended, closed, or with their mark. */
  soFarMinutes: number
  /** Of all meetings that are not cancelled. */
  plannedMinutes: number
  neededMinutes: number
  missingMinutes: number
  standing: Standing
  /** Has attended less of what was held so far than the rule asks of the whole. */
  behind: boolean
  /** Hundredths of percent, in whole percents down; null where there is nothing to divide by. */
  ofSoFar: number | null
  ofPlanned: number | null
}

/** The hours of an enrolment at a moment. What counts is said by completionOf alone; cancelled meetings are in no figure. */
export function hoursOf(facts: { rule: Rule; meetings: readonly MeetingFacts[] }, at: string): Hours {
  const { rule, meetings } = facts
  const { creditedMinutes, plannedMinutes, neededMinutes, missing, stillReachable } = completionOf(
    { rule, meetings, modules: [] },
    at,
  )
  const over = meetings.filter((meeting) => meeting.state !== 'cancelled' && isOver(meeting, at))
  const soFarMinutes = over.reduce((sum, meeting) => sum + meeting.minutes, 0)
  const missingMinutes = missing.find((item) => item.kind === 'minutes')?.minutes ?? 0
  return {
    attendedMinutes: creditedMinutes,
    soFarMinutes,
    plannedMinutes,
    neededMinutes,
    missingMinutes,
    standing: missingMinutes === 0 ? 'reached' : stillReachable ? 'reachable' : 'lost',
    behind: creditedMinutes * 10_000 < soFarMinutes * rule.threshold,
    ofSoFar: shareOf(creditedMinutes, soFarMinutes),
    ofPlanned: shareOf(creditedMinutes, plannedMinutes),
  }
}

function isOver({ state, ends_at, creditedMinutes }: MeetingFacts, at: string): boolean {
  return ends_at <= at || isSettled({ state }) || creditedMinutes !== null
}

/** Hundredths of percent, down; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.floor((part * 10_000) / whole) : null
}

export type HoursSums = Pick<
  Hours,
  'attendedMinutes' | 'soFarMinutes' | 'plannedMinutes' | 'neededMinutes' | 'missingMinutes'
> & { people: number }

/** The hours of some people together. */
export function sumsOf(all: readonly Hours[]): HoursSums {
  const sums = { attendedMinutes: 0, soFarMinutes: 0, plannedMinutes: 0, neededMinutes: 0, missingMinutes: 0 }
  for (const hours of all) {
    sums.attendedMinutes += hours.attendedMinutes
    sums.soFarMinutes += hours.soFarMinutes
    sums.plannedMinutes += hours.plannedMinutes
    sums.neededMinutes += hours.neededMinutes
    sums.missingMinutes += hours.missingMinutes
  }
  return { ...sums, people: all.length }
}

export function standingAsked(params: URLSearchParams): Standing | null {
  return standings.find((standing) => standing === params.get('standing')) ?? null
}
