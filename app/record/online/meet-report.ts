// SPDX-License-Identifier: AGPL-3.0-or-later
// Google Meet: names in one column or two, times with a date or without.
import { cell, columnsOf, headingOf, headRows, isBlank } from './report-columns.ts'
import type { RecognisedReport, Row } from './report-line.ts'

/** Reads what Meet wrote; null for what is no report of Meet. Lines above its table may name the day. */
export function meetReport(rows: readonly Row[]): RecognisedReport | null {
  const header = rows.slice(0, headRows).findIndex(({ cells }) => {
    const columns = columnsOf(cells)
    const named = columns.name !== undefined || columns.first_name !== undefined
    const timed = columns.in !== undefined && columns.out !== undefined
    const summed = columns.duration !== undefined && columns.last_name !== undefined
    return named && columns.email !== undefined && (timed || summed)
  })
  if (header < 0) return null
  const cells = rows[header]?.cells ?? []
  const columns = columnsOf(cells)
  const split = columns.last_name !== undefined
  const days = rows
    .slice(0, header)
    .flatMap(({ cells }) => cells.flatMap((text) => text.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? []))
  const lines = rows
    .slice(header + 1)
    .filter(({ cells }) => !isBlank(cells) && !headingOf(cells[0] ?? '').startsWith('created on'))
    .map(({ number, cells }) => ({
      number,
      name: split
        ? [cell(cells, columns.first_name), cell(cells, columns.last_name)].filter(Boolean).join(' ')
        : cell(cells, columns.name),
      email: cell(cells, columns.email) || null,
      role: null,
      in: cell(cells, columns.in) || null,
      out: cell(cells, columns.out) || null,
      duration: cell(cells, columns.duration) || null,
      waiting: false,
      summary: false,
    }))
  return { platform: 'meet', lines, days, utc: columns.utc }
}
