// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { CourseKind } from '#db/schema.ts'
import { type EditionState, editionKinds } from './edition.ts'

const kinds: Record<CourseKind, () => string> = {
  course: m.words_kind_course,
  laboratory: m.words_kind_laboratory,
  workshop: m.editions_kind_workshop,
  table: m.words_kind_table,
  event: m.words_kind_event,
}

export function kindName(kind: CourseKind): string {
  return kinds[kind]()
}

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
