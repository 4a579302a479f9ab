// SPDX-License-Identifier: AGPL-3.0-or-later
// When a meeting was, as its page of the register writes it.

import { showDay, showMomentDate, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { PageContent } from '#record/register-page/content.ts'

type Meeting = Pick<PageContent['meeting'], 'starts_at' | 'ends_at' | 'breaks'>

/** The shortest break that people leave and sign again for, in minutes. */
const dividingBreak = 30

export function hoursOf(from: string, to: string): string {
  const times = `${showTime(from)}–${showTime(to)}`
  return showMomentDate(from) === showMomentDate(to) ? times : m.documents_next_day({ times })
}

export function dayOf(meeting: Meeting): string {
  return showDay(meeting.starts_at)
}

export function breaksOf(meeting: Meeting): string {
  if (meeting.breaks.length === 0) return m.documents_no_breaks()
  return meeting.breaks.map((pause) => hoursOf(pause.from, pause.to)).join(', ')
}

/**
 * The parts of a meeting that are signed apart (domain.md 4.1): before and after its longest break, if that is long enough.
 * They are the morning and the afternoon when noon lies between their beginnings.
 */
export function partsOf(meeting: Meeting): string[] {
  const { starts_at, ends_at } = meeting
  const lengthOf = (pause: { from: string; to: string }) => Date.parse(pause.to) - Date.parse(pause.from)
  const longest = [...meeting.breaks].sort((a, b) => lengthOf(b) - lengthOf(a))[0]
  if (!longest || lengthOf(longest) < dividingBreak * 60_000) {
    return [m.documents_part_whole({ hours: hoursOf(starts_at, ends_at) })]
  }
  const noon = showTime(starts_at) < '12:00' && showTime(longest.to) >= '12:00'
  const [first, second] = noon
    ? [m.documents_part_morning, m.documents_part_afternoon]
    : [m.documents_part_first, m.documents_part_second]
  return [first({ hours: hoursOf(starts_at, longest.from) }), second({ hours: hoursOf(longest.to, ends_at) })]
}
