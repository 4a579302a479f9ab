// SPDX-License-Identifier: AGPL-3.0-or-later
// When an enrolment is complete, and what is missing until then (domain.md 4.3).
import type { MeetingTable } from '#db/schema.ts'
import type { Rule } from '#plan/enrolment/rule.ts'

export type MeetingFacts = {
  /** Scheduled, net of breaks. */
  minutes: number
  state: MeetingTable['state']
  ends_at: string
  /** Of the person's current mark; null while there is none. */
  creditedMinutes: number | null
}

type ModuleFacts = { title: string; done: boolean }

type Missing = { kind: 'minutes'; minutes: number } | { kind: 'modules'; titles: string[] }

export type Completion = {
  complete: boolean
  creditedMinutes: number
  /** Of all meetings that are not cancelled. */
  plannedMinutes: number
  /** Of the planned ones, what the rule asks for. */
  neededMinutes: number
  modulesDone: number
  modulesAll: number
  missing: Missing[]
  /** Whether the meetings that remain are enough. */
  stillReachable: boolean
  /** Meetings that have not ended and have no mark of this person yet. */
  remainingMeetings: number
}

type Facts = { rule: Rule; meetings: readonly MeetingFacts[]; modules: readonly ModuleFacts[] }

/**
 * Complete: the minutes credited reach the threshold of the minutes planned, and every module is done. Cancelled meetings
 * leave both sides. Without meetings only modules count, without modules only minutes; with neither nothing completes.
 */
export function completionOf({ rule, meetings, modules }: Facts, at: string): Completion {
  const held = meetings.filter((meeting) => meeting.state !== 'cancelled')
  const plannedMinutes = sum(held.map((meeting) => meeting.minutes))
  const creditedMinutes = sum(held.map((meeting) => meeting.creditedMinutes ?? 0))
  const neededMinutes = Math.ceil((plannedMinutes * rule.threshold) / 10_000)
  const lacking = Math.max(neededMinutes - creditedMinutes, 0)
  const remaining = held.filter((meeting) => {
    const open = meeting.state === 'planned' || meeting.state === 'open'
    return open && meeting.creditedMinutes === null && meeting.ends_at > at
  })
  const undone = modules.filter((module) => !module.done).map((module) => module.title)
  const missing: Missing[] = []
  if (lacking > 0) missing.push({ kind: 'minutes', minutes: lacking })
  if (undone.length > 0) missing.push({ kind: 'modules', titles: undone })
  const askedForSomething = plannedMinutes > 0 || modules.length > 0
  return {
    complete: askedForSomething && missing.length === 0,
    creditedMinutes,
    plannedMinutes,
    neededMinutes,
    modulesDone: modules.length - undone.length,
    modulesAll: modules.length,
    missing,
    stillReachable: askedForSomething && lacking <= sum(remaining.map((meeting) => meeting.minutes)),
    remainingMeetings: remaining.length,
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
