// SPDX-License-Identifier: AGPL-3.0-or-later
// A month of teaching for a spreadsheet: a row for each meeting.
import { showHours } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate, localTime } from '#base/i18n/zone.ts'
import type { CellValue, SheetColumn } from '#base/sheets/sheet.ts'
import { teachingRoleName } from '#plan/meetings/words.ts'
import { endsOf } from '#record/marks/mark.ts'
import type { TaughtMeeting } from './month.ts'
import { intervalsName } from './words.ts'

type Column = SheetColumn & { value: (row: TaughtMeeting) => CellValue }

export function timesheetColumns(zone: string): Column[] {
  const clock = (moment: string | undefined) => {
    return moment === undefined
      ? null
      : `${localDate(moment, zone)}T${localTime(moment, zone)}:${moment.slice(17, 19)}`
  }
  return [
    column('date', m.words_date(), 12, ({ on }) => on),
    column('text', m.words_project(), 12, ({ project }) => project.acronym),
    column('text', m.words_edition(), 16, ({ edition }) => edition.code),
    column('integer', m.teaching_column_number(), 10, ({ number }) => number),
    column('text', m.words_meeting_title(), 32, ({ title }) => title),
    column('text', m.words_role(), 12, ({ role }) => teachingRoleName(role)),
    column('moment', m.words_start(), 20, ({ intervals }) => clock(endsOf(intervals)?.in)),
    column('moment', m.words_end(), 20, ({ intervals }) => clock(endsOf(intervals)?.out)),
    column('text', m.words_times(), 30, ({ intervals }) => intervalsName(intervals)),
    column('integer', m.teaching_column_minutes(), 12, ({ minutes }) => minutes),
    column('text', m.words_hours(), 10, ({ minutes }) => showHours(minutes)),
    column('text', m.words_topic_taught(), 40, ({ topic }) => topic),
    column('integer', m.teaching_column_version(), 12, ({ version }) => version),
  ]
}

function column(type: SheetColumn['type'], header: string, width: number, value: Column['value']): Column {
  return { type, header, width, value }
}

/** All the rows as one group: a month has few. */
export async function* timesheetRows(columns: readonly Column[], rows: readonly TaughtMeeting[]) {
  yield rows.map((row) => columns.map(({ value }) => value(row)))
}
