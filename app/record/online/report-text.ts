// SPDX-License-Identifier: AGPL-3.0-or-later
import { wideTextOf } from '#base/files/wide-text.ts'

/**
 * A report's bytes as text. Platforms write UTF-8 and UTF-16, with a byte order mark or without; a spreadsheet that saved the
 * file again writes Windows-1252. NUL characters are left out: no database keeps them.
 */
export function textOf(bytes: Uint8Array): string {
  const text = decoded(bytes).replace(/^\uFEFF/, '')
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}

function decoded(bytes: Uint8Array): string {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  const wide = wideTextOf(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
