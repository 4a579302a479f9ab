// SPDX-License-Identifier: AGPL-3.0-or-later
// What an enrolment asks for to be complete, pinned when it began (product.md, rule 6).
import { z } from 'zod'

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

/** The completion rule that an enrolment keeps (product.md, rule 6); `threshold` in hundredths of a percent. */
export function pinnedRule(threshold: number): string {
  return JSON.stringify({ threshold, modules: 'all' } satisfies Rule)
}
