// SPDX-License-Identifier: AGPL-3.0-or-later
// Zoom: a line for each stay, below some lines about the meeting or beside them in one table.
import { cell, columnsOf, headingOf, headRows, isBlank } from './report-columns.ts'
import type { RecognisedReport, Row } from './report-line.ts'

/** Reads what Zoom wrote; null for what is no report of Zoom. Its times in the waiting room are told apart. */
export function zoomReport(rows: readonly Row[]): RecognisedReport | null {
  const header = rows.slice(0, headRows).findIndex(({ cells }) => {
    const { name, in: entry, out, duration, guest, waiting } = columnsOf(cells)
    const original = cells.some((text) => /^(name original name|nome nome originale)$/.test(headingOf(text)))
    const zooms = original || guest !== undefined || waiting !== undefined
    const userEmail = cells.some((text) => headingOf(text) === 'user email')
    const timed = entry !== undefined && out !== undefined
    return name !== undefined && (timed || duration !== undefined) && (zooms || userEmail)
  })
  if (header < 0) return null
  const columns = columnsOf(rows[header]?.cells ?? [])
  // One file of several meetings has the headings again.
  const heading = cell(rows[header]?.cells ?? [], columns.name)
  const lines = rows
    .slice(header + 1)
    .filter(({ cells }) => !isBlank(cells) && cell(cells, columns.name) !== heading)
    .map(({ number, cells }) => ({
      number,
      name: cell(cells, columns.name),
      email: cell(cells, columns.email) || null,
      role: isYes(cell(cells, columns.guest)) ? 'guest' : null,
      in: cell(cells, columns.in) || null,
      out: cell(cells, columns.out) || null,
      duration: cell(cells, columns.duration) || null,
      waiting: isYes(cell(cells, columns.waiting)),
      summary: false,
    }))
  return { platform: 'zoom', lines, days: [], utc: columns.utc }
}

const isYes = (text: string) => /^(yes|y|s[iì])$/i.test(text)
