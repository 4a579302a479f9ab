// SPDX-License-Identifier: AGPL-3.0-or-later
// What a roll call that was saved answers to the page, in words where it is shown.
import { env } from '#base/env.server.ts'
import { showHours } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Conflict } from '#record/attendance/marks.server.ts'
import { shownTimes } from '#record/attendance/row-typed.ts'
import { type Statement, statusShown, timesOf } from '#record/marks/mark.ts'
import { scheduledMinutes } from '#record/marks/minutes.ts'
import { statusName } from '#record/marks/words.ts'

export type RowAnswer = {
  mark: string
  status: string
  in: string
  out: string
  /** Several times of presence: they are changed on the person's page only. */
  several: boolean
  /** Whether what is in force is what the row said. */
  stated: boolean
  /** What is credited, who recorded it, whom it superseded. */
  text: string
}

export type RollAnswer = {
  /** Up to when the page now knows what others recorded. */
  at: string
  rows: Record<string, RowAnswer>
  wrong: Record<string, { field: string | null; message: string }>
  walk_ins: string[]
  topic: { kept: string } | { field: string | null; message: string } | null
}

type Mark = Statement & {
  id: string
  person_id: string
  credited_minutes: number
  recorded_by: string | null
  recorded_by_name: string | null
}
type Meeting = { starts_at: string; ends_at: string; breaks: string }
type About = { stated: ReadonlySet<string>; conflicts: readonly Conflict[]; accountId: string }

export function answerOf(
  marks: readonly Mark[],
  meeting: Meeting,
  { stated, conflicts, accountId }: About,
): Record<string, RowAnswer> {
  const scheduled = showHours(scheduledMinutes(timesOf(meeting)))
  const authors = new Map(conflicts.map((conflict) => [conflict.person_id, conflict.recorded_by_name]))
  return Object.fromEntries(
    marks.map((mark) => {
      const { id, person_id, status, credited_minutes, intervals } = mark
      const other = authors.get(person_id)
      const texts = [
        other !== undefined && m.attendance_row_conflict({ author: other }),
        mark.recorded_by !== accountId &&
          m.attendance_row_by_other({
            status: statusName(statusShown(mark, meeting)),
            author: mark.recorded_by_name ?? 'Presente',
          }),
        status === 'present' &&
          m.attendance_credited_of({ credited: showHours(credited_minutes), scheduled }),
      ]
      const row = {
        mark: id,
        status,
        ...shownTimes(mark, meeting, env().TZ_DISPLAY),
        several: intervals.length > 1,
        stated: stated.has(person_id),
        text: texts.filter(Boolean).join(' '),
      }
      return [person_id, row]
    }),
  )
}
