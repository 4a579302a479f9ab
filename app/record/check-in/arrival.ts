// SPDX-License-Identifier: AGPL-3.0-or-later
// What a scan of a meeting's code means: an arrival, a leaving, nothing new, or something to refuse.

import { localDate, momentOf } from '#base/i18n/zone.ts'
import { isSettled } from '#plan/meetings/meeting.ts'

/** The screen and the check-in go on for so long after a meeting's end. */
const minutesAfterEnd = 60

/** Who scans again so soon after arriving is not asked whether they leave. */
const minutesAtTheDoor = 5

export type Doubt = 'not_enrolled' | 'outside_window' | 'same_device'

export type CheckIn = {
  kind: 'entry' | 'exit'
  step: number
  at: string
  state: 'accepted' | 'waiting' | 'confirmed' | 'rejected'
  /** From the browser that scans now. */
  thisDevice: boolean
}

export type CheckInMeeting = {
  starts_at: string
  ends_at: string
  mode: string
  state: string
  check_in_before: number
  check_in_after: number
}

/** What is known of who scans: their own check-ins at the meeting, and whether another person used the same browser. */
export type Known = { enrolled: boolean; teaches: boolean; othersDevice: boolean; mine: readonly CheckIn[] }

export type Refusal = 'cancelled' | 'closed' | 'webinar' | 'another_day' | 'over' | 'teaches'

/**
 * What somebody who is in or out already is asked, because a scan alone does not say it: leaving, whoever has been there `since`;
 * returning, whoever left then.
 */
export type Question = {
  outcome: 'asks'
  question: 'leaving' | 'returning'
  since: string
  doubt: Doubt | null
}

export type Arrival =
  | { outcome: 'entry' | 'exit'; doubt: Doubt | null }
  | Question
  | { outcome: 'already'; kind: 'entry' | 'exit'; at: string }
  | { outcome: 'refused'; why: Refusal }

/** Why a meeting takes no check-ins at a moment, or null when it does. Its day is that of its beginning in `zone`. */
export function refusalOf(
  meeting: Pick<CheckInMeeting, 'starts_at' | 'ends_at' | 'mode' | 'state'>,
  moment: string,
  zone: string,
): Refusal | null {
  if (meeting.state === 'cancelled') return 'cancelled'
  if (meeting.mode === 'webinar') return 'webinar'
  if (isSettled(meeting)) return 'closed'
  if (moment < momentOf(localDate(meeting.starts_at, zone), '00:00', zone)) return 'another_day'
  if (moment <= later(meeting.ends_at, minutesAfterEnd)) return null
  return localDate(moment, zone) === localDate(meeting.ends_at, zone) ? 'over' : 'another_day'
}

/**
 * The first scan is an entry. Any later one asks: who is there, whether they are leaving; who left, whether they are back, as long
 * as the meeting runs. The same code twice is one check-in, and who scans again at the door has said nothing new. Doubts wait for
 * the trainer: who is not enrolled, a browser that another person used at the same meeting, a first entry outside the window.
 */
export function arrivalOf(
  meeting: CheckInMeeting,
  known: Known,
  scan: { step: number; at: string },
  zone: string,
): Arrival {
  const why = known.teaches ? 'teaches' : refusalOf(meeting, scan.at, zone)
  if (why) return { outcome: 'refused', why }
  const same = known.mine.find((one) => one.step === scan.step)
  if (same) return { outcome: 'already', kind: same.kind, at: same.at }
  const last = lastStanding(known.mine)
  if (!last) {
    if (scan.at >= meeting.ends_at) return { outcome: 'refused', why: 'over' }
    const outside =
      scan.at < later(meeting.starts_at, -meeting.check_in_before) ||
      scan.at > later(meeting.starts_at, meeting.check_in_after)
    const doubt = doubtAbout(known, known.othersDevice) ?? (outside ? 'outside_window' : null)
    return { outcome: 'entry', doubt }
  }
  const { kind, at } = last
  const atTheDoor = kind === 'entry' && scan.at < later(at, minutesAtTheDoor)
  const tooLate = kind === 'exit' && scan.at >= meeting.ends_at
  if (scan.at <= at || atTheDoor || tooLate) return { outcome: 'already', kind, at }
  const question = kind === 'entry' ? ('leaving' as const) : ('returning' as const)
  return { outcome: 'asks', question, since: at, doubt: doubtAgain(known, last) }
}

/**
 * What it is to leave at a moment, asked for without a code: an exit only takes presence away, so nothing but the account proves it.
 * Who is not there, or not yet, has nothing to leave.
 */
export function leavingOf(
  meeting: CheckInMeeting,
  known: Known,
  moment: string,
  zone: string,
): Arrival | { outcome: 'absent' } {
  const why = known.teaches ? 'teaches' : refusalOf(meeting, moment, zone)
  if (why) return { outcome: 'refused', why }
  const last = lastStanding(known.mine)
  if (!last) return { outcome: 'absent' }
  if (last.kind === 'exit' || moment <= last.at) return { outcome: 'already', kind: last.kind, at: last.at }
  return { outcome: 'exit', doubt: doubtAgain(known, last) }
}

/** The last of a person's check-ins, oldest first, that was not rejected: an entry while they are there, an exit once they left. */
export function lastStanding<One extends Pick<CheckIn, 'state'>>(mine: readonly One[]): One | undefined {
  return mine.findLast((one) => one.state !== 'rejected')
}

/** How a check-in is kept: at once, or until the trainer's word. */
export function stateOf(doubt: Doubt | null) {
  return { doubt, state: doubt ? ('waiting' as const) : ('accepted' as const) }
}

/** Of one more check-in: whose last one from this browser stands was already looked at. */
function doubtAgain(known: Known, last: CheckIn): Doubt | null {
  const seen = last.thisDevice && last.state !== 'waiting'
  return doubtAbout(known, known.othersDevice && !seen)
}

function doubtAbout({ enrolled }: Known, othersDevice: boolean): Doubt | null {
  if (!enrolled) return 'not_enrolled'
  return othersDevice ? 'same_device' : null
}

/** When the screen may show codes: from the opening of the entry window to an hour after the end. */
export function screenTimes(meeting: CheckInMeeting): { from: string; to: string } {
  return {
    from: later(meeting.starts_at, -meeting.check_in_before),
    to: later(meeting.ends_at, minutesAfterEnd),
  }
}

function later(moment: string, minutes: number): string {
  return new Date(Date.parse(moment) + minutes * 60_000).toISOString()
}
