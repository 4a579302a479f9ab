// SPDX-License-Identifier: AGPL-3.0-or-later
// The small parts of documents: codes, characters, emblem, times, the thread they are set in.
import { readFileSync } from 'node:fs'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { charactersOf, printableWith } from '#base/documents/glyphs.server.ts'
import { pdfOf, sendPdf } from '#base/documents/pdf.server.ts'
import { qrSvg } from '#base/documents/qr.ts'
import { reportDocument } from '#record/online/printed-report.ts'
import { pageDocument } from '#record/register/document.ts'
import { documentAddress } from '#record/register/document-address.ts'
import { breaksOf, hoursOf, partsOf } from '#record/register/printed-times.ts'
import { closedPage, contentOf } from '#tests/record/register/pages.ts'
import { infoOf, textOf } from '#tests/support/poppler.ts'

describe('a QR code', () => {
  it('is drawn with its quiet zone and a name that cannot be markup', () => {
    const svg = qrSvg('https://presente.example/x', { label: '<b>"a" & b</b>' })
    const { size } = encode('https://presente.example/x', { ecc: 'M', border: 4 })
    expect(svg).toContain(`viewBox="0 0 ${size} ${size}"`)
    expect(svg).not.toMatch(/<b>|& /)
    // No dark module in the four outermost rows.
    expect(svg.split('<path').at(-1)).not.toMatch(/M\d+ [0-3]h/)
    expect(svg).toMatch(/M4 4h7v1h-7z/)
  })
})

describe('characters', () => {
  const font = (path: string) => charactersOf(readFileSync(`node_modules/${path}`))
  const titillium = font('@expo-google-fonts/titillium-web/400Regular/TitilliumWeb_400Regular.ttf')
  const dejavu = font('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')
  const has = (set: Set<number>, text: string) =>
    [...text].every((letter) => set.has(letter.codePointAt(0) ?? 0))

  it('of a font are those it has', () => {
    expect(has(titillium, 'Àèéìòù €–’')).toBe(true)
    expect(has(titillium, 'Ж')).toBe(false)
    expect(has(dejavu, 'Жعربי😀\ufffd')).toBe(true)
    expect(has(dejavu, '漢')).toBe(false)
  })

  it('that some set lacks are marked as missing', () => {
    const printable = printableWith([new Set([0xe0]), new Set([0xe0, 0x416])])
    expect(printable('città Жàà\u202e\u00ad\n1')).toBe('città \ufffdàà 1')
    expect(printable('plain (1)')).toBe('plain (1)')
  })
})

it('the emblem has its twelve stars where Annex IX puts them, and its colours', () => {
  const svg = readFileSync('app/base/documents/emblem.svg', 'utf8')
  const stars = [...svg.matchAll(/<use [^>]*x="([\d.]+)" y="([\d.]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ])
  const expected = Array.from({ length: 12 }, (_, hour) => {
    const angle = (hour * Math.PI) / 6
    return [135 + 60 * Math.sin(angle), 90 - 60 * Math.cos(angle)]
  })
  expect(stars).toHaveLength(12)
  for (const [index, star] of expected.entries()) {
    expect(stars[index]?.[0]).toBeCloseTo(star[0] ?? 0, 2)
    expect(stars[index]?.[1]).toBeCloseTo(star[1] ?? 0, 2)
  }
  expect(svg).toContain('viewBox="0 0 270 180"')
  expect(svg).toContain('#003399')
  expect(svg).toContain('#ffcc00')
})

describe('times', () => {
  const at = (time: string, day = '05') => `2026-02-${day}T${time}:00.000Z`
  const day = (...breaks: [string, string][]) => ({
    starts_at: at('08:00'),
    ends_at: at('17:00'),
    breaks: breaks.map(([from, to]) => ({ from: at(from), to: at(to) })),
  })

  it('are those of the zone shown, and say when they end the day after', () => {
    expect(hoursOf(at('08:00'), at('17:00'))).toBe('09:00–18:00')
    expect(hoursOf(at('22:30'), at('23:30'))).toBe('23:30–00:30 del giorno dopo')
    expect(breaksOf(day(['10:00', '10:15'], ['12:00', '13:00']))).toBe('11:00–11:15, 13:00–14:00')
    expect(breaksOf(day())).toBe('Nessuna')
  })

  it('are parted by the longest break of half an hour or more', () => {
    expect(partsOf(day(['10:00', '10:15'], ['12:00', '13:00']))).toEqual([
      'Mattina, 09:00–13:00',
      'Pomeriggio, 14:00–18:00',
    ])
    expect(partsOf(day(['14:00', '14:30']))).toEqual(['Mattina, 09:00–15:00', 'Pomeriggio, 15:30–18:00'])
    expect(partsOf(day(['08:30', '09:30']))).toEqual([
      'Prima parte, 09:00–09:30',
      'Seconda parte, 10:30–18:00',
    ])
    expect(partsOf(day(['12:00', '12:29']))).toEqual(['Presenza, 09:00–18:00'])
  })
})

describe('the address of a document', () => {
  it('asks for a form and a version', () => {
    expect(documentAddress(new URLSearchParams(''))).toEqual({ form: 'final' })
    expect(documentAddress(new URLSearchParams('form=blank'))).toEqual({ form: 'blank' })
    expect(documentAddress(new URLSearchParams('version=2'))).toEqual({ form: 'final', version: 2 })
  })

  it.each(['version=0', 'version=x', 'version=1.5', 'form=draft'])('is not found with %s', (query) => {
    expect(() => documentAddress(new URLSearchParams(query))).toThrow(
      expect.objectContaining({ kind: 'not_found' }),
    )
  })
})

describe('setting documents', () => {
  const document = (size: number) =>
    pageDocument(closedPage(contentOf(size)), 'final', 'https://presente.example')

  it('answers each with its own, asked at once', async () => {
    const pdfs = await Promise.all(
      [3, 40, 1, 12].map((size) => pdfOf('app/record/register/register.typ', document(size))),
    )
    const people = pdfs.map((pdf) => /In elenco[^\n]*\n+ *(\d+)/.exec(textOf(pdf).join('\n'))?.[1])
    expect(people).toEqual(['3', '40', '1', '12'])
  })

  it('lets other work go on meanwhile', async () => {
    await pdfOf('app/record/register/register.typ', document(1))
    let turns = 0
    const timer = setInterval(() => turns++, 5)
    await pdfOf('app/record/register/register.typ', document(300))
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
  })

  it('refuses when too many wait, and goes on after', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 40 }, () => pdfOf('app/record/register/register.typ', document(1))),
    )
    const refused = asked.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(refused).toHaveLength(10)
    expect(refused[0]).toMatchObject({ kind: 'too_many' })
    expect((await pdfOf('app/record/register/register.typ', document(1))).byteLength).toBeGreaterThan(1000)
  }, 60_000)

  it('fails for data that no template knows, and only for them', async () => {
    await expect(
      pdfOf('app/record/register/register.typ', { created: '2026-01-01T00:00:00.000Z' }),
    ).rejects.toThrow('could not be set')
    const broken = {
      ...document(1),
      pages: (function* () {
        yield {}
        throw new Error('no more pages')
      })(),
    }
    await expect(pdfOf('app/record/register/register.typ', broken)).rejects.toThrow('no more pages')
    expect((await pdfOf('app/record/register/register.typ', document(1))).byteLength).toBeGreaterThan(1000)
  })

  it('sends it by a name that no header can be made of, and keeps it from shared caches', () => {
    const response = sendPdf(new Uint8Array([1, 2]), 'registro "A"\r\nX: 1.pdf')
    expect(response.headers.get('Content-Disposition')).toBe('inline; filename="registro-A-X-1.pdf"')
    expect(response.headers.get('Content-Type')).toBe('application/pdf')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  })
})

it('a report has facts, lists, declarations and signatures', async () => {
  const { project } = contentOf(1)
  const pdf = await pdfOf(
    'app/record/online/fad-report.typ',
    reportDocument({
      title: 'Rapporto FAD IRIS-PM-02',
      created: '2026-02-05T17:00:00.000Z',
      project,
      heading: 'Rapporto della formazione a distanza',
      facts: [['Edizione', 'IRIS-PM-02']],
      sections: [
        {
          heading: '1. Il ciclo del contratto',
          facts: [['Piattaforma', 'Teams']],
          columns: [
            { name: 'Nome', width: null, number: false },
            { name: 'Minuti', width: 20, number: true },
          ],
          rows: Array.from({ length: 80 }, (_, index) => [`Persona ${index}`, '60']),
          empty: 'Nessuno',
        },
        { heading: '2. La gara', facts: [], columns: [], rows: [], empty: 'Nessun collegamento' },
      ],
      notes: ['Dichiarazione resa ai sensi del D.P.R. 445/2000.'],
      signatures: ['Firma'],
      stamp: ['SHA-256 1234'],
    }),
  )
  const sheets = textOf(pdf)
  expect(infoOf(pdf).Tagged).toBe('yes')
  expect(sheets.length).toBeGreaterThan(1)
  expect(sheets.join('\n')).toContain('Persona 79')
  expect(sheets.at(-1)).toContain('Nessun collegamento')
  expect(sheets.at(-1)).toContain('445/2000')
  expect(sheets[1]).toContain(`foglio 2 di ${sheets.length}`)
})

it('a long report has its sections apart, each with its own count of sheets, in one file', async () => {
  const section = (number: number) => ({
    heading: `${number}. Incontro`,
    facts: [],
    columns: [
      { name: 'Nome', width: null, number: false },
      { name: 'Entrata', width: 40, number: false },
    ],
    rows: Array.from({ length: 400 }, (_, index) => [`Persona ${index} ${'x'.repeat(300)}`, '09:00:12']),
    empty: 'Nessuno',
  })
  const { project } = contentOf(1)
  const sections = [1, 2, 3, 4].map(section)
  const about = {
    title: 'Rapporto',
    heading: 'Rapporto',
    created: '2026-02-05',
    project,
    facts: [],
    stamp: [],
  }
  const report = reportDocument({ ...about, sections, notes: ['Dichiarazione'], signatures: ['Firma'] })
  const sheets = textOf(await pdfOf('app/record/online/fad-report.typ', report))
  const starts = sheets.flatMap((sheet) => /(\d)\. Incontro, foglio 1 di/.exec(sheet)?.[1] ?? [])
  expect(starts).toEqual(['1', '2', '3', '4'])
  expect(sheets.filter((sheet) => sheet.includes('Dichiarazione'))).toHaveLength(1)
  expect(sheets.at(-1)).toContain('Dichiarazione')
  for (const sheet of sheets) expect(sheet).toContain("Cofinanziato dall'Unione europea")
}, 60_000)
