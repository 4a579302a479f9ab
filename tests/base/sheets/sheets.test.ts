// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever people write comes back from both formats as it was, and never as a formula or another number.
import { inflateRawSync } from 'node:zlib'
import Papa from 'papaparse'
import readSheet from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { csv } from '#base/sheets/csv.server.ts'
import type { CellType, CellValue, SheetColumn } from '#base/sheets/sheet.ts'
import { workbook } from '#base/sheets/workbook.server.ts'
import { naughtyStrings } from '#tests/support/naughty-strings.ts'

const strings: string[] = naughtyStrings.filter((text) => text.trim() !== '')

function columns(...types: CellType[]): SheetColumn[] {
  return types.map((type, at) => ({ header: `Colonna ${at + 1}`, type, width: 20 }))
}

async function* groups(rows: CellValue[][], size = 100) {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(chunks))
}

async function writtenCsv(types: CellType[], rows: CellValue[][]) {
  const bytes = await bytesOf(csv(columns(...types), groups(rows), 'INCOMPLETO'))
  const { data } = Papa.parse<string[]>(bytes.toString('utf8').slice(1), { delimiter: ';', newline: '\r\n' })
  return { bytes, text: bytes.toString('utf8'), rows: data.slice(1, -1) }
}

async function writtenSheet(types: CellType[], rows: CellValue[][]) {
  const bytes = await bytesOf(
    workbook({ name: 'Presenze & <altro> "x"', columns: columns(...types), rows: groups(rows) }),
  )
  const [sheet] = await readSheet(bytes, { trim: false })
  return { bytes, name: sheet?.sheet, rows: (sheet?.data ?? []).slice(1) }
}

describe('CSV for the Italian Excel', () => {
  it('begins with the mark of UTF-8, separates by semicolon and ends lines with CRLF', async () => {
    const { bytes, text } = await writtenCsv(['text', 'integer'], [['Città; "grande"', 12]])
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(text.slice(1)).toBe('Colonna 1;Colonna 2\r\n"Città; ""grande""";12\r\n')
  })

  it('writes dates and times as they are read in Italy', async () => {
    const row = ['2026-02-05', '09:30', '2026-02-05T09:30:15', null]
    const { rows } = await writtenCsv(['date', 'time', 'moment', 'date'], [row])
    expect(rows).toEqual([['05/02/2026', '09:30', '05/02/2026 09:30:15', '']])
  })

  it('case 22: no text becomes a formula, and no code loses its zeros or its last digits', async () => {
    const texts = ['=1+1', '+39 075', '-5', '@SUM(A1)', '\t=1', '＝1', '01234567890', '80001234567890123']
    const { rows } = await writtenCsv(
      ['text'],
      texts.map((text) => [text]),
    )
    expect(rows.map(([text]) => text)).toEqual(texts.map((text) => `'${text}`))
    const harmless = ['0', '12', '10:30', 'A-1', "D'Angelo", '0,5']
    const kept = await writtenCsv(
      ['text'],
      harmless.map((text) => [text]),
    )
    expect(kept.rows.map(([text]) => text)).toEqual(harmless)
  })

  it('gives naughty strings back, but for the apostrophe that makes them harmless', async () => {
    const { rows } = await writtenCsv(
      ['text', 'integer'],
      strings.map((text, at) => [text, at]),
    )
    expect(rows).toHaveLength(strings.length)
    rows.forEach(([text, at], index) => {
      expect([strings[index], `'${strings[index]}`]).toContain(text)
      expect(at).toBe(String(index))
      expect(text).not.toMatch(/^[=+\-@\t\r]/)
    })
  })

  it('says in its last line that it broke off, and passes the error on', async () => {
    async function* broken() {
      yield [['Bianchi']]
      throw new Error('the database is gone')
    }
    const taken: Uint8Array[] = []
    const read = async () => {
      for await (const chunk of csv(columns('text'), broken(), 'FILE INCOMPLETO')) taken.push(chunk)
    }
    await expect(read()).rejects.toThrow('the database is gone')
    expect(Buffer.concat(taken).toString()).toMatch(/Bianchi\r\nFILE INCOMPLETO\r\n$/)
  })
})

describe('the workbook', () => {
  it('keeps dates, times and numbers as such, and empty cells empty', async () => {
    const row = ['2026-02-05', '09:30', '2026-02-05T09:30:15', 150, '007', null, '']
    const { name, rows } = await writtenSheet(
      ['date', 'time', 'moment', 'integer', 'text', 'text', 'text'],
      [row, [...row.slice(0, 6), 'x']],
    )
    expect(name).toBe('Presenze & <altro> "x"')
    const [date, time, moment, ...rest] = rows[0] ?? []
    expect(date).toEqual(new Date('2026-02-05T00:00:00Z'))
    expect(time).toEqual(new Date('1899-12-30T09:30:00Z'))
    expect(moment).toEqual(new Date('2026-02-05T09:30:15Z'))
    expect(rest).toEqual([150, '007', null, null])
  })

  it('keeps seconds of every minute of a day', async () => {
    const moments = Array.from(
      { length: 1440 },
      (_, n) => `2026-10-25T${new Date(n * 60_000 + (n % 60) * 1000).toISOString().slice(11, 19)}`,
    )
    const { rows } = await writtenSheet(
      ['moment'],
      moments.map((moment) => [moment]),
    )
    // A day's fraction is no exact number: the nearest second is meant.
    const seconds = (date: string | Date) => Math.round(new Date(date).getTime() / 1000)
    const read = rows.map(([moment]) => seconds(moment as unknown as Date))
    expect(read).toEqual(moments.map((moment) => seconds(`${moment}Z`)))
  })

  it('gives naughty strings back, control characters and what looks like their escapes too', async () => {
    const all = [...strings, 'a\u0001b', '_x0041_', '_x005F_', 'a\r\nb', ' spaces ', ']]>', '&amp;']
    const { rows } = await writtenSheet(
      ['text', 'integer'],
      all.map((text, at) => [text, at]),
    )
    expect(rows.map(([text]) => text)).toEqual(all.map((text) => text.replace(/\p{Cs}/gu, '\uFFFD')))
    expect(rows.map(([, at]) => at)).toEqual(all.map((_, at) => at))
  })

  it('freezes its header and lets every column be filtered', async () => {
    const { bytes } = await writtenSheet(
      ['text', 'integer'],
      [
        ['Anna', 1],
        ['Luca', 2],
      ],
    )
    const name = 'xl/worksheets/sheet1.xml'
    const xml = inflateRawSync(bytes.subarray(bytes.indexOf(name) + name.length)).toString()
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(xml).toContain('<autoFilter ref="A1:B3"/>')
  })

  it('is the same bytes for the same rows', async () => {
    const one = await writtenSheet(['text'], [['Anna']])
    const other = await writtenSheet(['text'], [['Anna']])
    expect(one.bytes.equals(other.bytes)).toBe(true)
  })

  it('cannot be opened when it breaks off', async () => {
    async function* broken() {
      yield [['Bianchi']]
      throw new Error('the database is gone')
    }
    const taken: Uint8Array[] = []
    const read = async () => {
      for await (const chunk of workbook({ name: 'x', columns: columns('text'), rows: broken() }))
        taken.push(chunk)
    }
    await expect(read()).rejects.toThrow('the database is gone')
    await expect(readSheet(Buffer.concat(taken))).rejects.toThrow()
  })
})
