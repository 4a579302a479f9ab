// SPDX-License-Identifier: AGPL-3.0-or-later
// A line of a project's target tree: what it counts, how much it promised, in which unit (product.md, rule 2).
import { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'
import { getLocale } from '#base/i18n/paraglide/runtime.js'
import type { Sector } from '#db/schema.ts'

export const units = ['persons', 'organisations', 'households'] as const
export const kinds = ['direct', 'indirect'] as const
export const sources = ['attendance', 'tally'] as const
export const audiences = ['training', 'table'] as const

export type Audience = (typeof audiences)[number]

export type TargetLine = {
  id: string
  parent_id: string | null
  position: number
  label_it: string
  label_en: string
  /** Null: open, "as many as possible". */
  quantity: number | null
  unit: (typeof units)[number]
  kind: (typeof kinds)[number]
  source: (typeof sources)[number]
  audience: Audience
  sector: Sector | null
  /** Null: any. */
  organisation_types: string[] | null
}

/** What a line looks at in a person; null where nobody has said it yet. */
export type Attributes = { audience: Audience; sector: Sector | null; organisation_type: string | null }

export type Criteria = Pick<TargetLine, 'audience' | 'sector' | 'organisation_types'>

/** Whether a line counts somebody with these attributes. */
export function matches(line: Criteria, { audience, sector, organisation_type }: Attributes): boolean {
  if (line.audience !== audience) return false
  if (line.sector !== null && line.sector !== sector) return false
  return line.organisation_types === null
    ? true
    : organisation_type !== null && line.organisation_types.includes(organisation_type)
}

export function labelOf(line: { label_it: string; label_en: string }): string {
  return getLocale() === 'en' ? line.label_en : line.label_it
}

type Placed = { id: string; parent_id: string | null; position: number }

/** The lines under a line, or the roots for null, in order. A line whose parent is not among them is a root. */
export function childrenOf<T extends Placed>(lines: readonly T[], parent: string | null): T[] {
  const ids = new Set(lines.map((line) => line.id))
  return lines
    .filter((line) => (line.parent_id !== null && ids.has(line.parent_id) ? line.parent_id : null) === parent)
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

/** The lines in the order of the tree, each with its depth. */
export function inTreeOrder<T extends Placed>(lines: readonly T[]): { line: T; depth: number }[] {
  const under = (parent: string | null, depth: number): { line: T; depth: number }[] =>
    childrenOf(lines, parent).flatMap((line) => [{ line, depth }, ...under(line.id, depth + 1)])
  return under(null, 0)
}

const typesSchema = z.array(z.string()).nullable()

/** The column `organisation_types` as a list; null: any. */
export function organisationTypesOf(column: string | null): string[] | null {
  if (column === null) return null
  const types = typesSchema.parse(JSON.parse(column))
  return types === null || types.length === 0 ? null : types
}

export function unitName(unit: TargetLine['unit']): string {
  if (unit === 'persons') return m.targets_persons()
  return unit === 'organisations' ? m.words_organisations() : m.targets_unit_households()
}

export function audienceName(audience: Audience): string {
  return audience === 'training' ? m.targets_audience_training() : m.targets_tables()
}
