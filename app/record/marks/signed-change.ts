// SPDX-License-Identifier: AGPL-3.0-or-later
import type { z } from 'zod'
import { m } from '#base/i18n/paraglide/messages.js'

type Typed = { password?: string | undefined; reason?: string | undefined }

/** What a change of a closed page still wants, said at once: the signature is looked at first, and the reason only after it. */
export function wantSignature(typed: Typed, context: z.RefinementCtx): void {
  if (typed.password) return
  const want = (field: keyof Typed, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message, input: typed[field] })
  if (!typed.reason) want('reason', m.editions_closed_wants_reason())
  want('password', m.access_proof_wanted())
}
