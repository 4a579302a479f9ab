// SPDX-License-Identifier: AGPL-3.0-or-later
// When an enrolment is complete, and what is missing until then (domain.md 4.3).
import type { CourseKind, MeetingTable } from '#db/schema.ts'
import { asksForHours, type Rule } from '#plan/enrolment/rule.ts'
import { isSettled } from '#plan/meetings/meeting.ts'

export type MeetingFacts = {
  /** Scheduled, net of breaks. */
  minutes: number
  state: MeetingTable['state']
  ends_at: string
  /** Of the person's current mark; null while there is none. */
  creditedMinutes: number | null
  /** Credited to who is there until the end, and still to pass: of a meeting under way, in none of the above. */
  aheadMinutes?: number
}

/**
 * recorded: there is a mark of the person, or the page is closed and they are not on it. to_record: it has ended and nobody has
 * said yet whether they were there, which is not an absence. to_come: it has not ended. cancelled: it counts nowhere.
 */
export type Recording = 'cancelled' | 'recorded' | 'to_record' | 'to_come'

/** Where the record of one person at one meeting is at a moment. The only place that says so. */
export function recordingOf(
  meeting: Pick<MeetingFacts, 'state' | 'ends_at' | 'creditedMinutes'>,
  at: string,
): Recording {
  if (meeting.state === 'cancelled') return 'cancelled'
  if (meeting.creditedMinutes !== null || isSettled(meeting)) return 'recorded'
  return meeting.ends_at <= at ? 'to_record' : 'to_come'
}

type ModuleFacts = { title: string; done: boolean }

type Missing = { kind: 'minutes'; minutes: number } | { kind: 'modules'; titles: string[] }

export type Completion = {
  complete: boolean
  /** Whether hours are asked for at all: a table asks for none. */
  asksForHours: boolean
  creditedMinutes: number
  /** Of the meetings recorded, what was not attended: absences, late arrivals, early exits. */
  missedMinutes: number
  /** Of the meetings that ended without anybody having said whether the person was there. */
  toRecordMinutes: number
  toRecordMeetings: number
  /** Of what has not ended: the meetings without a mark, and what is still to pass of one where the person is. */
  toComeMinutes: number
  /** Meetings that have not ended and where there is still something to attend. */
  remainingMeetings: number
  /** Of all meetings that are not cancelled: those credited, missed, to be recorded and to come together. */
  plannedMinutes: number
  /** Of the planned ones, what the rule asks for. */
  neededMinutes: number
  modulesDone: number
  modulesAll: number
  missing: Missing[]
  /** Whether what is still to be recorded or still to come is enough: only recorded absences put it out of reach. */
  stillReachable: boolean
}

type Facts = {
  kind: CourseKind
  rule: Rule
  meetings: readonly MeetingFacts[]
  modules: readonly ModuleFacts[]
}

/**
 * Complete: the minutes credited reach the threshold of the minutes planned, and every module is done. Cancelled meetings
 * leave both sides. Without meetings only modules count, without modules only minutes; with neither nothing completes. Whoever
 * was at a table has taken part in it, unless the rule pinned at the enrolment asks for more.
 */
export function completionOf({ kind, rule, meetings, modules }: Facts, at: string): Completion {
  const held = meetings.filter((meeting) => meeting.state !== 'cancelled')
  const recorded = held.filter((meeting) => recordingOf(meeting, at) === 'recorded')
  const toRecord = held.filter((meeting) => recordingOf(meeting, at) === 'to_record')
  const toCome = held.filter((meeting) => recordingOf(meeting, at) === 'to_come')
  const plannedMinutes = minutesOf(held)
  const creditedMinutes = sum(held.map((meeting) => meeting.creditedMinutes ?? 0))
  const ahead = held.filter((meeting) => (meeting.aheadMinutes ?? 0) > 0)
  const aheadMinutes = sum(ahead.map((meeting) => meeting.aheadMinutes ?? 0))
  const missedMinutes = minutesOf(recorded) - creditedMinutes - aheadMinutes
  const toComeMinutes = minutesOf(toCome) + aheadMinutes
  const neededMinutes = Math.ceil((plannedMinutes * rule.threshold) / 10_000)
  const lacking = Math.max(neededMinutes - creditedMinutes, 0)
  const undone = modules.filter((module) => !module.done).map((module) => module.title)
  const measured = asksForHours(kind)
  const missing: Missing[] = []
  if (measured && lacking > 0) missing.push({ kind: 'minutes', minutes: lacking })
  if (undone.length > 0) missing.push({ kind: 'modules', titles: undone })
  const askedForSomething = plannedMinutes > 0 || modules.length > 0
  const tookPart = measured || plannedMinutes === 0 || creditedMinutes > 0
  return {
    complete: askedForSomething && lacking === 0 && undone.length === 0 && tookPart,
    asksForHours: measured,
    creditedMinutes,
    missedMinutes,
    toRecordMinutes: minutesOf(toRecord),
    toRecordMeetings: toRecord.length,
    toComeMinutes,
    remainingMeetings: toCome.length + ahead.length,
    plannedMinutes,
    neededMinutes,
    modulesDone: modules.length - undone.length,
    modulesAll: modules.length,
    missing,
    stillReachable: askedForSomething && (!measured || lacking <= minutesOf(toRecord) + toComeMinutes),
  }
}

function minutesOf(meetings: readonly MeetingFacts[]): number {
  return sum(meetings.map((meeting) => meeting.minutes))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
