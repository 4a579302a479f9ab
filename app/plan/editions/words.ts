// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { kindName } from '#plan/courses/course-kind.ts'
import { type EditionState, editionKinds } from './edition.ts'

export function kindOptions() {
  return editionKinds.map((kind) => ({ value: kind, label: kindName(kind) }))
}

const states: Record<EditionState, () => string> = {
  unplanned: m.editions_state_unplanned,
  planned: m.editions_state_planned,
  running: m.editions_state_running,
  finished: m.editions_state_finished,
}

export function editionStateName(state: EditionState): string {
  return states[state]()
}
