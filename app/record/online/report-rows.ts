// SPDX-License-Identifier: AGPL-3.0-or-later
import { cutTable, firstRows } from '#base/files/table-text.ts'
import { columnsOf, headRows } from './report-columns.ts'
import type { Row } from './report-line.ts'

const separators = ['\t', ',', ';', '|']

/** More than any meeting's report has: what is longer, wider or fuller is something else. */
const bounds = { lines: 50_000, columns: 100, letters: 5000 }

/**
 * A report's text cut into cells. The separator is the one under which most headings of a report are recognised. Refuses what
 * passes a bound.
 */
export function rowsOf(text: string): Row[] {
  const head = text.slice(0, 50_000)
  const [best] = separators
    .map((separator) => ({ separator, known: knownHeadings(head, separator) }))
    .sort((a, b) => b.known - a.known)
  const cells = cutTable(text, best?.separator ?? ',', bounds)
  return cells.map((row, at) => ({ number: at + 1, cells: row }))
}

function knownHeadings(head: string, separator: string): number {
  const rows = firstRows(head, separator, { ...bounds, lines: headRows })
  return Math.max(0, ...rows.map((row) => Object.values(columnsOf(row)).filter(Number.isInteger).length))
}
