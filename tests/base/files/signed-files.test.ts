// SPDX-License-Identifier: AGPL-3.0-or-later
// Signed files are kept as they are, with the document inside found; what holds no document is refused and says why.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentOf, documentIn } from '#base/files/content.server.ts'
import { envelopeIn, mostEnvelopes, opened } from '#base/files/envelope.ts'
import { scanTypes } from '#base/files/file.ts'
import { checkedUpload } from '#base/files/upload.server.ts'
import { asBase64, ber, der, detached, envelope, signed, signedInPieces, unsigned } from './envelopes.ts'
import { encryptedPdf } from './locked-pdfs.ts'
import { excel, jpeg, pdf, png } from './samples.ts'

const upload = (bytes: Uint8Array, name: string) =>
  checkedUpload(new Uint8Array(bytes), name, 'file', { types: scanTypes })
const refusal = (bytes: Uint8Array, name = 'foglio.pdf.p7m') =>
  upload(bytes, name).then(
    () => 'kept',
    (error: Error) => error.message,
  )

describe('a document signed digitally', () => {
  const long = pdf('x'.repeat(1000))
  it.each([
    ['in DER', signed(pdf()), pdf()],
    [
      'in DER, longer than 64 kB',
      signed(Buffer.concat([pdf(), Buffer.alloc(70_000, 32)])),
      Buffer.concat([pdf(), Buffer.alloc(70_000, 32)]),
    ],
    ['with lengths not said and the content in pieces', signedInPieces(long), long],
    [
      'with lengths not said and the content in one piece',
      envelope({ content: der(0x04, pdf()), part: ber }),
      pdf(),
    ],
    ['as base64', asBase64(signed(pdf())), pdf()],
    ['as base64 of lengths not said', asBase64(signedInPieces(long)), long],
    ['as PEM', asBase64(signed(pdf()), 'PKCS7'), pdf()],
    ['as PEM called CMS', asBase64(signed(pdf()), 'CMS'), pdf()],
    ['twice', signed(signed(pdf())), pdf()],
    ['twice, once as base64', signed(asBase64(signedInPieces(long))), long],
    ['three times', signedInPieces(signed(signed(pdf()))), pdf()],
    ['being a photo', signed(jpeg()), jpeg()],
    ['being a picture', signedInPieces(png(), 10), png()],
    ['and encrypted only against printing', signed(encryptedPdf('r4_open')), encryptedPdf('r4_open')],
  ])('%s is kept byte for byte, and the document in it is found', async (_, file, document) => {
    const kept = await upload(file, 'foglio.pdf.p7m')
    expect(kept.type).toBe('application/pkcs7-mime')
    expect(Buffer.from(kept.bytes).equals(file)).toBe(true)
    const inside = await documentIn(kept.bytes)
    expect(Buffer.from(inside?.bytes ?? []).equals(Buffer.from(document))).toBe(true)
  })

  it.each([
    ['foglio.pdf.p7m', signed(pdf()), 'foglio.pdf.p7m'],
    ['foglio.p7m', signed(pdf()), 'foglio.pdf.p7m'],
    ['foglio.pdf', signed(pdf()), 'foglio.pdf.p7m'],
    ['FOGLIO.PDF.P7M', signed(pdf()), 'FOGLIO.pdf.p7m'],
    ['foglio.pdf.p7m.p7m', signed(signed(pdf())), 'foglio.pdf.p7m.p7m'],
    ['foglio.pdf.p7m', signed(signed(pdf())), 'foglio.pdf.p7m.p7m'],
    ['foto.p7m', signed(jpeg()), 'foto.jpg.p7m'],
    ['', signed(png()), 'file.png.p7m'],
  ])('called %j has the name of its document and of its envelopes', async (given, file, name) => {
    expect((await upload(file, given)).name).toBe(name)
  })

  it.each([
    ['the signature alone', detached(), 'solo la firma'],
    [
      'the signature alone, with an empty place for the document',
      envelope({ content: der(0x04) }),
      'solo la firma',
    ],
    ['the signature alone in a second envelope', signed(detached()), 'solo la firma'],
    ['no signature', unsigned(pdf()), "non c'è nessuna firma"],
    ['a spreadsheet', signed(excel()), "c'è un foglio di calcolo Excel"],
    ['a table', signed(Buffer.from('Nome;Ora\nAnna;11:00\n')), "c'è un file di testo"],
    ['a PDF with a password', signed(encryptedPdf('r6_password')), 'password'],
    ['a PDF that is cut', signed(pdf().subarray(0, 300)), 'incompleto'],
    ['what is no document', signed(Buffer.alloc(300, 1)), 'un file di tipo non riconosciuto'],
    [
      'more envelopes than anybody signs',
      Array.from({ length: mostEnvelopes + 1 }).reduce<Buffer>((file) => signed(file), Buffer.from(pdf())),
      'incompleta o danneggiata',
    ],
  ])('with %s in it is refused and says why', async (_, file, why) => {
    expect(await refusal(file)).toContain(why)
  })

  it('cut anywhere is refused', async () => {
    const file = signed(pdf())
    const other = signedInPieces(pdf())
    for (let kept = 40; kept < file.length; kept += 37)
      expect(await refusal(file.subarray(0, kept))).not.toBe('kept')
    for (let kept = 40; kept < other.length; kept += 37)
      expect(await refusal(other.subarray(0, kept))).not.toBe('kept')
  })
})

it('a file that is no envelope has no document in it', async () => {
  for (const file of [pdf(), png(), excel(), detached()]) expect(await documentIn(file)).toBeNull()
})

describe('whatever stands in an envelope', () => {
  it('is opened or refused, and never more than looked at once', () => {
    const head = signed(pdf()).subarray(0, 20)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (wild) => {
        const found = envelopeIn(Buffer.concat([head, wild]))
        const inside = found && opened(found)
        expect(inside === null || 'fault' in inside || inside.content.length <= 400).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('lies no deeper than it is followed, and a hundred thousand parts take no time', async () => {
    let deep = der(0x04, pdf())
    for (let level = 0; level < 200; level++) deep = ber(0x24, deep)
    expect(opened(envelope({ content: deep, part: ber }))).toEqual({ fault: 'broken' })
    const begun = process.cpuUsage()
    const pieces = Buffer.concat(Array.from({ length: 100_000 }, () => Buffer.from([4, 1, 32])))
    expect(await contentOf(envelope({ content: ber(0x24, pieces), part: ber }))).toMatchObject({
      signed: { envelopes: 1 },
    })
    expect(process.cpuUsage(begun).user).toBeLessThan(5_000_000)
  })
})
