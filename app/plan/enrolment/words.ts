// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { EnrolmentState } from '#db/schema.ts'

const enrolmentStates: Record<EnrolmentState, () => string> = {
  requested: m.editions_enrolment_requested,
  enrolled: m.editions_enrolment_enrolled,
  waiting: m.editions_enrolment_waiting,
  withdrawn: m.editions_enrolment_withdrawn,
}

export function enrolmentStateName(state: EnrolmentState): string {
  return enrolmentStates[state]()
}
