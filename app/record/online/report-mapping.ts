// SPDX-License-Identifier: AGPL-3.0-or-later
// The columns of a report that no reader knows, as somebody said them: frozen with the report, and kept for the next file with the
// same headings.
import { z } from 'zod'
import { type Formats, readFrozen } from '#base/frozen.ts'
import { canonicalJson } from '#base/ledger/ledger.ts'
import { mostColumns } from '#base/sheets/mapping.ts'
import { platforms } from './report.ts'

/** In the order in which they are asked. */
export const mappedColumns = [
  'name',
  'first_name',
  'last_name',
  'email',
  'in',
  'out',
  'action',
  'timestamp',
  'duration',
  'role',
] as const
export type MappedColumn = (typeof mappedColumns)[number]

/** Which number of a date is the day: said, or decided by the meeting's own day. */
export const dateOrders = ['auto', 'day_first', 'month_first'] as const

const column = z
  .int()
  .min(0)
  .max(mostColumns - 1)
const columns = z.partialRecord(z.enum(mappedColumns), column)

const format1 = z.object({
  format: z.literal(1),
  platform: z.enum(platforms),
  platform_name: z.string().nullable(),
  columns,
  order: z.enum(dateOrders),
  /** Null: the installation's own. */
  zone: z.string().nullable(),
})

export type ReportMapping = Omit<z.output<typeof format1>, 'format'>

/** What somebody said of a file: the line of its headings and the columns below it. */
export type Said = { head: number; mapping: ReportMapping; fingerprint: string | null }

const formats: Formats<ReportMapping> = {
  1: (json) => {
    const { format: _, ...mapping } = format1.parse(json)
    return mapping
  },
}

/** A mapping as it is kept. */
export function frozenMapping(mapping: ReportMapping): string {
  return canonicalJson({ format: 1, ...mapping })
}

/** Reads what frozenMapping wrote, in any format there ever was. */
export function mappingOf(frozen: string): ReportMapping {
  return readFrozen(frozen, formats).content
}

/** Zones that meetings are held in; the installation's own stands before them. */
export const zones = [
  'UTC',
  'Europe/Rome',
  'Europe/London',
  'Europe/Lisbon',
  'Europe/Athens',
  'Europe/Kyiv',
  'America/New_York',
  'America/Los_Angeles',
] as const
