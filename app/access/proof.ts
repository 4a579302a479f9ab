// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'

/** What wants a proof of identity: what signs asks for it always, what is only weighty when the last one is old. */
export type Asking = 'always' | 'when_old'

/** The field of a form that brings the proof; empty where none was asked for. */
export const proofField = { password: z.string().max(1000).optional() }

/** A form that is one button. */
export const proofSchema = z.object(proofField)
