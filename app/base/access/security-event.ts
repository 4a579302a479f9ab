// SPDX-License-Identifier: AGPL-3.0-or-later
// What is noted of sign-ins, links, roles and exports, beside the ledger: whoever looks for an intruder begins here.
import { m } from '#base/i18n/paraglide/messages.js'
import type { AttemptPurpose } from './attempt-limits.ts'
import { roles } from './permissions.ts'
import { accountRoleName } from './role.ts'

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

/** Where an address was tried of somebody who may be of another project. */
export type AddressPlace = 'enrolment' | 'walk-in' | 'newcomer' | 'trainer' | 'record'

type Known = AttemptPurpose | AddressPlace | 'everywhere' | 'one browser' | 'invitation' | 'password_reset'

const details: Record<Known | 'npm run recover', () => string> = {
  'sign-in': m.access_event_detail_sign_in,
  confirm: m.access_event_detail_confirm,
  'set-up': m.access_event_detail_set_up,
  'check-in': m.access_event_detail_check_in,
  forgot: m.access_event_detail_forgot,
  'email-change': m.access_event_detail_email_change,
  'person-address': m.access_event_detail_person_address,
  enrolment: m.access_event_detail_enrolment,
  'walk-in': m.access_event_detail_walk_in,
  newcomer: m.access_event_detail_newcomer,
  trainer: m.access_event_detail_trainer,
  record: m.access_event_detail_record,
  everywhere: m.access_event_detail_everywhere,
  'one browser': m.access_event_detail_one_browser,
  invitation: m.access_event_detail_invitation,
  password_reset: m.access_event_detail_password_reset,
  'npm run recover': m.access_event_detail_recover,
}

/** What an event's detail says in words; null for what is no word, such as a path. `by` names the account in "by <id>". */
export function securityEventDetail(
  kind: SecurityEventKind,
  detail: string,
  by: string | null,
): string | null {
  if (by !== null) return m.access_event_detail_by({ name: by })
  const role = roles.find((known) => known === detail)
  if (role && kind !== 'address_tried') return accountRoleName(role)
  // A limit's says of what it is, and then by what it counts.
  const [word = ''] = detail.split(': ')
  return Object.entries(details).find(([known]) => known === word)?.[1]() ?? null
}
