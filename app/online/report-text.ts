// SPDX-License-Identifier: AGPL-3.0-or-later

/**
 * A report's bytes as text. Platforms write UTF-8 and UTF-16, with a byte order mark or without; a spreadsheet that saved the
 * file again writes Windows-1252. NUL characters are left out: no database keeps them.
 */
export function textOf(bytes: Uint8Array): string {
  return decoded(bytes)
    .replace(/\0/g, '')
    .replace(/^\uFEFF/, '')
}

function decoded(bytes: Uint8Array): string {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  const unmarked = utf16Of(bytes.subarray(0, 4096))
  if (unmarked) return new TextDecoder(unmarked).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Most characters of a European text in UTF-16 have a zero byte, always on the same side. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0]
  bytes.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const many = bytes.length / 4
  if (odd > many && odd > even * 4) return 'utf-16le'
  return even > many && even > odd * 4 ? 'utf-16be' : null
}
