// SPDX-License-Identifier: AGPL-3.0-or-later
// Zoom. Of a meeting a line for each stay, below some lines about the meeting or beside them in one table, which may be of several
// meetings. Of a webinar sections of hosts, panelists and attendees, each with headings of its own; `--` for who did not come.
import { AppError } from '#base/error.ts'
import { cutText } from '#base/i18n/cut-text.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { otherRows } from './other-rows.ts'
import {
  aloneIn,
  type Columns,
  cell,
  cellOrNull,
  columnsOf,
  headingOf,
  headRows,
  isBlank,
} from './report-columns.ts'
import type { RecognisedReport, ReportLine, Row } from './report-line.ts'

/** What Zoom writes above a webinar's tables. */
const known = /^(attendee report|report generated( time)?)$/

/** The sections of a webinar; one without anybody may have no headings. */
const section = /^(host|panelist|attendee) details$/i

/**
 * Reads what Zoom wrote, whole; null for what is no report of Zoom. Its times in the waiting room are told apart, and who
 * registered without coming. Refuses the list of unique users, which has no times, and rows outside its tables that may be
 * somebody's.
 */
export function zoomReport(all: readonly Row[]): RecognisedReport | null {
  const rows = all.filter(({ cells }) => !isBlank(cells))
  const first = rows.slice(0, headRows).find(({ cells }) => zoomColumns(cells))
  if (!first) return null
  refuseUnique(rows, first)
  const walk: Walk = { columns: null, section: null, call: null }
  const lines: ReportLine[] = []
  const others: Row[] = []
  let isWebinar = false
  let utc = false
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as Row
    const columns = tableColumns(row.cells)
    const title = columns ? null : aloneIn(row.cells)
    if (columns) {
      walk.columns = columns
      isWebinar ||= columns.attended !== undefined
      utc ||= columns.utc
    } else if (title !== null && (section.test(title) || (isWebinar && isTitle(title, rows[at + 1])))) {
      walk.columns = null
      walk.section = title
    } else if (isBlock(row.cells)) {
      // The line about a call stands right below its headings.
      const facts = rows[at + 1]
      walk.columns = null
      walk.section = null
      walk.call = facts ? callOf(facts.cells, columnsOf(row.cells)) : null
      if (facts && !tableColumns(facts.cells)) at += 1
    } else if (walk.columns) lines.push(lineOf(row, walk.columns, walk))
    else if (!known.test(headingOf(row.cells[0] ?? ''))) others.push(row)
  }
  return {
    platform: isWebinar ? 'zoom_webinar' : 'zoom',
    lines,
    days: [],
    zone: utc ? 'UTC' : null,
    order: null,
    others: otherRows(others),
  }
}

type Walk = { columns: Columns | null; section: string | null; call: string | null }

/** Columns of a row of headings that Zoom alone writes so. */
function zoomColumns(cells: readonly string[]): Columns | null {
  const columns = columnsOf(cells)
  const { name, in: entry, out, duration, guest, waiting } = columns
  const headings = cells.map(headingOf)
  const original = headings.some((heading) =>
    /^((user )?name original name|nome nome originale)$/.test(heading),
  )
  const zooms = original || guest !== undefined || waiting !== undefined || headings.includes('user email')
  const timed = entry !== undefined && out !== undefined
  return name !== undefined && (timed || duration !== undefined) && zooms ? columns : null
}

/** Columns of a row of headings in a report that is Zoom's: a section of those who phoned in has none that are Zoom's alone. */
function tableColumns(cells: readonly string[]): Columns | null {
  const columns = columnsOf(cells)
  const { name, in: entry, out } = columns
  return name !== undefined && entry !== undefined && out !== undefined ? columns : null
}

/** Of a webinar there may be sections of another name: right above their headings. */
function isTitle(text: string, next: Row | undefined): boolean {
  return !text.includes('@') && next !== undefined && tableColumns(next.cells) !== null
}

/** The headings of the line about the call. */
function isBlock(cells: readonly string[]): boolean {
  const { topic, call, in: entry } = columnsOf(cells)
  return topic !== undefined && call !== undefined && entry === undefined
}

/** Which call a line is of, as the file names it. */
function callOf(cells: readonly string[], { topic, starts }: Columns): string | null {
  return [cell(cells, topic), cell(cells, starts)].filter(Boolean).join(' · ') || null
}

function lineOf({ number, cells }: Row, columns: Columns, { section, call }: Walk): ReportLine {
  const [entry, out] = [cellOrNull(cells, columns.in), cellOrNull(cells, columns.out)]
  const whole = [cell(cells, columns.first_name), cell(cells, columns.last_name)].filter(Boolean).join(' ')
  const came = cell(cells, columns.attended)
  return {
    number,
    name: cell(cells, columns.name) || (columns.last_name === undefined ? '' : whole),
    email: cellOrNull(cells, columns.email),
    role: section ? section.replace(/ details$/i, '') : isYes(cell(cells, columns.guest)) ? 'guest' : null,
    in: entry,
    out,
    duration: cellOrNull(cells, columns.duration),
    waiting: isYes(cell(cells, columns.waiting)),
    summary: false,
    absent: entry === null && out === null && isNo(came),
    call: columns.topic === undefined ? call : callOf(cells, columns),
  }
}

/** Who was there and for how long, each once: of no use to a register of entries and exits. */
function refuseUnique(rows: readonly Row[], first: Row): void {
  if (rows.some(({ cells }) => tableColumns(cells))) return
  const somebody = rows[rows.indexOf(first) + 1]
  if (!somebody) return
  const name = cutText(cell(somebody.cells, columnsOf(first.cells).name), 60)
  throw new AppError('invalid', m.online_error_unique({ line: somebody.number, name }), 'file')
}

const isYes = (text: string) => /^(yes|y|s[iì])$/i.test(text)
const isNo = (text: string) => /^no$/i.test(text)
