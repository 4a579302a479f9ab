// SPDX-License-Identifier: AGPL-3.0-or-later
import { createHmac } from 'node:crypto'
import { keyOf } from './keys.server.ts'

/** Whose pages and forms a device keeps: says that two are the same account's, and not whose. */
export function deviceKeyOf(accountId: string): string {
  return createHmac('sha256', keyOf('kept on a device')).update(accountId).digest('base64url').slice(0, 22)
}
