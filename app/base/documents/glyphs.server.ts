// SPDX-License-Identifier: AGPL-3.0-or-later
// What the documents' fonts can show. PDF/UA refuses a document with a character that no font has, and people's names
// are whatever people typed.

/** Reads which characters a TrueType font has, from its table of characters (cmap, formats 4 and 12). */
export function charactersOf(font: Buffer): Set<number> {
  const characters = new Set<number>()
  const start = tableOf(font, 'cmap')
  for (let index = 0; index < font.readUInt16BE(start + 2); index++) {
    const at = start + font.readUInt32BE(start + 4 + index * 8 + 4)
    const format = font.readUInt16BE(at)
    if (format === 4) readSegments(font, at, characters)
    if (format === 12) readGroups(font, at, characters)
  }
  return characters
}

function tableOf(font: Buffer, name: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const at = 12 + index * 16
    if (font.toString('latin1', at, at + 4) === name) return font.readUInt32BE(at + 8)
  }
  throw new Error(`a font without ${name}`)
}

function readSegments(font: Buffer, at: number, characters: Set<number>): void {
  const length = font.readUInt16BE(at + 6)
  const [ends, starts, deltas, offsets] = [14, 16 + length, 16 + 2 * length, 16 + 3 * length] as const
  for (let segment = 0; segment < length; segment += 2) {
    const end = font.readUInt16BE(at + ends + segment)
    const start = font.readUInt16BE(at + starts + segment)
    const delta = font.readUInt16BE(at + deltas + segment)
    const offset = font.readUInt16BE(at + offsets + segment)
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const place = at + offsets + segment + offset + 2 * (code - start)
      const glyph = offset === 0 ? code : font.readUInt16BE(place)
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) characters.add(code)
    }
  }
}

function readGroups(font: Buffer, at: number, characters: Set<number>): void {
  for (let group = 0; group < font.readUInt32BE(at + 12); group++) {
    const place = at + 16 + group * 12
    const [start, end] = [font.readUInt32BE(place), font.readUInt32BE(place + 4)]
    const glyph = font.readUInt32BE(place + 8)
    for (let code = start; code <= end; code++) if (glyph + code - start !== 0) characters.add(code)
  }
}

/** Stands for a character that cannot be shown, so that a reader sees that one is missing. */
const missing = '\ufffd'

/**
 * Makes a function that leaves of a text what every one of several sets of fonts can show: other characters become
 * U+FFFD, line ends and control characters a space, marks that only steer the direction of writing nothing.
 */
export function printableWith(sets: readonly ReadonlySet<number>[]): (text: string) => string {
  const shown = (character: string) => sets.every((set) => set.has(character.codePointAt(0) ?? 0))
  return (text) =>
    /^[\x20-\x7e\xa1-\xac\xae-\xff]*$/.test(text)
      ? text
      : text
          .normalize('NFC')
          .replace(/\s|\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ')
          .replace(/\p{Cf}/gu, '')
          .replace(/[^\x20-\x7e]/gu, (character) => (shown(character) ? character : missing))
}
