// SPDX-License-Identifier: AGPL-3.0-or-later
// From the bytes of a platform's attendance report to who was connected when (domain.md 4.2). Takes time in proportion to the bytes, yet
// too much for whoever answers requests: pages call it in the thread of uploads (uploads.server.ts).

import { createHash } from 'node:crypto'
import type { UploadWork } from '#base/files/uploads-worker.server.ts'
import { cutText } from '#base/i18n/cut-text.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { headingsKey } from '#base/sheets/mapping.ts'
import { tableOf } from '#base/sheets/rows.server.ts'
import { guessedMapping, mappedReport } from './mapped-report.ts'
import { meetReport } from './meet-report.ts'
import { Doubt } from './other-rows.ts'
import { cell, isBlank, knownHeadings } from './report-columns.ts'
import type { OtherRow, Row } from './report-line.ts'
import type { ReportMapping, Said } from './report-mapping.ts'
import type { OfMeeting } from './report-times.ts'
import { type PlatformReport, peopleIn } from './reported-people.ts'
import { teamsReport } from './teams-report.ts'
import { zoomReport } from './zoom-report.ts'

export type { PlatformReport }

/**
 * Reads an attendance report of Teams, Zoom or Meet, with its times in the installation's zone. Refuses, at the field `file`, what
 * is none (as a Doubt, also where a reader knows it in part), what has no times of entry and exit, what is of another day or time
 * than the meeting, and dates that may be read in two ways when neither is the meeting's day: nothing is guessed, and no line is
 * left out. Refuses too what passes a bound of a table, and more people or connections than a meeting has.
 */
export function readReport(bytes: Uint8Array, meeting: OfMeeting, zone: string): PlatformReport {
  return readIn(tableIn(bytes), meeting, zone)
}

function readIn({ rows, others }: Table, meeting: OfMeeting, zone: string): PlatformReport {
  const found = teamsReport(rows) ?? zoomReport(rows) ?? meetReport(rows)
  if (!found) throw new Unknown(m.online_error_unknown())
  return peopleIn({ ...found, others: [...found.others, ...others] }, meeting, zone)
}

/** A file that no reader knows any of. */
class Unknown extends Doubt {}

type Table = { rows: Row[]; others: OtherRow[] }

function tableIn(bytes: Uint8Array): Table {
  const { rows, others } = tableOf(bytes, knownHeadings)
  const sheets = others.map(({ name, rows }) => {
    return { line: 0, text: m.online_other_sheet({ name: cutText(name, 60), n: rows }) }
  })
  return { rows, others: sheets }
}

/**
 * The same; or `asks`, where no reader knows the file and it is a table with times whose columns somebody can say: what a reader that
 * knows it in part stumbled over, or null.
 */
export function readUpload(
  bytes: Uint8Array,
  meeting: OfMeeting,
  zone: string,
): { report: PlatformReport } | { asks: string | null } {
  const table = tableIn(bytes)
  try {
    return { report: readIn(table, meeting, zone) }
  } catch (error) {
    const columns = error instanceof Doubt ? guessedMapping(table.rows)?.columns : undefined
    const isTimed = columns?.in !== undefined || columns?.timestamp !== undefined
    if (!(error instanceof Doubt) || !isTimed) throw error
    return { asks: error instanceof Unknown ? null : error.message }
  }
}

/** The beginning of a table, for whoever says its columns. */
export type TableLook = {
  rows: { number: number; cells: string[]; fingerprint: string | null }[]
  /** Lines in all that have something. */
  lines: number
  width: number
  guess: { head: number; columns: ReportMapping['columns'] } | null
}

const mostLooked = 30

/** The first lines of a table, cut, each with what it is known by if it has the headings; and the most probable columns. */
export function lookAtTable(bytes: Uint8Array): TableLook {
  const rows = tableIn(bytes).rows.filter(({ cells }) => !isBlank(cells))
  const looked = rows.slice(0, mostLooked)
  return {
    rows: looked.map(({ number, cells }) => {
      const shown = cells.map((_, at) => cutText(cell(cells, at), 40))
      return { number, cells: shown, fingerprint: fingerprintOf(cells) }
    }),
    lines: rows.length,
    width: Math.max(0, ...looked.map(({ cells }) => cells.length)),
    guess: guessedMapping(rows),
  }
}

/** What a table's headings are known by again. */
function fingerprintOf(headings: readonly string[]): string | null {
  const key = headingsKey(headings)
  return key === null ? null : createHash('sha256').update(key).digest('hex')
}

/**
 * Reads a table by columns that somebody said. Refuses as readReport does, and as mappedReport at the fields of the columns. The same
 * bytes with what was said give the same report again.
 */
export function readMapped(
  bytes: Uint8Array,
  said: Pick<Said, 'head' | 'mapping'>,
  meeting: OfMeeting,
  zone: string,
): PlatformReport {
  const { rows, others } = tableIn(bytes)
  const found = mappedReport(rows, said.head, said.mapping)
  const fingerprint = fingerprintOf(rows.find(({ number }) => number === said.head)?.cells ?? [])
  const report = peopleIn({ ...found, others: [...found.others, ...others] }, meeting, zone)
  return { ...report, said: { ...said, fingerprint } }
}

const module = 'app/record/online/platform-report.server.ts'

/** For the thread of uploads. */
export const readingReport: UploadWork<typeof readReport> = { module, does: 'readReport' }
export const readingUpload: UploadWork<typeof readUpload> = { module, does: 'readUpload' }
export const lookingAtTable: UploadWork<typeof lookAtTable> = { module, does: 'lookAtTable' }
export const readingMapped: UploadWork<typeof readMapped> = { module, does: 'readMapped' }
