// SPDX-License-Identifier: AGPL-3.0-or-later
// A table of stays read by columns that somebody said. What cannot be right is refused, naming the column or the line.
import { AppError } from '#base/error.ts'
import { cutText } from '#base/i18n/cut-text.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { columnLetter, headingsKey, headingsLine } from '#base/sheets/mapping.ts'
import { type ColumnShape, shapesOf } from '#base/sheets/shape.ts'
import { eventLines } from './event-lines.ts'
import { guessedColumns } from './guessed-columns.ts'
import { type Columns, cell, cellOrNull, isBlank, nameIn } from './report-columns.ts'
import type { OtherRow, RecognisedReport, ReportLine, Row } from './report-line.ts'
import { type MappedColumn, mappedColumns, type ReportMapping } from './report-mapping.ts'

/** The columns a table most probably has, below the line that most probably has its headings; null where there is no table. */
export function guessedMapping(
  rows: readonly Row[],
): { head: number; columns: ReportMapping['columns'] } | null {
  const head = headingsLine(rows)
  const headings = rows.find(({ number }) => number === head)
  if (head === null || !headings) return null
  const body = rows.filter(({ number, cells }) => number > head && !isBlank(cells))
  const guess = guessedColumns(headings.cells, body)
  const columns: ReportMapping['columns'] = {}
  const isSplit = guess.first_name !== undefined && guess.last_name !== undefined
  for (const name of mappedColumns) {
    const isUnused = isSplit ? name === 'name' : name === 'first_name' || name === 'last_name'
    if (guess[name] !== undefined && !isUnused) columns[name] = guess[name]
  }
  return { head, columns }
}

/**
 * The report that a table is, by the columns somebody said, below the line of its headings. Rows without any time, and all that stands
 * above, are others: shown. Refuses columns that the table does not have, that hold what they cannot, or are said twice.
 */
export function mappedReport(rows: readonly Row[], head: number, mapping: ReportMapping): RecognisedReport {
  const headings = rows.find(({ number }) => number === head)
  if (!headings) throw refused(m.online_map_error_head({ line: head }))
  const key = headingsKey(headings.cells)
  const below = rows.filter(({ number, cells }) => number > head && !isBlank(cells))
  // One file of several meetings has its headings again.
  const body = below.filter(({ cells }) => key === null || headingsKey(cells) !== key)
  refuseColumns(mapping.columns, body)
  const columns: Columns = { ...mapping.columns, utc: false }
  const lines =
    columns.timestamp === undefined ? body.map((row) => stayOf(row, columns)) : eventLines(body, columns)
  const isLeft = (line: ReportLine) => line.in === null && line.out === null
  const left = new Set(lines.filter(isLeft).map(({ number }) => number))
  const others = rows.filter(({ number, cells }) => !isBlank(cells) && (number < head || left.has(number)))
  return {
    platform: mapping.platform,
    lines: lines.filter((line) => !isLeft(line)),
    days: [],
    zone: mapping.zone,
    order: mapping.order === 'auto' ? null : mapping.order,
    others: others.map(shownRow),
  }
}

function shownRow({ number, cells }: Row): OtherRow {
  const filled = cells.map((_, at) => cell(cells, at)).filter(Boolean)
  return { line: number, text: cutText(filled.join(' · '), 120) }
}

function stayOf({ number, cells }: Row, columns: Columns): ReportLine {
  return {
    number,
    name: nameIn(cells, columns),
    email: cellOrNull(cells, columns.email),
    role: cellOrNull(cells, columns.role),
    in: cellOrNull(cells, columns.in),
    out: cellOrNull(cells, columns.out),
    duration: cellOrNull(cells, columns.duration),
    waiting: false,
    summary: false,
    absent: false,
    call: null,
  }
}

type Fits = readonly ColumnShape[]

const texts: Fits = ['text', 'mixed', 'number', 'empty', 'email']
const clocks: Fits = ['moment', 'time', 'mixed']

/** What each column may hold. */
const fitting: Record<MappedColumn, Fits> = {
  name: texts,
  first_name: texts,
  last_name: texts,
  email: ['email', 'mixed', 'text', 'empty'],
  in: clocks,
  out: clocks,
  action: ['text', 'mixed'],
  timestamp: clocks,
  duration: ['duration', 'number', 'time', 'text', 'mixed', 'empty'],
  role: texts,
}

function refuseColumns(columns: ReportMapping['columns'], body: readonly Row[]): void {
  const width = Math.max(0, ...body.slice(0, 1000).map(({ cells }) => cells.length))
  const shapes = shapesOf(body.map(({ cells }) => cells.map((_, at) => cell(cells, at))))
  const taken = new Map<number, MappedColumn>()
  for (const name of mappedColumns) {
    const at = columns[name]
    if (at === undefined) continue
    const column = columnLetter(at)
    if (taken.has(at)) throw refused(m.online_map_error_twice({ column }), name)
    taken.set(at, name)
    if (at >= width || !fitting[name].includes(shapes[at] ?? 'empty')) {
      throw refused(m.online_map_error_content({ column }), name)
    }
    if (name === 'email' && shapes[at] === 'text') throw refused(m.online_map_error_email({ column }), name)
  }
}

function refused(message: string, field = 'head'): AppError {
  return new AppError('invalid', message, field)
}
