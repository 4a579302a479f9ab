// SPDX-License-Identifier: AGPL-3.0-or-later
// Google Meet: names in one column or two, times with a date or without. Its headings are its own, in English; how it writes them in
// Italian nobody knows for certain, and a file with headings like them is not called Meet's.
import { otherRows } from './other-rows.ts'
import { cell, cellOrNull, columnsOf, hasHeadings, headingOf, headRows, isBlank } from './report-columns.ts'
import type { RecognisedReport, Row } from './report-line.ts'

const own = ['email', 'duration', 'time joined', 'time exited']

/** Reads what Meet wrote; null for what is no report of Meet. Lines above its table may name the day. */
export function meetReport(all: readonly Row[]): RecognisedReport | null {
  const rows = all.filter(({ cells }) => !isBlank(cells))
  const header = rows.slice(0, headRows).findIndex(({ cells }) => {
    return hasHeadings(cells, own) && (hasHeadings(cells, ['first name']) || hasHeadings(cells, ['name']))
  })
  if (header < 0) return null
  const columns = columnsOf(rows[header]?.cells ?? [])
  const split = columns.last_name !== undefined
  const [above, below] = [rows.slice(0, header), rows.slice(header + 1)]
  const days = above.flatMap(({ cells }) =>
    cells.flatMap((text) => text.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? []),
  )
  const lines = below
    .filter((row) => !isRemark(row))
    .map(({ number, cells }) => ({
      number,
      name: split
        ? [cell(cells, columns.first_name), cell(cells, columns.last_name)].filter(Boolean).join(' ')
        : cell(cells, columns.name),
      email: cellOrNull(cells, columns.email),
      role: null,
      in: cellOrNull(cells, columns.in),
      out: cellOrNull(cells, columns.out),
      duration: cellOrNull(cells, columns.duration),
      waiting: false,
      summary: false,
      absent: false,
      call: null,
    }))
  const others = otherRows(above.filter((row) => !isRemark(row)))
  return { platform: 'meet', lines, days, zone: columns.utc ? 'UTC' : null, order: null, others }
}

/** "* Created on …", "* All times are in …" */
function isRemark({ cells }: Row): boolean {
  const [first = ''] = cells
  return (
    (first.trim().startsWith('*') && isBlank(cells.slice(1))) || headingOf(first).startsWith('created on')
  )
}
