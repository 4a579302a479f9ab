// SPDX-License-Identifier: AGPL-3.0-or-later
// What is noted of sign-ins, links, roles and exports, beside the ledger: whoever looks for an intruder begins here.
import { m } from '#app/i18n/paraglide/messages.js'

export const securityEventKinds = [
  'sign_in',
  'sign_in_failed',
  'sign_out',
  'identity_proved',
  'identity_not_proved',
  'limit_reached',
  'reset_asked',
  'link_used',
  'link_handed_over',
  'password_changed',
  'email_changed',
  'address_tried',
  'role_granted',
  'role_revoked',
  'account_disabled',
  'account_enabled',
  'export',
  'access_refused',
] as const

export type SecurityEventKind = (typeof securityEventKinds)[number]

export function securityEventName(kind: SecurityEventKind): string {
  return m[`access_event_${kind}`]()
}
