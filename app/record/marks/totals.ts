// SPDX-License-Identifier: AGPL-3.0-or-later
import type { MarkStatus } from '#db/schema.ts'

export type Totals = {
  present: number
  absent: number
  excused: number
  unmarked: number
  credited_minutes: number
}

/** How many of a meeting's people are what, and the minutes credited to all of them. */
export function totalsOf(
  people: readonly { enrolled: boolean; mark: { status: MarkStatus; credited_minutes: number } | null }[],
): Totals {
  const totals = { present: 0, absent: 0, excused: 0, unmarked: 0, credited_minutes: 0 }
  for (const { mark, enrolled } of people) {
    if (mark) totals.credited_minutes += mark.credited_minutes
    if (mark || enrolled) totals[mark && mark.status !== 'withdrawn' ? mark.status : 'unmarked'] += 1
  }
  return totals
}
