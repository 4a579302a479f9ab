// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody says is wrong in the record of a meeting, and the answer. Nothing is changed by it: who may correct does, by the usual
// ways, and says so.
import { z } from 'zod'
import { reference, text } from '#base/http/fields.ts'
import type { CorrectionRequestTable } from '#db/schema.ts'

export type RequestState = CorrectionRequestTable['state']

/** Long enough to say something, short enough to be read on a row of the roll. */
const words = text(500).pipe(z.string().min(5))

/** Of a person about their own presence. */
export const ownRequestSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('report'), text: words }),
  z.object({ intent: z.literal('withdraw'), request: reference }),
])

/** Of who keeps the record: an answer, or what a trainer asks the manager for after the lock. Declining wants its reason. */
export const requestSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('accept'), request: reference, answer: text(500).optional() }),
  z.object({ intent: z.literal('decline'), request: reference, answer: text(500) }),
  z.object({ intent: z.literal('withdraw'), request: reference }),
  z.object({ intent: z.literal('ask'), text: words, person: reference.optional() }),
])

/** The beginning of a text, where there is little room. */
export function clipped(whole: string, most = 120): string {
  const line = whole.replace(/\s+/g, ' ')
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`
}
