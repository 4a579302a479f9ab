// SPDX-License-Identifier: AGPL-3.0-or-later
// What fad-report.typ prints: facts, and sections with a list each.

import { continues, frameOf, sheetName } from '#base/documents/document-frame.ts'
import { shortened } from '#base/documents/printed-text.ts'
import { cutText } from '#base/i18n/cut-text.ts'

type Fact = [name: string, value: string]

export type ReportSection = {
  heading: string
  facts: Fact[]
  /** `width` in millimetres of the 273 of a sheet; null shares what is left. Numbers stand on the right. */
  columns: { name: string; width: number | null; number: boolean }[]
  /** A cell for each column. */
  rows: string[][]
  /** Said where there are no rows. */
  empty: string
}

export type Report = Parameters<typeof frameOf>[0] & {
  heading: string
  facts: Fact[]
  sections: ReportSection[]
  /** Declarations above the signatures. */
  notes: string[]
  /** What stands under each line to sign on. */
  signatures: string[]
  /** Short lines at the foot of every sheet: what identifies the report. */
  stamp: string[]
}

/** A report of more lines has its sections on sheets of their own, so that it can be set a few sections at a time. */
const long = 1000

/** A report for pdfOf('app/record/online/fad-report.typ', …). */
export function reportDocument(report: Report) {
  const { heading, facts, sections, notes, signatures, stamp, title } = report
  return {
    ...frameOf(report),
    words: { continues: continues() },
    apart: sections.reduce((sum, { rows }) => sum + rows.length, 0) > long,
    running: title,
    sheet_of: sheetName(heading),
    ...shortened({ heading, facts, stamp, closing: { notes, signatures } }),
    pages: sections.map((section) =>
      shortened({
        ...section,
        running: cutText(`${title} · ${section.heading}`, 150),
        sheet_of: sheetName(section.heading),
      }),
    ),
  }
}
