// SPDX-License-Identifier: AGPL-3.0-or-later
// What a scan of a meeting's code means: an arrival, a leaving, nothing new, or something to refuse.

import { localDate, momentOf } from '#base/i18n/zone.ts'
import { isSettled } from '#plan/meetings/meeting.ts'

/** The screen and the check-in go on for so long after a meeting's end. */
const minutesAfterEnd = 60

/** Who scans again so soon after arriving did not leave. */
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

export type Arrival =
  | { outcome: 'entry' | 'exit'; doubt: Doubt | null }
  | { outcome: 'already'; at: string }
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
 * The first scan is an entry; one in the last quarter of the meeting or after its end an exit; one in between nothing
 * new. The same code twice is one check-in. Doubts wait for the trainer: who is not enrolled, a browser that another
 * person used at the same meeting, an entry outside the meeting's window.
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
  if (same) return { outcome: 'already', at: same.at }
  const entry = known.mine.find((one) => one.kind === 'entry' && one.state !== 'rejected')
  if (!entry) {
    if (scan.at >= meeting.ends_at) return { outcome: 'refused', why: 'over' }
    const outside =
      scan.at < later(meeting.starts_at, -meeting.check_in_before) ||
      scan.at > later(meeting.starts_at, meeting.check_in_after)
    const doubt = doubtAbout(known, known.othersDevice) ?? (outside ? 'outside_window' : null)
    return { outcome: 'entry', doubt }
  }
  const leaving = scan.at >= lastQuarterOf(meeting) && scan.at >= later(entry.at, minutesAtTheDoor)
  if (!leaving) return { outcome: 'already', at: entry.at }
  // Whose entry from this browser stands was already looked at.
  const seen = entry.thisDevice && entry.state !== 'waiting'
  return { outcome: 'exit', doubt: doubtAbout(known, known.othersDevice && !seen) }
}

/** How a check-in is kept: at once, or until the trainer's word. */
export function stateOf(doubt: Doubt | null) {
  return { doubt, state: doubt ? ('waiting' as const) : ('accepted' as const) }
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

function lastQuarterOf({ starts_at, ends_at }: CheckInMeeting): string {
  const end = Date.parse(ends_at)
  return new Date(end - (end - Date.parse(starts_at)) / 4).toISOString()
}

function later(moment: string, minutes: number): string {
  return new Date(Date.parse(moment) + minutes * 60_000).toISOString()
}
