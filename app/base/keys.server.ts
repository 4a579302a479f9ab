// SPDX-License-Identifier: AGPL-3.0-or-later
// Every key of the installation is derived from its one secret, by purpose: what one signs or hides, no other opens.
import { hkdfSync } from 'node:crypto'
import { env } from './env.server.ts'

export type KeyPurpose =
  | 'check-in code'
  | 'check-in ticket'
  | 'kept form'
  | 'known browser'
  | 'mailed links'
  | 'kept on a device'
  | 'roll call page'
  | 'report draft'

const kept = new Map<string, Buffer>()

/** The 32 bytes of a purpose (HKDF-SHA256, RFC 5869, over SECRET_KEY). Another secret makes other keys of all of them. */
export function keyOf(purpose: KeyPurpose): Buffer {
  const secret = env().SECRET_KEY
  const name = `${purpose}\n${secret}`
  const key = kept.get(name) ?? Buffer.from(hkdfSync('sha256', secret, 'presente', purpose, 32))
  kept.set(name, key)
  return key
}
