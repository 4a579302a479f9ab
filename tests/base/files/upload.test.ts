// SPDX-License-Identifier: AGPL-3.0-or-later

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#base/error.ts'
import { type FileType, fileTypes, mostBytes, scanTypes } from '#base/files/file.ts'
import { contentDisposition, fileNameOf } from '#base/files/file-name.ts'
import { sizeName } from '#base/files/file-words.ts'
import { uploadOf } from '#base/files/upload.server.ts'
import { naughtyStrings } from '#tests/support/naughty-strings.ts'
import { excel, heic, jpeg, oldOffice, pdf, png, signed, word, zip } from './samples.ts'

function sent(bytes: Uint8Array | string, name: string): FormData {
  const form = new FormData()
  form.set('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name))
  return form
}

const upload = (bytes: Uint8Array | string, name: string, types: readonly FileType[] = scanTypes) =>
  uploadOf(sent(bytes, name), 'file', { types })

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(error instanceof AppError)) throw new Error(`not refused: ${error}`)
  expect(error).toMatchObject({ kind: 'invalid', field: 'file' })
  return error.message
}

describe('a file is what its bytes say', () => {
  it.each([
    ['application/pdf', pdf(), 'foglio.pdf'],
    ['application/pdf', Buffer.concat([pdf(), Buffer.alloc(5000)]), 'foglio-con-zeri-in-coda.pdf'],
    ['image/png', png(), 'foglio.png'],
    ['image/jpeg', jpeg(), 'foglio.jpg'],
    [
      'image/jpeg',
      Buffer.concat([jpeg(), Buffer.from('\0\0\0\x18ftypmp42', 'latin1')]),
      'foto-con-filmato.jpg',
    ],
  ] as const)('%s is taken', async (type, bytes, name) => {
    expect(await upload(bytes, name)).toEqual({ bytes: new Uint8Array(bytes), type, name })
  })

  it('whatever it is called, and its name is put right', async () => {
    expect(await upload(png(), 'foglio.pdf')).toMatchObject({ type: 'image/png', name: 'foglio.pdf.png' })
    expect(await upload(pdf(), 'SCAN0001')).toMatchObject({ type: 'application/pdf', name: 'SCAN0001.pdf' })
    expect(await upload(jpeg(), 'FOTO.JPEG')).toMatchObject({ name: 'FOTO.jpeg' })
  })

  it.each([
    ['un foglio di calcolo Excel', excel()],
    ['un foglio di calcolo Excel', oldOffice('Workbook')],
    ['un documento Word', word()],
    ['un documento Word', oldOffice('WordDocument')],
    ['una presentazione PowerPoint', oldOffice('PowerPoint Document')],
    ['un archivio compresso', zip({ 'foglio.pdf': '%PDF-1.4' })],
    ['una foto nel formato HEIC', heic()],
    ['una busta con firma digitale (.p7m)', signed()],
    ["un'immagine di un altro formato", Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1')],
    ['una pagina web', Buffer.from('\ufeff<!-- salvata -->\n<!DOCTYPE html><html>Accedi</html>')],
    ['un file di testo', Buffer.from('Nome;Entrata\nAnna Bianchi;11:00\n')],
    ['un programma', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['un file di tipo non riconosciuto', Buffer.from([1, 2, 3, 0, 255, 7, 9, 200])],
  ])('%s called .pdf is refused by its name', async (what, bytes) => {
    const message = await refusal(upload(bytes, 'foglio firme.pdf'))
    expect(message).toContain(`È ${what}`)
    expect(message).toContain('Formati ammessi: PDF, JPEG, PNG')
  })

  it('a table of a platform is taken where one is wanted, in every encoding, and nothing else is', async () => {
    const table = 'Nome;Entrata\r\nÁngel Perù;11:00\r\n'
    const utf16 = Buffer.from(`\ufeff${table}`, 'utf16le')
    for (const bytes of [
      Buffer.from(table),
      Buffer.from(`\ufeff${table}`),
      Buffer.from(table, 'latin1'),
      utf16,
      Buffer.from(utf16).swap16(),
      utf16.subarray(2),
    ]) {
      expect(await upload(bytes, 'teams.csv', ['text/csv'])).toMatchObject({
        type: 'text/csv',
        name: 'teams.csv',
      })
    }
    expect(await refusal(upload(excel(), 'teams.csv', ['text/csv']))).toContain('un foglio di calcolo Excel')
    expect(await refusal(upload(pdf(), 'teams.csv', ['text/csv']))).toContain('un PDF')
  })

  it('one that is cut is refused, wherever it is cut', async () => {
    for (const [name, bytes] of [
      ['foglio.pdf', pdf()],
      ['foglio.png', png(40)],
      ['foglio.jpg', jpeg()],
    ] as const) {
      const cuts = fc.integer({ min: 1, max: bytes.length - 8 })
      await fc.assert(
        fc.asyncProperty(cuts, async (length) => {
          const message = await refusal(upload(bytes.slice(0, length), name))
          // Less than its first bytes is no file of its kind.
          if (length > 60) expect(message).toContain('incompleto')
        }),
        { numRuns: 60 },
      )
    }
  })

  it('bytes of no sense are refused in words, and never a fault', async () => {
    const begun = fc.constantFrom(
      pdf().slice(0, 9),
      png().slice(0, 40),
      jpeg().slice(0, 30),
      new Uint8Array(),
    )
    await fc.assert(
      fc.asyncProperty(begun, fc.uint8Array({ maxLength: 300 }), async (head, tail) => {
        const bytes = Buffer.concat([head, tail])
        await upload(bytes, 'x.pdf').catch((error: unknown) => expect(error).toBeInstanceOf(AppError))
      }),
    )
  })
})

describe('the size of a file', () => {
  it('an empty one is refused, none is null', async () => {
    expect(await refusal(upload('', 'foglio.pdf'))).toBe('Il file è vuoto.')
    expect(await upload('', '')).toBe(null)
    expect(await uploadOf(new FormData(), 'file', { types: scanTypes })).toBe(null)
  })

  it('one over 20 MB is refused with its size and the limit, one of exactly 20 MB is taken', async () => {
    const grown = (bytes: number) => Buffer.concat([pdf(), Buffer.alloc(bytes - pdf().length, ' ')])
    expect(await upload(grown(mostBytes), 'foglio.pdf')).not.toBe(null)
    const message = await refusal(upload(grown(mostBytes + 300), 'foglio.pdf'))
    expect(message).toContain('Il file è di 20,1 MB: il limite è 20 MB.')
  })

  it('is said in words', () => {
    expect(
      [1, 1023, 200_000, 1024 ** 2, 1.44 * 1024 ** 2, 20 * 1024 ** 2, 20 * 1024 ** 2 + 1].map(sizeName),
    ).toEqual(['1 kB', '1 kB', '196 kB', '1 MB', '1,5 MB', '20 MB', '20,1 MB'])
  })

  it('a form that brings only the name says so', async () => {
    const form = new FormData()
    form.set('file', 'foglio.pdf')
    expect(await refusal(uploadOf(form, 'file', { types: scanTypes }))).toContain('non è arrivato')
  })
})

describe('the name of a file', () => {
  it.each([
    ['C:\\Users\\anna\\foglio firme.pdf', 'foglio firme.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['foglio\r\nSet-Cookie: a=b.pdf', 'foglioSet-Cookie_ a=b.pdf'],
    ['\u202Efdp.exe', 'fdp.exe.pdf'],
    ['..pdf', 'pdf.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['   ', 'file.pdf'],
    ['', 'file.pdf'],
    ['perché no?.PDF', 'perché no_.pdf'],
    [`${'a'.repeat(400)}.pdf`, `${'a'.repeat(120)}.pdf`],
  ])('%j is shown as %j', (given, shown) => {
    expect(fileNameOf(given, 'application/pdf')).toBe(shown)
  })

  it('whatever comes, it is a short line that no file system and no header minds', () => {
    const wild = fc.oneof(
      fc.constantFrom(...naughtyStrings),
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
    )
    fc.assert(
      fc.property(wild, fc.constantFrom(...fileTypes), (given, type) => {
        const name = fileNameOf(given, type)
        expect(name).toMatch(/^[^.][^<>:"|?*/\\\p{C}]*\.[a-z0-9]{3,4}$/u)
        expect(name.length).toBeLessThanOrEqual(126)
        expect(fileNameOf(name, type)).toBe(name)
        for (const how of ['attachment', 'inline'] as const) {
          const header = contentDisposition(how, name)
          expect(() => new Headers({ 'Content-Disposition': header })).not.toThrow()
          expect(header).toMatch(
            /^(attachment|inline); filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/,
          )
          const kept = header.slice(header.indexOf("UTF-8''") + 7)
          expect(decodeURIComponent(kept)).toBe(name)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('a name that was never cleaned breaks no header either', () => {
    for (const name of [...naughtyStrings, 'a"; x="\r\nSet-Cookie: b', '\ud800']) {
      expect(
        () => new Headers({ 'Content-Disposition': contentDisposition('attachment', name) }),
      ).not.toThrow()
    }
  })
})
