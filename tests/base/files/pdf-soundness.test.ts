// SPDX-License-Identifier: AGPL-3.0-or-later
// A PDF that nobody can open is no evidence; one that a reader opens is, also when it is not as tidy as it should be.
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanTypes } from '#base/files/file.ts'
import { pdfFault } from '#base/files/pdf-soundness.server.ts'
import { checkedUpload } from '#base/files/upload.server.ts'
import { encryptedPdf, encryptions } from './locked-pdfs.ts'
import { pdf } from './samples.ts'

type Encryption = keyof typeof encryptions
const all = Object.keys(encryptions) as Encryption[]
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const changed = (from: string | RegExp, to: string, of = pdf()) =>
  Buffer.from(text(of).replace(from, to), 'latin1')

/** A PDF of today: its objects in a stream, its table of places another, with rows as differences. */
function packedPdf({ root = '<</Type/Catalog/Pages 2 0 R>>' } = {}): Buffer {
  const objects = [root, '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R>>']
  let offset = 0
  const places = objects.map((object, at) => {
    const place = `${at + 1} ${offset}`
    offset += object.length + 1
    return place
  })
  const first = `${places.join(' ')} `
  const packed = deflateSync(Buffer.from(`${first}${objects.join(' ')} `, 'latin1'))
  const head = Buffer.from('%PDF-1.5\n', 'latin1')
  const stream = Buffer.concat([
    Buffer.from(
      `4 0 obj<</Type/ObjStm/N 3/First ${first.length}/Filter/FlateDecode/Length ${packed.length}>>stream\n`,
      'latin1',
    ),
    packed,
    Buffer.from('\nendstream endobj\n', 'latin1'),
  ])
  const table = head.length + stream.length
  const rows = [
    [0, 0, 0, 0],
    [2, 0, 4, 0],
    [2, 0, 4, 1],
    [2, 0, 4, 2],
    [1, 0, head.length, 0],
  ]
  const differences = rows.flatMap((row, at) => [
    2,
    ...row.map((byte, column) => (byte - (rows[at - 1]?.[column] ?? 0)) & 255),
  ])
  const coded = deflateSync(Buffer.from(differences))
  return Buffer.concat([
    head,
    stream,
    Buffer.from(
      `5 0 obj<</Type/XRef/Size 5/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>/Length ${coded.length}>>stream\n`,
      'latin1',
    ),
    coded,
    Buffer.from(`\nendstream endobj\nstartxref\n${table}\n%%EOF\n`, 'latin1'),
  ])
}

describe('a PDF with a password', () => {
  it.each(all.filter((how) => how.endsWith('_password')))(
    'encrypted by %s is refused by name',
    async (how) => {
      expect(pdfFault(encryptedPdf(how))).toBe('locked')
      const sent = checkedUpload(encryptedPdf(how), 'foglio.pdf', 'file', { types: scanTypes })
      await expect(sent).rejects.toMatchObject({
        kind: 'invalid',
        field: 'file',
        message: expect.stringContaining('password'),
      })
    },
  )

  it.each(all.filter((how) => how.endsWith('_open')))(
    'but opened by everybody (%s), is evidence',
    async (how) => {
      expect(pdfFault(encryptedPdf(how))).toBeNull()
      const sent = await checkedUpload(encryptedPdf(how), 'foglio.pdf', 'file', { types: scanTypes })
      expect(sent.type).toBe('application/pdf')
    },
  )

  it('is refused also where its table of places is off, or its password is of another kind', () => {
    expect(pdfFault(changed(/startxref\n\d+/, 'startxref\n7', encryptedPdf('r3_password')))).toBe('locked')
    expect(pdfFault(changed('/Filter/Standard', '/Filter/Adobe.PubSec', encryptedPdf('r4_open')))).toBe(
      'locked',
    )
    expect(pdfFault(changed('/R 6', '/R 9', encryptedPdf('r6_open')))).toBe('locked')
  })
})

describe('a PDF that a reader opens', () => {
  it.each([
    ['as it should be', pdf()],
    ['with its objects in streams', packedPdf()],
    ['with a table of places that is off', changed(/startxref\n\d+/, 'startxref\n3')],
    ['with places that are off', changed(/0000000009 00000 n/, '0000000011 00000 n')],
    ['without its table of places', changed(/xref\n0 6[\s\S]*?trailer/, 'trailer')],
    ['with objects in streams and its table lost', changed(/startxref\n\d+/, 'startxref\n0', packedPdf())],
    [
      'changed later, with a second table',
      (() => {
        const first = text(pdf())
        const table = first.lastIndexOf('xref\n0 6')
        const place = first.length
        const added = `2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n`
        const rows = `xref\n2 1\n${String(place).padStart(10, '0')} 00000 n \n`
        return Buffer.from(
          `${first}${added}${rows}trailer<</Size 6/Root 1 0 R/Prev ${table}>>\nstartxref\n${place + added.length}\n%%EOF\n`,
          'latin1',
        )
      })(),
    ],
  ])('%s has no fault', (_, file) => {
    expect(pdfFault(file)).toBeNull()
  })
})

describe('a PDF that no reader opens', () => {
  it.each([
    ['is a head and an end alone', Buffer.from('%PDF-1.4\n%%EOF\n')],
    [
      'is full of zeros',
      Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(5000), Buffer.from('%%EOF\n')]),
    ],
    ['has no beginning', changed('/Root 1 0 R', '')],
    [
      'lost its beginning',
      changed('1 0 obj<</Type/Catalog/Pages 2 0 R>>', '1 0 xxx<</Type/Catalog/Pages 2 0 R>>'),
    ],
    ['lost its pages', changed('2 0 obj', '2 0 xxx')],
    ['has no page', changed('/Kids[3 0 R]', '/Kids[]')],
    [
      'has objects in a stream that is damaged',
      (() => {
        const file = packedPdf()
        file.fill(0, file.indexOf('stream\n') + 7, file.indexOf('\nendstream'))
        return file
      })(),
    ],
  ])('%s', async (_, file) => {
    expect(pdfFault(file)).toBe('unreadable')
    const sent = checkedUpload(new Uint8Array(file), 'foglio.pdf', 'file', { types: scanTypes })
    await expect(sent).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('danneggiato'),
    })
  })
})

describe('whatever stands in a PDF', () => {
  it('is judged, in bounded time', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<<',
            '>>',
            '[',
            ']',
            '(',
            '/Root',
            '/Prev 9',
            ' 1 0 R',
            '1 0 obj',
            'trailer',
            'xref\n0 1\n',
            'startxref\n9',
            '<',
            '\\',
            '/Encrypt',
            '/Type/XRef',
            'stream\n',
          ),
          { maxLength: 60 },
        ),
        (parts) => {
          expect([null, 'locked', 'unreadable']).toContain(
            pdfFault(Buffer.from(`%PDF-1.4\n${parts.join('')}%%EOF`, 'latin1')),
          )
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['a table that leads back to itself', changed('/Root 1 0 R', '/Root 1 0 R/Prev 9')],
    ['references that go round', changed('<</Type/Catalog/Pages 2 0 R>>', '1 0 R')],
    ['a value that never ends', Buffer.from(`%PDF-1.4\n${'trailer<<('.repeat(400_000)}\n%%EOF`)],
    ['lists in lists', Buffer.from(`%PDF-1.4\ntrailer${'['.repeat(2_000_000)}\n%%EOF`)],
    [
      'a table of a million lines',
      Buffer.from(`%PDF-1.4\nxref\n0 999999\n${'0000000009 00000 n \n'.repeat(600_000)}startxref\n9\n%%EOF`),
    ],
  ])('%s holds nobody up', (_, file) => {
    // What it costs, however busy the machine is.
    const begun = process.cpuUsage()
    pdfFault(file)
    expect(process.cpuUsage(begun).user).toBeLessThan(5_000_000)
  })
})
