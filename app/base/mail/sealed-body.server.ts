// SPDX-License-Identifier: AGPL-3.0-or-later
// A mail's text with its personal link, as the outbox keeps it: sealed for the mail's own id.
import { keyOf } from '#base/keys.server.ts'
import { seal, unseal } from '#base/sealing.server.ts'

/** Encrypts a mail's text. */
export function sealBody(id: string, body: string): string {
  return seal(keyOf('mailed links'), id, body)
}

/** The text that sealBody was given; throws when it was sealed for another mail, under another key, or changed. */
export function openBody(id: string, sealed: string): string {
  return unseal(keyOf('mailed links'), id, sealed)
}
