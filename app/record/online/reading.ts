// SPDX-License-Identifier: AGPL-3.0-or-later
// How a platform's file was read, frozen with its report: what else stands in it, and the columns that somebody said.
import { z } from 'zod'
import { type Formats, readFrozen } from '#base/frozen.ts'
import { canonicalJson } from '#base/ledger/ledger.ts'
import type { OtherRow } from './report-line.ts'
import { frozenMapping, mappingOf, type Said } from './report-mapping.ts'

const format1 = z.object({
  format: z.literal(1),
  others: z.array(z.object({ line: z.int(), text: z.string() })),
  othersInAll: z.int(),
  /** The mapping is frozen within, with a format of its own. */
  said: z.object({ head: z.int(), mapping: z.string() }).nullable(),
})

export type Reading = {
  others: OtherRow[]
  othersInAll: number
  said: Pick<Said, 'head' | 'mapping'> | null
}

const formats: Formats<Reading> = {
  1: (json) => {
    const { others, othersInAll, said } = format1.parse(json)
    return { others, othersInAll, said: said && { head: said.head, mapping: mappingOf(said.mapping) } }
  },
}

/** So many are kept to be shown; how many there are is said beside. */
const mostKept = 100

/** The column `platform_report.reading` of a report. */
export function frozenReading({ others, said }: { others: readonly OtherRow[]; said: Said | null }): string {
  return canonicalJson({
    format: 1,
    others: others.slice(0, mostKept),
    othersInAll: others.length,
    said: said && { head: said.head, mapping: frozenMapping(said.mapping) },
  })
}

/** Reads that column; null of a report from before it was kept. */
export function readingOf(column: string | null): Reading | null {
  return column === null ? null : readFrozen(column, formats).content
}
