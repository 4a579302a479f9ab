// SPDX-License-Identifier: AGPL-3.0-or-later
// Joining the parts of a long document: what refers to something refers to it still.
import { inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { JoinedPdf } from '#base/documents/join-pdfs.server.ts'
import { pdfOf } from '#base/documents/pdf.server.ts'
import { parsePdf, rewritten } from '#base/documents/pdf-objects.server.ts'
import { pageDocument } from '#record/register/document.ts'
import { closedPage, contentOf } from '#tests/record/register/pages.ts'
import { infoOf, tagsOf, textOf } from '#tests/support/poppler.ts'

const part = (size: number) =>
  pdfOf(
    'app/record/register/register.typ',
    pageDocument(closedPage(contentOf(size)), 'final', 'https://presente.example'),
  )

/** Every object of a joined PDF by its number, those packed together unpacked. */
function objectsOf(pdf: Buffer): Map<number, string> {
  const text = pdf.toString('latin1')
  const objects = new Map<number, string>()
  for (const found of text.matchAll(/^(\d+) 0 obj\n([\s\S]*?)(?:\nstream\n|endobj)/gm)) {
    const [whole, number, head = ''] = found
    objects.set(Number(number), head)
    if (!head.includes('/ObjStm')) continue
    const from = found.index + whole.length
    const length = Number(/\/Length (\d+)/.exec(head)?.[1])
    const pack = inflateSync(pdf.subarray(from, from + length)).toString('latin1')
    const first = Number(/\/First (\d+)/.exec(head)?.[1])
    const places = pack.slice(0, first).trim().split(' ').map(Number)
    for (let index = 0; index < places.length; index += 2) {
      const end = places[index + 3] ?? pack.length
      objects.set(places[index] ?? 0, pack.slice(first + (places[index + 1] ?? 0), first + end))
    }
  }
  return objects
}

describe('joined parts', () => {
  let parts: Uint8Array[]
  let joined: Buffer
  beforeAll(async () => {
    parts = await Promise.all([1, 2, 1].map(part))
    const whole = new JoinedPdf()
    for (const pdf of parts) whole.add(pdf)
    joined = whole.end()
  })

  it('have the sheets of all, in order', () => {
    expect(textOf(joined)).toEqual(parts.flatMap((pdf) => textOf(pdf)))
  })

  it('are read aloud as all are, in order', () => {
    const said = tagsOf(joined).replace(/\s+/g, ' ')
    expect(said.match(/"Bianchi Anna"/g)).toHaveLength(3)
    expect(said.match(/"Rossi Anna"/g)).toHaveLength(1)
    expect(said.match(/ H1 /g)).toHaveLength(3)
    expect(infoOf(joined).Tagged).toBe('yes')
    expect(infoOf(joined).Title).toBe('Registro delle presenze IRIS-PM-02, pagina 3')
  }, 60_000)

  it('refer to nothing that is not there', () => {
    const objects = objectsOf(joined)
    const lost = [...objects].flatMap(([number, text]) =>
      [...text.matchAll(/\b(\d+) 0 R\b/g)].flatMap(([, to]) =>
        objects.has(Number(to)) ? [] : [`${number}: ${to}`],
      ),
    )
    expect(lost).toEqual([])
  })

  it('have one entry of each sheet among the tags, cells of different names, and bookmarks in a row', () => {
    const objects = [...objectsOf(joined).values()]
    const tags = objects.find((text) => text.includes('/Type /StructTreeRoot')) ?? ''
    const keys = [...(/\/Nums \[([^\]]*)\]/.exec(tags)?.[1] ?? '').matchAll(/(\d+) \d+ 0 R/g)].map(
      ([, key]) => Number(key),
    )
    expect(keys).toEqual(keys.map((_, index) => index))
    const sheets = objects.flatMap(
      (text) => /\/Type \/Page\s[\s\S]*\/StructParents (\d+)/.exec(text)?.[1] ?? [],
    )
    expect(sheets.map(Number).sort((a, b) => a - b)).toEqual(keys)
    const names = [...tags.matchAll(/\((P\d+U\d+x\d+y\d+)\)/g)].map(([, name]) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual([...names].sort())
    expect(objects.filter((text) => /\/Title [\s\S]*\/Next \d+ 0 R/.test(text))).toHaveLength(2)
    expect(objects.find((text) => text.includes('/Type /Outlines'))).toContain('/Count 3')
  })
})

describe('references', () => {
  const change = (text: string) =>
    rewritten(
      text,
      (number) => number + 100,
      (name) => `P1${name}`,
    )

  it('are changed, in lists and dictionaries', () => {
    expect(change('<< /K [1 0 R 22 0 R] /P 3 0 R /N 5 >>')).toBe('<< /K [101 0 R 122 0 R] /P 103 0 R /N 5 >>')
    expect(change('/Headers [(U1x0y0) (U12x3y4)]')).toBe('/Headers [(P1U1x0y0) (P1U12x3y4)]')
  })

  it('are let be in what people wrote', () => {
    for (const text of ['(see 5 0 R)', '((a) 5 0 R)', '(a \\) 5 0 R)', '(x (U1x0y0) y)', '<FEFF0035>']) {
      expect(change(text)).toBe(text)
    }
    expect(change('/Alt (a \\\\) /P 3 0 R')).toBe('/Alt (a \\\\) /P 103 0 R')
  })
})

it('takes nothing but a PDF of its kind', () => {
  expect(() => parsePdf(Buffer.from('%PDF-1.4\nhello'))).toThrow('not a PDF')
  expect(() => new JoinedPdf().add(new Uint8Array(10))).toThrow('not a PDF')
})
