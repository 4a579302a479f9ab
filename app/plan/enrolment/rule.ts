// SPDX-License-Identifier: AGPL-3.0-or-later
// What an enrolment asks for to be complete, pinned when it began (product.md, rule 6).
import { z } from 'zod'
import type { CourseKind } from '#db/schema.ts'

const rule = z.object({
  /** Hundredths of percent of the planned minutes. */
  threshold: z.int().min(0).max(10_000),
  modules: z.literal('all'),
})

/** What an enrolment asks for, pinned when it began. */
export type Rule = z.output<typeof rule>

/** Reads the column `enrolment.rule`. */
export function ruleOf(column: string): Rule {
  return rule.parse(JSON.parse(column))
}

/** Where no course says otherwise: 75 % of the minutes (domain.md 4.3). */
export const usualThreshold = 7500

/** Whether taking part in an edition of a kind is measured in hours: a table is sat at, not followed (domain.md 4.2). */
export function asksForHours(kind: CourseKind): boolean {
  return kind !== 'table'
}

/** The completion rule that an enrolment keeps (product.md, rule 6); `threshold` in hundredths of a percent. */
export function pinnedRule(kind: CourseKind, threshold: number): string {
  return JSON.stringify({ threshold: asksForHours(kind) ? threshold : 0, modules: 'all' } satisfies Rule)
}
