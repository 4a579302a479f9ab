// SPDX-License-Identifier: AGPL-3.0-or-later
// The buttons of an account's page.
import { z } from 'zod'
import { proofField } from '#base/access/proof.ts'

export const accountActs = ['invite', 'hand_over', 'disable', 'enable', 'revoke'] as const

const typed = z.string().max(100).optional()

/** `intent` says what, or `revoke` which role is taken back; what is typed for another role comes back with the page. */
export const accountActSchema = z.object({
  intent: z.enum(accountActs).default('revoke'),
  revoke: z.string().max(100).default(''),
  role: typed,
  project: typed,
  expires_on: typed,
  ...proofField,
})

/** Whether a form was sent by one of them, and not by the button that grants a role. */
export function isAccountAct(form: FormData): boolean {
  return form.has('revoke') || accountActs.some((act) => act === form.get('intent'))
}
