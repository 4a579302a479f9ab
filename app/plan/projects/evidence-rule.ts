// SPDX-License-Identifier: AGPL-3.0-or-later
// What a project takes for proof that a meeting in presence was held (domain.md 4.1 rule 7).
import { m } from '#base/i18n/paraglide/messages.js'

export const evidenceRules = ['either', 'sheet'] as const
export type EvidenceRule = (typeof evidenceRules)[number]

export function evidenceRuleName(rule: EvidenceRule): string {
  return rule === 'either' ? m.files_rule_either() : m.files_rule_sheet()
}
