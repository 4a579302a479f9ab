// SPDX-License-Identifier: AGPL-3.0-or-later
// A table written as text (CSV and its like) cut into cells. Every letter is looked at once: no file makes this take longer
// than its length.
import { AppError } from '#base/error.ts'
import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'

/** The most that a table may have; `letters` are those of one cell. */
export type TableBounds = { lines: number; columns: number; letters: number }

/**
 * Cuts a table into rows of cells. A line ends with CR, LF or both. Quotes that make no sense as such are taken for letters, in
 * the whole table, so that they swallow no row. Refuses, at the field `file`, what passes a bound, naming it.
 */
export function cutTable(text: string, separator: string, bounds: TableBounds): string[][] {
  const table = cut(text, separator, bounds, true) ?? cut(text, separator, bounds, false)
  if (!table) return []
  if (table.passed) throw new AppError('invalid', passedName(table.passed, table.line, bounds), 'file')
  return table.rows
}

/** The first rows of a table, as far as a bound lets it be read. */
export function firstRows(text: string, separator: string, bounds: TableBounds): string[][] {
  return (cut(text, separator, bounds, true) ?? cut(text, separator, bounds, false))?.rows ?? []
}

type Passed = keyof TableBounds
type Cut = { rows: string[][]; passed: Passed | null; line: number }

const [quote, space, lineFeed, carriageReturn] = [34, 32, 10, 13]

/** What passes a bound is not kept, but read on to the last quote: only then is known whether they make sense. Null: they do not. */
function cut(text: string, separator: string, bounds: TableBounds, quotes: boolean): Cut | null {
  const between = separator.charCodeAt(0)
  const isEnd = (code: number) => code === between || code === lineFeed || code === carriageReturn
  const table: Cut = { rows: [], passed: null, line: 0 }
  let row: string[] = []
  let lines = 0
  let cells = 0
  const keep = (from: number, to: number, quoted: boolean) => {
    cells += 1
    if (table.passed) return
    if (cells > bounds.columns) return pass('columns')
    // A pair of quotes is one letter: unfolded only where it may fit.
    if (to - from > bounds.letters * (quoted ? 2 : 1)) return pass('letters')
    const cell = quoted ? text.slice(from, to).replaceAll('""', '"') : text.slice(from, to)
    if (cell.length > bounds.letters) return pass('letters')
    row.push(cell)
  }
  const pass = (bound: Passed) => {
    table.passed = bound
    table.line = lines + 1
    row = []
  }
  const endRow = () => {
    if (!table.passed && lines === bounds.lines) pass('lines')
    if (!table.passed) table.rows.push(row)
    row = []
    lines += 1
    cells = 0
  }
  const lastQuote = quotes ? text.lastIndexOf('"') : -1
  let at = 0
  for (;;) {
    if (table.passed && at > lastQuote) return table
    let end = at
    if (quotes && text.charCodeAt(at) === quote) {
      const closed = closingQuote(text, at)
      if (closed === null) return null
      keep(at + 1, closed, true)
      end = closed + 1
      while (text.charCodeAt(end) === space) end += 1
      if (end < text.length && !isEnd(text.charCodeAt(end))) return null
    } else {
      while (end < text.length && !isEnd(text.charCodeAt(end))) end += 1
      keep(at, end, false)
    }
    if (end >= text.length) break
    const code = text.charCodeAt(end)
    if (code !== between) endRow()
    at = code === carriageReturn && text.charCodeAt(end + 1) === lineFeed ? end + 2 : end + 1
    if (at >= text.length && code !== between) return table
  }
  endRow()
  return table
}

/** Where a cell's closing quote is: the first that is not one of a pair. */
function closingQuote(text: string, open: number): number | null {
  let at = text.indexOf('"', open + 1)
  while (at >= 0 && text.charCodeAt(at + 1) === quote) at = text.indexOf('"', at + 2)
  return at < 0 ? null : at
}

function passedName(bound: Passed, line: number, bounds: TableBounds): string {
  const most = showNumber(bounds[bound])
  if (bound === 'lines') return m.files_error_lines({ most })
  const where = { line: showNumber(line), most }
  return bound === 'columns' ? m.files_error_columns(where) : m.files_error_letters(where)
}
