// SPDX-License-Identifier: AGPL-3.0-or-later
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutTable, firstRows } from '#base/files/table-text.ts'

const bounds = { lines: 50, columns: 10, letters: 100 }
const cut = (text: string, separator = ',') => cutTable(text, separator, bounds)
const refused = (text: string) => {
  try {
    return cut(text)
  } catch (error) {
    return error instanceof Error ? error.message : error
  }
}

describe('a table is cut into cells', () => {
  it('ends its lines with CR, LF or both', () => {
    const rows = [
      ['a', 'b'],
      ['c', 'd'],
    ]
    for (const end of ['\n', '\r', '\r\n']) {
      expect(cut(`a,b${end}c,d${end}`)).toEqual(rows)
      expect(cut(`a,b${end}c,d`)).toEqual(rows)
    }
    expect(cut('a\n\nb')).toEqual([['a'], [''], ['b']])
    expect(cut('a,\n,b')).toEqual([
      ['a', ''],
      ['', 'b'],
    ])
    expect(cut('')).toEqual([['']])
  })

  it('takes quotes off and pairs of them for one, with separators and ends of lines within', () => {
    expect(cut('"a,""b""\r\nc" ,d\n"",e')).toEqual([
      ['a,"b"\r\nc', 'd'],
      ['', 'e'],
    ])
  })

  it.each(['Lino "Lupo" Sarti,b', '"Lupo" Sarti,b', 'a,"b', '"a""', 'a,b\n"c\nd,e'])(
    'takes quotes that make no sense for letters: %j',
    (text) => {
      expect(cut(text)).toEqual(text.split('\n').map((line) => line.split(',')))
    },
  )

  it('gives back what another program wrote', () => {
    const cell = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('"', '""', '\r', '\n', ' "', 'a"b'))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 10 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t', '|'), (rows, delimiter) => {
        const text = stringify(rows, { delimiter, quoted: true })
        expect(cut(text, delimiter)).toEqual(rows)
      }),
    )
  })
})

describe('what passes a bound is refused by its name', () => {
  it.each([
    ['a\n'.repeat(51), '50 righe'],
    ['\r'.repeat(52), '50 righe'],
    [`a\n${','.repeat(10)}`, 'Alla riga 2 le colonne superano il limite di 10'],
    [`a\n${'x'.repeat(101)}`, 'Alla riga 2 una cella supera il limite di 100 caratteri'],
    [`"${'""'.repeat(101)}"`, 'una cella supera il limite di 100 caratteri'],
    ['"'.repeat(50_000), 'una cella supera il limite di 100 caratteri'],
  ])('%#', (text, words) => {
    expect(refused(text)).toContain(words)
  })

  it('and what is at the bound is taken', () => {
    expect(cut('a\n'.repeat(50))).toHaveLength(50)
    expect(cut(','.repeat(9))).toEqual([Array(10).fill('')])
    expect(cut(`"${'""'.repeat(100)}"`)).toEqual([['"'.repeat(100)]])
  })

  it('beginnings are read as far as it lets', () => {
    expect(firstRows('a\nb\nc', ',', { ...bounds, lines: 2 })).toEqual([['a'], ['b']])
    expect(firstRows(`a\n${','.repeat(20)}\nb`, ',', bounds)).toEqual([['a']])
  })
})
