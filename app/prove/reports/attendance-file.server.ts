// SPDX-License-Identifier: AGPL-3.0-or-later
// The export of attendance as a file, in two formats with the same columns.
import { env } from '#base/env.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { csv } from '#base/sheets/csv.server.ts'
import { workbook } from '#base/sheets/workbook.server.ts'
import type { Db } from '#db/connect.server.ts'
import { attendanceColumns } from './attendance-columns.ts'
import { type AttendanceFilter, fileStem } from './attendance-filter.ts'
import { attendanceRows } from './attendance-rows.server.ts'

type Project = { id: string; slug: string }

/** For the Italian Excel. */
export function attendanceCsv(db: Db, project: Project, filter: AttendanceFilter) {
  const { columns, rows } = sheetOf(db, project, filter)
  return {
    name: `${fileStem(project, filter)}.csv`,
    type: 'text/csv; charset=utf-8',
    chunks: csv(columns, rows, m.reports_file_broken_off()),
  }
}

/** Dates, times and numbers as such. */
export function attendanceWorkbook(db: Db, project: Project, filter: AttendanceFilter) {
  return {
    name: `${fileStem(project, filter)}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    chunks: workbook({ name: m.words_attendances(), ...sheetOf(db, project, filter) }),
  }
}

function sheetOf(db: Db, project: Project, filter: AttendanceFilter) {
  const columns = attendanceColumns(env().TZ_DISPLAY)
  async function* rows() {
    for await (const group of attendanceRows(db, project, filter)) {
      yield group.map((row) => columns.map(({ value }) => value(row)))
    }
  }
  return { columns, rows: rows() }
}
