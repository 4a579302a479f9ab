// SPDX-License-Identifier: AGPL-3.0-or-later

import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Likely } from '#plan/people/known-persons.server.ts'

/** Why a newcomer was not added: people of one's own who may be the same, and whether the address is of somebody elsewhere. */
export type Doubt = { likely: Likely[]; elsewhere: boolean }

export const noDoubt: Doubt = { likely: [], elsewhere: false }

/** The doubt as a form is told it. Of whoever is elsewhere nothing is said but that the address is theirs. */
export function doubted({ elsewhere }: Doubt): AppError {
  return elsewhere
    ? new AppError('conflict', m.editions_enrol_elsewhere(), 'email')
    : new AppError('conflict', m.editions_enrol_likely())
}
