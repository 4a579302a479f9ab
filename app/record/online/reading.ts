// SPDX-License-Identifier: AGPL-3.0-or-later
// How a platform's file was read, frozen with its report: what else stands in it, and the columns somebody said.
import { z } from 'zod'
import { type Formats, readFrozen } from '#base/frozen.ts'
import { canonicalJson } from '#base/ledger/ledger.ts'
import type { OtherRow } from './report-line.ts'

const others = z.array(z.object({ line: z.int(), text: z.string() }))
const format1 = z.object({ format: z.literal(1), others, othersInAll: z.int() })

export type Reading = { others: OtherRow[]; othersInAll: number }

const formats: Formats<Reading> = {
  1: (json) => {
    const { others, othersInAll } = format1.parse(json)
    return { others, othersInAll }
  },
}

/** So many are kept to be shown; how many there are is said beside. */
const mostKept = 100

/** The column `platform_report.reading` of a report. */
export function frozenReading(rows: readonly OtherRow[]): string {
  return canonicalJson({ format: 1, others: rows.slice(0, mostKept), othersInAll: rows.length })
}

/** Reads that column; null of a report from before it was kept. */
export function readingOf(column: string | null): Reading | null {
  return column === null ? null : readFrozen(column, formats).content
}
