// SPDX-License-Identifier: AGPL-3.0-or-later
// How long a text may be on paper. A row of a list stands on one sheet, and nothing of a list hides what stands beside it.

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

/** Capitals and letters of other alphabets take the room of nearly two. */
function cutToWidth(text: string, most: number): string {
  if (text.length * 1.8 <= most) return text
  let width = 0
  for (let at = 0; at < text.length; at++) {
    width += small.test(text[at] ?? '') ? 1 : 1.8
    if (width > most) return cutText(text, at)
  }
  return text
}

/** At most so many letters, none of them half of a pair of surrogates. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
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
