// SPDX-License-Identifier: AGPL-3.0-or-later
// Workbooks that people send: read as other programs write them, and never more of one than a bound.
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { serialText } from '#base/sheets/date-cells.ts'
import { workbook } from '#base/sheets/workbook.server.ts'
import { readWorkbook } from '#base/sheets/xlsx.server.ts'
import { zipped } from '#base/sheets/zip.server.ts'

const bounds = { lines: 50_000, columns: 100, letters: 5000 }

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

const parts = {
  'xl/workbook.xml':
    '<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Sheet1" sheetId="1" r:id="rId9"/><sheet name="Note &amp; altro" sheetId="2" r:id="rId2"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId9" Target="worksheets/uno.xml"/><Relationship Id="rId2" Target="/xl/worksheets/due.xml"/></Relationships>',
  'xl/sharedStrings.xml':
    '<sst><si><t>Nome</t></si><si><r><t>Ora di </t></r><r><t xml:space="preserve">entrata</t></r><rPh><t>no</t></rPh></si><si><t>D&#8217;Angelo &lt;Zoë&gt; _x0041_</t></si></sst>',
  'xl/styles.xml':
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="[Red]0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>',
  'xl/worksheets/uno.xml':
    '<worksheet><!-- <c r="A1"><v>9</v></c> --><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" s="1"><v>46058.458333333336</v></c><c r="D3" s="2"><v>1.5</v></c><c r="E3" s="3"><v>0.5</v></c><c r="F3" t="b"><v>1</v></c><c r="G3" t="str"><f>A1</f><v>x</v></c><c r="H3" t="inlineStr"><is><t>in riga</t></is></c></row><row r="4"><c r="A4"/></row></sheetData></worksheet>',
  'xl/worksheets/due.xml':
    '<worksheet><sheetData><row><c t="inlineStr"><is><t>ciao</t></is></c></row></sheetData></worksheet>',
}

const bookOf = (more: Record<string, string> = {}) =>
  gathered(zipped(Object.entries({ ...parts, ...more }).map(([name, text]) => ({ name, content: [text] }))))

describe('a workbook', () => {
  it('is read with shared and inline strings, dates by their style and the numbers of its rows', async () => {
    expect(readWorkbook(await bookOf(), bounds)).toEqual({
      rows: [
        { number: 1, cells: ['Nome', 'Ora di entrata'] },
        {
          number: 3,
          cells: ['D’Angelo <Zoë> A', '2026-02-05 11:00:00', '', '1.5', '12:00:00', 'TRUE', 'x', 'in riga'],
        },
      ],
      others: [{ name: 'Note & altro', rows: 1 }],
    })
  })

  it('is read back as this program writes it', async () => {
    const columns = [
      { header: 'Nome', type: 'text' as const, width: 10 },
      { header: 'Nascita', type: 'date' as const, width: 10 },
      { header: 'Entrata', type: 'moment' as const, width: 10 },
      { header: 'Minuti', type: 'integer' as const, width: 10 },
    ]
    async function* rows() {
      yield [['=1+1 "è" <b>', '1999-12-31', '2026-02-05T09:30:15', 63]]
    }
    const bytes = await gathered(workbook({ name: 'Prova', columns, rows: rows() }))
    expect(readWorkbook(bytes, bounds).rows).toEqual([
      { number: 1, cells: ['Nome', 'Nascita', 'Entrata', 'Minuti'] },
      { number: 2, cells: ['=1+1 "è" <b>', '1999-12-31', '2026-02-05 09:30:15', '63'] },
    ])
  })

  it('counts its days from 1904 where it says so', async () => {
    const book = await bookOf({
      'xl/workbook.xml': parts['xl/workbook.xml'].replace('<workbookPr/>', '<workbookPr date1904="1"/>'),
    })
    expect(readWorkbook(book, bounds).rows[1]?.cells[1]).toBe('2030-02-06 11:00:00')
  })

  it.each([
    [46058, '2026-02-05'],
    [46058.499999, '2026-02-05 12:00:00'],
    [0.999999, '00:00:00'],
    [-1, '-1'],
    [1e9, '1000000000'],
  ])('keeps a day as a number: %s', (serial, text) => {
    expect(serialText(serial)).toBe(text)
  })
})

/** A ZIP file whose one part says what it likes of its size. */
function bomb(name: string, content: Buffer, copies = 1): Buffer {
  const packed = deflateRawSync(content, { level: 9 })
  const head = (signature: number, more: number) => {
    const bytes = Buffer.alloc(more === 0 ? 30 : 46)
    const shift = more === 0 ? 0 : 2
    bytes.writeUInt32LE(signature, 0)
    bytes.writeUInt16LE(8, 8 + shift)
    bytes.writeUInt32LE(crc32(content), 14 + shift)
    bytes.writeUInt32LE(packed.length, 18 + shift)
    bytes.writeUInt32LE(10, 22 + shift)
    bytes.writeUInt16LE(name.length, 26 + shift)
    return bytes
  }
  const file = Buffer.concat([head(0x04034b50, 0), Buffer.from(name), packed])
  const row = Buffer.concat([head(0x02014b50, 1), Buffer.from(name)])
  const directory = Buffer.concat(Array.from({ length: copies }, () => row))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(copies, 8)
  end.writeUInt16LE(copies, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(file.length, 16)
  return Buffer.concat([file, directory, end])
}

describe('a workbook made to do harm', () => {
  it.each([
    [
      'a part that inflates to 200 MB and says 10 bytes',
      () => bomb('xl/workbook.xml', Buffer.alloc(200e6, 32)),
      'troppo grande',
    ],
    [
      'a directory of more parts than any workbook',
      () => bomb('xl/a.xml', Buffer.from('a'), 2001),
      'troppo grande',
    ],
    ['one part named twice', () => bomb('xl/workbook.xml', Buffer.from('<workbook/>'), 2), 'non si legge'],
    ['no directory', () => Buffer.from('PK\u0003\u0004nothing'), 'non si legge'],
    ['another archive', () => bomb('word/document.xml', Buffer.from('<a/>')), 'non si legge'],
  ])('is refused in words: %s', (_what, make, words) => {
    expect(() => readWorkbook(make(), bounds)).toThrow(words)
  })

  it.each([
    ['rows', `<row>${'<c t="n"><v>1</v></c>'}</row>`.repeat(50_001), '50.000 righe'],
    ['columns', '<row r="1"><c r="CW1"><v>1</v></c></row>', 'limite di 100'],
    ['letters', `<row><c t="inlineStr"><is><t>${'a'.repeat(5001)}</t></is></c></row>`, '5000 caratteri'],
  ])('is refused past its bound of %s', async (_which, rows, words) => {
    const book = await bookOf({
      'xl/worksheets/uno.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    })
    expect(() => readWorkbook(book, bounds)).toThrow(words)
  })

  it('expands no entity of its own, reaches no file and takes no time', async () => {
    const hostile = `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;&c;&#0;&#xD800;&#x110000;</t></is></c></row></sheetData></worksheet>${'<'.repeat(500_000)}`
    const [row] = readWorkbook(await bookOf({ 'xl/worksheets/uno.xml': hostile }), bounds).rows
    expect(row?.cells).toEqual(['&b;&c;'])
  })
})
