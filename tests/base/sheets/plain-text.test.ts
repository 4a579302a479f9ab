// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { narrowTextOf, plainCell, textOf } from '#base/sheets/plain-text.ts'

const high = Array.from({ length: 128 }, (_, at) => at + 0x80)

/** A text's bytes in an alphabet of one byte. */
function bytesIn(alphabet: string, text: string): Uint8Array {
  const decoder = new TextDecoder(alphabet)
  const byLetter = new Map(high.map((byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from([...text], (letter) => byLetter.get(letter) ?? letter.charCodeAt(0))
}

const texts = [
  'Nicolò Forlì',
  'La città è perché così più',
  'Identità;Attività;Libertà',
  'Niccolò D’Angelo – già a Cefalù',
  'NICCOLÒ FORLÌ',
  'Zoë Müller, François, Señor',
  'In sala d’attesa',
]

describe('the bytes of a table', () => {
  it.each(texts)('are read in the alphabet they were written in: %s', (text) => {
    for (const alphabet of ['windows-1252', 'macintosh'] as const) {
      expect(textOf(bytesIn(alphabet, text)), alphabet).toBe(text)
    }
  })

  it('are read in UTF-8 and UTF-16 as ever, with a mark and without', () => {
    for (const text of texts) {
      expect(textOf(Buffer.from(text))).toBe(text)
      expect(textOf(Buffer.from(`\uFEFF${text}`))).toBe(text)
      expect(textOf(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBe(text)
      expect(textOf(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).toBe(text)
    }
    expect(textOf(Buffer.from('Nome\tRuolo\r\nNicolò\tTutor\r\n', 'utf16le'))).toContain('Nicolò')
  })

  it('are of Windows where no letter decides', () => {
    expect(narrowTextOf(Uint8Array.of(0x80, 0x20, 0x93))).toBe('windows-1252')
    expect(narrowTextOf(Buffer.from('Zagabria: Žarko', 'latin1'))).toBe('windows-1252')
  })
})

describe('a cell', () => {
  it.each([
    ['="2021-06-14 17:00:00"', '2021-06-14 17:00:00'],
    ['="001234"', '001234'],
    ['=HYPERLINK("http://x.example")', '=HYPERLINK("http://x.example")'],
    ['="a"&"b"', '="a"&"b"'],
    ['  due\r\nrighe ', 'due righe'],
  ])('is one line, out of what keeps a spreadsheet from spoiling it: %s', (text, plain) => {
    expect(plainCell(text)).toBe(plain)
  })
})
