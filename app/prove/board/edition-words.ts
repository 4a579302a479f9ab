// SPDX-License-Identifier: AGPL-3.0-or-later
import { showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { EnrolmentState } from '#db/schema.ts'

export type EditionWords = {
  code: string
  state: EnrolmentState | null
  attended_at: string | null
  meetings: number
  completed_at: string | null
}

/** Why a person counts in an edition, in words: "presente dal 05/02/2026 (2 incontri), completato il 12/02/2026". */
export function editionWords({ state, attended_at, meetings, completed_at }: EditionWords): string {
  const parts = [
    state !== null && state !== 'enrolled' ? enrolmentStateInside(state) : null,
    attended_at === null
      ? state === 'enrolled'
        ? m.targets_why_enrolled()
        : null
      : m.targets_why_attended({ n: meetings, date: showMomentDate(attended_at) }),
    completed_at === null ? null : m.targets_why_completed({ date: showMomentDate(completed_at) }),
    state === null ? m.targets_why_not_enrolled() : null,
  ]
  return parts.filter(Boolean).join(', ')
}

/** An enrolment's state inside a sentence, of the person: "ritirata" where its own name is "Iscrizione ritirata". */
export function enrolmentStateInside(state: EnrolmentState): string {
  switch (state) {
    case 'requested':
      return m.targets_enrolment_requested()
    case 'enrolled':
      return m.targets_enrolment_enrolled()
    case 'waiting':
      return m.targets_enrolment_waiting()
    case 'withdrawn':
      return m.targets_enrolment_withdrawn()
  }
}
