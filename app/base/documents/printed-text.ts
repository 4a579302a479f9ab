// SPDX-License-Identifier: AGPL-3.0-or-later
// How long a text may be on paper. A row of a list stands on one sheet, and nothing of a list hides what stands beside it.
import { cutText } from '#base/i18n/cut-text.ts'

/** Small letters of a cell: what a column takes on one sheet. Wide ones count for more. */
const mostOfCell = 600

/** Facts and topics may go on on the next sheet. */
const mostOfText = 6000
const texts = new Set(['topic', 'facts', 'settled', 'notes'])

/** A document's content with every text of a length that its place takes; longer ones end with "…". What is drawn stays whole. */
export function shortened<Content>(content: Content): Content {
  return shortenedAt('', content) as Content
}

function shortenedAt(key: string, value: unknown): unknown {
  if (typeof value === 'string') {
    if (key === 'drawing') return value
    return cutToWidth(value, texts.has(key) ? mostOfText : mostOfCell)
  }
  if (Array.isArray(value)) return value.map((one) => shortenedAt(key, one))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, shortenedAt(texts.has(key) ? key : name, one)]),
  )
}

const small = /[a-z0-9 .,;:'’()/-]/

/** Capitals take the room of nearly two, what other alphabets have, and the sign for what no font has, of more. */
function cutToWidth(text: string, most: number): string {
  if (text.length * 2.4 <= most) return text
  let width = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    width += small.test(letter) ? 1 : letter <= '\u024f' ? 1.8 : 2.4
    if (width > most) return cutText(text, at)
  }
  return text
}

/** More marks on one letter than any language writes cover the lines above and below. */
export function withFewMarks(text: string): string {
  return text.replace(/(\p{M}{3})\p{M}+/gu, '$1')
}

const pieces = /.{1,6}/gsu
const hash = /[0-9a-f]{64}/

/** Places for the end of a line within words longer than a column; `narrow` ones are shorter. Hashes have one of their own. */
export function breakable(text: string, narrow: boolean): string {
  const longWords = narrow ? /\S{15,}/gu : /\S{28,}/gu
  return text.replace(longWords, (word) =>
    hash.test(word) ? word : (word.match(pieces) ?? []).join('\u200b'),
  )
}
