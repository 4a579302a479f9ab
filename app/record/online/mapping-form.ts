// SPDX-License-Identifier: AGPL-3.0-or-later
// The form in which somebody says a report's columns.
import { z } from 'zod'
import { about, checkbox, line } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { mostColumns } from '#base/sheets/mapping.ts'
import { platforms } from './report.ts'
import { dateOrders, type MappedColumn, mappedColumns, type ReportMapping, zones } from './report-mapping.ts'

/** A column by its number, from 0; empty is none. */
const column = z
  .string()
  .max(3)
  .regex(/^\d{1,2}$/)
  .transform(Number)
  .pipe(z.int().max(mostColumns - 1))
  .optional()

const columnFields = Object.fromEntries(mappedColumns.map((name) => [name, column])) as Record<
  MappedColumn,
  typeof column
>

export const mappingSchema = z
  .object({
    intent: z.enum(['preview', 'import']),
    head: z
      .string()
      .max(6)
      .regex(/^\d{1,6}$/)
      .transform(Number),
    platform: z.enum(platforms),
    platform_name: line(60).optional(),
    ...columnFields,
    order: z.enum(dateOrders),
    zone: z.enum(['own', ...zones]),
    others_ok: checkbox,
  })
  .refine(
    (typed) => typed.name !== undefined || (typed.first_name !== undefined && typed.last_name !== undefined),
    {
      path: ['name'],
      error: () => m.online_map_error_names(),
      ...about('name', 'first_name', 'last_name'),
    },
  )
  .refine(
    (typed) => {
      const isStay = typed.in !== undefined && typed.out !== undefined
      const isEvent = typed.action !== undefined && typed.timestamp !== undefined
      return isStay !== isEvent
    },
    {
      path: ['in'],
      error: () => m.online_map_error_times(),
      ...about('in', 'out', 'action', 'timestamp'),
    },
  )
  .refine((typed) => typed.platform !== 'other' || typed.platform_name, {
    path: ['platform_name'],
    error: () => m.online_map_error_platform(),
    ...about('platform', 'platform_name'),
  })

export type MappingTyped = z.output<typeof mappingSchema>

/** What was typed, as it is kept. The whole name decides where all three are said. */
export function mappingTyped(typed: MappingTyped): { head: number; mapping: ReportMapping } {
  const columns: ReportMapping['columns'] = {}
  for (const name of mappedColumns) if (typed[name] !== undefined) columns[name] = typed[name]
  if (columns.name !== undefined) {
    delete columns.first_name
    delete columns.last_name
  }
  return {
    head: typed.head,
    mapping: {
      platform: typed.platform,
      platform_name: typed.platform === 'other' ? (typed.platform_name ?? null) : null,
      columns,
      order: typed.order,
      zone: typed.zone === 'own' ? null : typed.zone,
    },
  }
}

/** What the form begins with: what was said of such headings before, else the guess. */
export function mappingShown(head: number | null, mapping: Partial<ReportMapping>): Record<string, string> {
  const columns = Object.entries(mapping.columns ?? {}).map(([name, at]) => [name, String(at)])
  return {
    ...(head !== null && { head: String(head) }),
    platform: mapping.platform ?? 'other',
    ...(mapping.platform_name && { platform_name: mapping.platform_name }),
    ...Object.fromEntries(columns),
    order: mapping.order ?? 'auto',
    zone: mapping.zone ?? 'own',
  }
}

const columnNames: Record<MappedColumn, () => string> = {
  name: m.online_map_name,
  first_name: m.words_first_name,
  last_name: m.words_last_name,
  email: m.online_map_email,
  in: m.online_map_in,
  out: m.online_map_out,
  action: m.online_map_action,
  timestamp: m.online_map_timestamp,
  duration: m.online_map_duration,
  role: m.online_map_role,
}

export function mappedColumnName(column: MappedColumn): string {
  return columnNames[column]()
}
