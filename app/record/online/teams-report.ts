// SPDX-License-Identifier: AGPL-3.0-or-later
// Microsoft Teams. Since 2022 a report in numbered sections: summary, participants, activities during the meeting, of which
// the last has every entry and exit. Before, a table with a line for each stay; in the beginning a list of joined and left.
import { type Columns, cell, columnsOf, headingOf, headRows, isBlank } from './report-columns.ts'
import type { RecognisedReport, ReportLine, Row } from './report-line.ts'

const section =
  /^(\d) ?(summary|riepilogo|participants|partecipanti|in meeting activities|attivita .*|registration .*)$/
const left = /^(left|lascia.*|ha lasciato.*|uscit.*|abbandon.*|ha abbandonato.*|disconness.*)$/
const joined = /^(joined.*|entrat.*|partecip.*|ha partecipato.*|aggiunt.*|si e unit.*|conness.*)$/

/** Reads what Teams wrote; null for what is no report of Teams. */
export function teamsReport(rows: readonly Row[]): RecognisedReport | null {
  const starts = rows.flatMap(({ cells }, at) => {
    const found = section.exec(headingOf(cells[0] ?? ''))
    return found && isBlank(cells.slice(1)) ? [{ at, number: Number(found[1]) }] : []
  })
  if (starts.length > 0) return sections(rows, starts)
  const header = rows.slice(0, headRows).findIndex(({ cells }) => {
    const { name, action, timestamp, upn, role, in: entry, out } = columnsOf(cells)
    const list = action !== undefined && timestamp !== undefined
    const table = entry !== undefined && out !== undefined && (upn !== undefined || role !== undefined)
    return name !== undefined && (list || table)
  })
  if (header < 0) return null
  const columns = columnsOf(rows[header]?.cells ?? [])
  const body = rows.slice(header + 1)
  const lines = columns.action === undefined ? tableLines(body, columns) : listLines(body, columns)
  return { platform: 'teams', lines, days: [], utc: columns.utc }
}

function sections(rows: readonly Row[], starts: { at: number; number: number }[]): RecognisedReport {
  const table = (number: number) => {
    const start = starts.find((one) => one.number === number)
    if (!start) return { lines: [], utc: false }
    const end = starts.find((one) => one.at > start.at)?.at ?? rows.length
    const within = rows.slice(start.at + 1, end).filter(({ cells }) => !isBlank(cells))
    const columns = columnsOf(within[0]?.cells ?? [])
    return { lines: tableLines(within.slice(1), columns), utc: columns.utc }
  }
  const participants = table(2)
  const activities = table(3)
  const listed = new Set(activities.lines.map(keyOf))
  const others = participants.lines.filter((line) => !listed.has(keyOf(line)))
  return {
    platform: 'teams',
    lines: [...activities.lines, ...others.map((line) => ({ ...line, summary: true }))],
    days: [],
    utc: activities.utc || participants.utc,
  }
}

const keyOf = ({ name, email }: ReportLine) => email?.toLowerCase() ?? headingOf(name)

function tableLines(rows: readonly Row[], columns: Columns): ReportLine[] {
  if (columns.name === undefined) return []
  return rows
    .filter(({ cells }) => !isBlank(cells))
    .map((row) => ({
      ...personOf(row, columns),
      in: cell(row.cells, columns.in) || null,
      out: cell(row.cells, columns.out) || null,
      duration: cell(row.cells, columns.duration) || null,
    }))
}

function listLines(rows: readonly Row[], columns: Columns): ReportLine[] {
  return rows
    .filter(({ cells }) => !isBlank(cells))
    .map((row) => {
      const action = headingOf(cell(row.cells, columns.action))
      const at = cell(row.cells, columns.timestamp) || null
      const leaves = left.test(action)
      // What is neither is not guessed: a line without any time is refused, by its number.
      const enters = !leaves && joined.test(action)
      return { ...personOf(row, columns), in: enters ? at : null, out: leaves ? at : null, duration: null }
    })
}

function personOf({ number, cells }: Row, columns: Columns) {
  return {
    number,
    name: cell(cells, columns.name),
    email: cell(cells, columns.email) || cell(cells, columns.upn) || null,
    role: cell(cells, columns.role) || null,
    waiting: false,
    summary: false,
  }
}
