// SPDX-License-Identifier: AGPL-3.0-or-later
import { intervalNames } from '#record/attendance/row-shown.ts'
import { shownTimes, type Window } from '#record/attendance/row-typed.ts'
import type { Statement } from '#record/marks/mark.ts'
import { statusName } from '#record/marks/words.ts'

/** What waits to be signed of somebody, as a row of the roll shows it. */
export function waitingRow(waiting: Statement | undefined, meeting: Window, zone: string) {
  if (!waiting) return null
  const { status, intervals } = waiting
  const what = [statusName(status), intervalNames(intervals)].filter(Boolean).join(', ')
  return { status, ...shownTimes(waiting, meeting, zone), what }
}
