// SPDX-License-Identifier: AGPL-3.0-or-later
// A table's bytes as text, and its cells.
import { wideTextOf } from '#base/files/wide-text.ts'

/**
 * A table's bytes as text. Programs write UTF-8 and UTF-16, with a byte order mark or without; a spreadsheet that saved the file
 * again writes Windows-1252, on a Macintosh Mac OS Roman. NUL characters are left out: no database keeps them.
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
    return new TextDecoder(narrowTextOf(bytes)).decode(bytes)
  }
}

/**
 * Which of the two alphabets of one byte a letter a text is in. They share no accented letter: of à è é ì ò ù one's bytes are signs
 * or nothing in the other, so the reading with the fewest signs within words is the one. Windows-1252, where neither has fewer.
 */
export function narrowTextOf(bytes: Uint8Array): 'windows-1252' | 'macintosh' {
  let [windows, macintosh] = [0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const before = bytes[at - 1] ?? 0
    if (byte < 0x80 || !(isSmall(before) || isCapital(before))) continue
    // Behind "NICCOL" stands a capital, behind any other letter a small one; or a sign that ends a word.
    const odd = isCapital(before) && isCapital(bytes[at - 2] ?? 0) ? oddAmongCapitals : oddAmongSmall
    if (odd.windows.has(byte)) windows += 1
    if (odd.macintosh.has(byte)) macintosh += 1
  }
  return windows > macintosh ? 'macintosh' : 'windows-1252'
}

const isSmall = (byte: number) => byte >= 0x61 && byte <= 0x7a
const isCapital = (byte: number) => byte >= 0x41 && byte <= 0x5a

const oddAmongSmall = oddUnless(/[\p{Ll}\u00a0’”»…–—ºª°]/u)
const oddAmongCapitals = oddUnless(/[\p{Lu}\u00a0’”»…–—ºª°]/u)

/** The bytes of either alphabet that are neither of some letters nor a sign that stands behind a word. */
function oddUnless(fits: RegExp) {
  const high = Array.from({ length: 128 }, (_, at) => at + 0x80)
  const odd = (alphabet: string) => {
    const decoder = new TextDecoder(alphabet)
    return new Set(high.filter((byte) => !fits.test(decoder.decode(Uint8Array.of(byte)))))
  }
  return { windows: odd('windows-1252'), macintosh: odd('macintosh') }
}

/**
 * A cell in one line, without the spaces around it. Of ="2021-06-14 17:00:00", which some programs write so that a spreadsheet
 * leaves a text alone, what stands within the quotes.
 */
export function plainCell(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim()
  return line.length > 3 && line.startsWith('="') && line.endsWith('"') && !line.slice(2, -1).includes('"')
    ? line.slice(2, -1).trim()
    : line
}
