// SPDX-License-Identifier: AGPL-3.0-or-later
// A mail's text with its personal link, as the outbox keeps it: AES-256-GCM, bound to the mail's own id, so that one mail's
// text opens in no other row.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { keyOf } from '#base/keys.server.ts'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Encrypts a mail's text: nonce, tag and ciphertext in base64url. */
export function sealBody(id: string, body: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, keyOf('mailed links'), nonce).setAAD(Buffer.from(id))
  const text = Buffer.concat([cipher.update(body, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
}

/** The text that sealBody was given; throws when it was sealed for another mail, under another key, or changed. */
export function openBody(id: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const nonce = bytes.subarray(0, nonceBytes)
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes)
  const decipher = createDecipheriv(algorithm, keyOf('mailed links'), nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(id)).setAuthTag(tag)
  const text = bytes.subarray(nonceBytes + tagBytes)
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
}
