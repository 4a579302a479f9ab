// SPDX-License-Identifier: AGPL-3.0-or-later
// A table that somebody sent, whatever it is kept in: text with some separator, or a workbook.
import { cutTable, firstRows, type TableBounds } from '#base/files/table-text.ts'
import { textOf } from './plain-text.ts'
import { isZip, readWorkbook, type SheetRow, type Workbook } from './xlsx.server.ts'

const separators = ['\t', ',', ';', '|']

/** More than any list that is sent to this program has: what is longer, wider or fuller is something else. */
const bounds: TableBounds = { lines: 50_000, columns: 100, letters: 5000 }

/** So much of a text tells its separator. */
const head = { letters: 50_000, rows: 100 }

/**
 * The rows of a file with their numbers, for whoever has to look at them. Of a text the separator is the one under which `knows` finds most
 * headings in a row, and where it finds none, the one that most rows have the same number of. Refuses what passes a bound.
 */
export function tableOf(bytes: Uint8Array, knows: (cells: readonly string[]) => number): Workbook {
  if (isZip(bytes)) return readWorkbook(bytes, bounds)
  return { rows: rowsOfText(textOf(bytes), knows), others: [] }
}

function rowsOfText(text: string, knows: (cells: readonly string[]) => number): SheetRow[] {
  const begun = text.slice(0, head.letters)
  const [best] = separators
    .map((separator) => {
      const rows = firstRows(begun, separator, { ...bounds, lines: head.rows })
      return { separator, known: Math.max(0, ...rows.map(knows)), alike: alikeIn(rows) }
    })
    .sort((a, b) => b.known - a.known || b.alike - a.alike)
  const cells = cutTable(text, best?.separator ?? ',', bounds)
  return cells.map((row, at) => ({ number: at + 1, cells: row }))
}

/** How many rows have as many cells as most have, if that is more than one. */
function alikeIn(rows: readonly (readonly string[])[]): number {
  const byWidth = Map.groupBy(
    rows.filter((row) => row.length > 1),
    (row) => row.length,
  )
  return Math.max(0, ...[...byWidth.values()].map((some) => some.length))
}
