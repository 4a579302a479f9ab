// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { Stage } from './count.ts'

export function stageName(stage: Stage): string {
  switch (stage) {
    case 'enrolled':
      return m.words_enrolled()
    case 'attended':
      return m.targets_stage_attended()
    case 'completed':
      return m.targets_stage_completed()
    case 'expected':
      return m.targets_stage_expected()
  }
}
