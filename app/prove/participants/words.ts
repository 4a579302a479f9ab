// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { audienceName, labelOf } from '#plan/targets/target.ts'
import { criteriaWords } from '#plan/targets/words.ts'
import { stageName } from '#prove/board/words.ts'
import type { PeopleFilter } from './people-filter.ts'

/** Which figure a list shows: "Presenti: Operatori pubblici (presenze a corsi · Pubblico)". */
export function figureWords({ line, stage, audience, outside }: PeopleFilter): string {
  const stageWords = stage === 'all' ? m.targets_stage_all() : stageName(stage)
  if (line && outside) return `${stageWords}: ${labelOf(line)}, ${m.targets_outside_words()}`
  if (line) return `${stageWords}: ${labelOf(line)} (${criteriaWords(line)})`
  return audience ? `${stageWords}: ${audienceName(audience)}` : stageWords
}
