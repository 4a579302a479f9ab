// SPDX-License-Identifier: AGPL-3.0-or-later
import Papa from 'papaparse'
import { columnsOf } from './report-columns.ts'
import type { Row } from './report-line.ts'

const separators = ['\t', ',', ';', '|']

/**
 * A report's text cut into cells. The separator is the one under which most headings of a report are recognised. Quotes that
 * make no sense as such (a nickname in a name, which Teams does not escape) are taken for letters, so that they swallow no row.
 */
export function rowsOf(text: string): Row[] {
  const head = text.slice(0, 50_000)
  const [best] = separators
    .map((separator) => ({ separator, known: knownHeadings(cut(head, separator, 80).cells) }))
    .sort((a, b) => b.known - a.known)
  const { cells } = cut(text, best?.separator ?? ',')
  return cells.map((row, at) => ({ number: at + 1, cells: row }))
}

function cut(text: string, delimiter: string, preview = 0) {
  const quoted = Papa.parse<string[]>(text, { delimiter, preview })
  if (!quoted.errors.some((error) => error.type === 'Quotes')) return { cells: quoted.data }
  return { cells: Papa.parse<string[]>(text, { delimiter, preview, quoteChar: '\0' }).data }
}

function knownHeadings(rows: string[][]): number {
  return Math.max(0, ...rows.map((row) => Object.values(columnsOf(row)).filter(Number.isInteger).length))
}
