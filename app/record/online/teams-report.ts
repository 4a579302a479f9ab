// SPDX-License-Identifier: AGPL-3.0-or-later
// Microsoft Teams. Since 2022 a report in numbered sections: summary, participants, activities during the meeting, of which
// the last has every entry and exit. It translates its headings, and those of few languages are known: the sections are known by their
// numbers, the columns by their shape and order. Before, a table with a line for each stay; in the beginning a list of joined and
// left; of a live event such a list in UTC. Those have no shape of their own: they are known by their English headings alone.
import { cutText } from '#base/i18n/cut-text.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { readDuration } from '#base/sheets/clock-text.ts'
import { eventLines, keyOf, personOf } from './event-lines.ts'
import { guessedColumns } from './guessed-columns.ts'
import { Doubt, otherRows } from './other-rows.ts'
import {
  aloneIn,
  type Columns,
  cell,
  cellOrNull,
  columnsOf,
  hasHeadings,
  headRows,
  isBlank,
} from './report-columns.ts'
import type { OtherRow, RecognisedReport, ReportLine, Row } from './report-line.ts'

const table = ['join time', 'leave time', 'duration', 'email', 'role']
const list = ['full name', 'user action', 'timestamp']
const liveEvent = ['participant id', 'full name', 'utc event timestamp', 'action']

/** Reads what Teams wrote, whole; null for what is no report of Teams. Where it cannot be sure of a column it doubts. */
export function teamsReport(all: readonly Row[]): RecognisedReport | null {
  const rows = all.filter(({ cells }) => !isBlank(cells))
  const parts = partsOf(rows)
  if (parts) return sections(rows, parts)
  const header = rows.slice(0, headRows).findIndex(({ cells }) => {
    return [table, list, liveEvent].some((headings) => hasHeadings(cells, headings))
  })
  if (header < 0) return null
  const columns = columnsOf(rows[header]?.cells ?? [])
  if (columns.name === undefined) return null
  const body = rows.slice(header + 1)
  return {
    platform: 'teams',
    lines: columns.action === undefined ? tableLines(body, columns) : eventLines(body, columns),
    days: [],
    zone: columns.utc ? 'UTC' : null,
    order: null,
    others: otherRows(rows.slice(0, header)),
  }
}

type Part = { number: number; title: string; line: number; rows: Row[] }

/** The numbered sections of a file that has them from the first on, each with its rows. Null: it has none. */
function partsOf(rows: readonly Row[]): Part[] | null {
  const starts = rows.flatMap((row, at) => {
    const title = aloneIn(row.cells)
    const number = /^([1-9])\. ?\p{L}/u.exec(title ?? '')?.[1]
    return title !== null && number !== undefined && row.cells[0]?.trim() !== ''
      ? [{ at, number: Number(number), title }]
      : []
  })
  if (starts.length < 2 || starts.some(({ number }, at) => number !== at + 1)) return null
  const parts = starts.map(({ at, number, title }, index) => ({
    ...{ number, title },
    line: rows[at]?.number ?? 0,
    rows: rows.slice(at + 1, starts[index + 1]?.at ?? rows.length),
  }))
  // A list of people that somebody numbered has no table in its sections.
  return parts.slice(1).some((part) => (part.rows[0]?.cells.filter((text) => text.trim()).length ?? 0) >= 4)
    ? parts
    : null
}

type Stays = { part: Part; columns: Columns; lines: ReportLine[] }

function sections(rows: readonly Row[], parts: readonly Part[]): RecognisedReport {
  const stays: Stays[] = []
  const others: OtherRow[] = otherRows(rows.filter(({ number }) => number < (parts[0]?.line ?? 0)))
  for (const part of parts) {
    const columns = part.number === 1 ? null : staysIn(part)
    if (columns) stays.push({ part, columns, lines: tableLines(part.rows.slice(1), columns) })
    // The summary: labels, each with what it says.
    else if (part.number === 1) otherRows(part.rows)
    else if (part.number > 3 && !hasTimes(part)) {
      others.push({
        line: part.line,
        text: m.online_other_section({ title: cutText(part.title, 60), n: part.rows.length }),
      })
    } else if (part.rows.length > 1) throw doubtful(part)
  }
  const [first, second, third] = stays
  if (third) throw doubtful(third.part)
  const onlyActivities = first && !second && first.part.number !== 2
  const participants = onlyActivities ? undefined : first
  const activities = onlyActivities ? first : second
  const listed = new Set(activities?.lines.map(keyOf))
  const rest = (participants?.lines ?? []).filter((line) => !listed.has(keyOf(line)))
  return {
    platform: 'teams',
    lines: [...(activities?.lines ?? []), ...rest.map(asSummary)],
    days: [],
    zone: stays.some(({ columns }) => columns.utc) ? 'UTC' : null,
    order: null,
    others,
  }
}

/** The columns of a section's table, when it has a name, one entry and one exit and no doubt which is which. */
function staysIn({ rows }: Part): Columns | null {
  const [header, ...body] = rows
  if (!header) return null
  const said = columnsOf(header.cells)
  if (said.name !== undefined && said.in !== undefined && said.out !== undefined) return said
  const columns = guessedColumns(header.cells, body)
  const { name, in: entry, out } = columns
  if (name === undefined || entry === undefined || out === undefined) return null
  // A name, the entry right after it, the exit right after that: so Teams writes them in every language.
  const inOrder = name === 0 && entry === 1 && out === 2
  const alone = body.every(({ cells }) => !cells.some((_, at) => at > 2 && looksTimed(cell(cells, at))))
  return inOrder && alone ? columns : null
}

const looksTimed = (text: string) => /\d{1,4}[-/.] ?\d{1,2}[-/.] ?\d{1,4}\D{1,5}\d{1,2}[:.]\d{2}/.test(text)
const hasTimes = ({ rows }: Part) =>
  rows.some(({ cells }) => cells.some((_, at) => looksTimed(cell(cells, at))))

function doubtful({ line, title }: Part): Doubt {
  return new Doubt(m.online_error_section({ line, title: cutText(title, 60) }))
}

/** In the list of participants: whoever has no times and no time spent registered without coming. */
function asSummary(line: ReportLine): ReportLine {
  const seconds = line.duration === null ? 0 : readDuration(line.duration)
  return { ...line, summary: true, absent: line.in === null && line.out === null && seconds === 0 }
}

function tableLines(rows: readonly Row[], columns: Columns): ReportLine[] {
  return rows.map((row) => ({
    ...personOf(row, columns),
    in: cellOrNull(row.cells, columns.in),
    out: cellOrNull(row.cells, columns.out),
    duration: cellOrNull(row.cells, columns.duration),
  }))
}
