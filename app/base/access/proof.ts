// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'

/** What wants a proof of identity: what signs asks for it always, what is only weighty when the last one is old. */
export type Asking = 'always' | 'when_old'

/** The field of a form that brings the proof; empty where none was asked for. */
export const proofField = { password: z.string().max(1000).optional() }

/** The same, of a form that always asks for it: said with whatever else is missing. */
export const wantedProofField = {
  password: z
    .string({ error: () => m.access_proof_wanted() })
    .min(1)
    .max(1000),
}

/** A form that is one button. */
export const proofSchema = z.object(proofField)
