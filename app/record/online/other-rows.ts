// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of a report that are neither somebody's nor headings. A reader knows what stands around its own tables; what it does
// not know may be somebody.
import { AppError } from '#base/error.ts'
import { cutText } from '#base/i18n/cut-text.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { cell, isBlank } from './report-columns.ts'
import type { OtherRow, Row } from './report-line.ts'

/** A file that a reader knows in part: it is not read by guessing, but its columns may be said by hand. */
export class Doubt extends AppError {
  constructor(message: string) {
    super('invalid', message, 'file')
  }
}

/** Of what stands around a table, a label and what it says; more cells, or an address, are a row of some table. */
const mostCells = 2

/**
 * Rows outside every table that was read, to be shown: a title, a label with its value. Refuses, by its line, what may be somebody:
 * a row of several cells, or one with an address.
 */
export function otherRows(rows: readonly Row[]): OtherRow[] {
  return rows
    .filter(({ cells }) => !isBlank(cells))
    .map(({ number, cells }) => {
      const filled = cells.map((_, at) => cell(cells, at)).filter(Boolean)
      const text = cutText(filled.join(' · '), 120)
      if (filled.length > mostCells || filled.some((one) => one.includes('@'))) {
        throw new Doubt(m.online_error_row({ line: number, text }))
      }
      return { line: number, text }
    })
}
