// SPDX-License-Identifier: AGPL-3.0-or-later
// What every platform's report comes down to: lines, each with somebody's name and an entry, an exit or both.
import type { DayOrder } from '#base/sheets/clock-text.ts'
import type { PlatformReportTable } from '#db/schema.ts'

/** A row of the file as it was cut into cells, and its number for whoever has to look at it. */
export type Row = { number: number; cells: readonly string[] }

export type Platform = PlatformReportTable['platform']['__select__']

/** A line of a report, its times still as written. */
export type ReportLine = {
  /** Of the file, for whoever has to look at it. */
  number: number
  name: string
  email: string | null
  role: string | null
  in: string | null
  out: string | null
  /** The stay as the platform itself counts it. */
  duration: string | null
  /** In the waiting room: known to the platform, not present. */
  waiting: boolean
  /** First entry and last exit only: what lies between is not known. */
  summary: boolean
  /** Registered, and the report says that they did not come: no times. */
  absent: boolean
  /** Which of several calls in one file, as it says; null where it has one. */
  call: string | null
}

/** What stands in a file and speaks of nobody: shown, never dropped in silence. */
export type OtherRow = { line: number; text: string }

/** A report whose platform was recognised, as it is written. */
export type RecognisedReport = {
  platform: Platform
  lines: ReportLine[]
  /** Days named above the table, YYYY-MM-DD. */
  days: string[]
  /** The zone its times are in, where that is said. */
  zone: string | null
  /** Which number of a date is the day, where that is said. */
  order: DayOrder | null
  others: OtherRow[]
}
