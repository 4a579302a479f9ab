// SPDX-License-Identifier: AGPL-3.0-or-later
// CSV as the Italian Excel opens it with a double click (domain.md 10, case 22).
import { stringify } from 'csv-stringify/sync'
import type { CellType, CellValue, SheetColumn, SheetRows } from './sheet.ts'

/**
 * The bytes of a CSV file: UTF-8 with its mark, semicolons, CRLF, dates as 05/02/2026. What Excel would take for a formula
 * or would spoil as a number (a code's leading zeros, its last digits) begins with an apostrophe. A file that breaks off
 * says so in its last line, and the error goes on to whoever reads it.
 */
export async function* csv(
  columns: readonly SheetColumn[],
  rows: SheetRows,
  brokenOff: string,
): AsyncGenerator<Uint8Array> {
  yield bytesOf([columns.map(({ header }) => header)], true)
  try {
    for await (const group of rows) {
      yield bytesOf(group.map((row) => columns.map(({ type }, at) => written(type, row[at] ?? null))))
    }
  } catch (error) {
    yield bytesOf([[brokenOff]])
    throw error
  }
}

const encoder = new TextEncoder()

function bytesOf(records: CellValue[][], bom = false): Uint8Array {
  const options = { delimiter: ';', record_delimiter: 'windows', escape_formulas: true, bom } as const
  return encoder.encode(stringify(records, options))
}

function written(type: CellType, value: CellValue): CellValue {
  if (typeof value !== 'string') return value
  if (type === 'text') return spoiltByExcel.test(value) ? `'${value}` : value
  if (type === 'time') return value
  const [date = '', time] = value.split('T')
  const [year, month, day] = date.split('-')
  return [`${day}/${month}/${year}`, time].filter(Boolean).join(' ')
}

/** Leading zeros would go; of more than fifteen digits the last would become zeros. */
const spoiltByExcel = /^(0\d+|\d{12,})$/
