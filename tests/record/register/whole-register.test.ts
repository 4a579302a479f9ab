// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole register of an edition in one file, read back.
import jsQR from 'jsqr'
import { beforeAll, describe, expect, it } from 'vitest'
import { pdfOf } from '#base/documents/pdf.server.ts'
import { editionDocument } from '#record/register/document.ts'
import { totalsOf } from '#record/register/printed-totals.ts'
import type { Form } from '#record/register/sheet.ts'
import type { PrintedPage } from '#record/register-page/content.ts'
import { infoOf, pictureOf, textOf } from '#tests/support/poppler.ts'
import { contentOf, openPage, registerOf } from './pages.ts'

const site = 'https://presente.example'

/** Three meetings held, the second cancelled, one still to come. */
function register(): [PrintedPage, ...PrintedPage[]] {
  const [first, second, third, fourth] = registerOf(4, 12)
  if (!first || !second || !third || !fourth) throw new Error('four pages')
  const { content } = second
  const cancelled = openPage({ ...content, meeting: { ...content.meeting, cancelled: true } })
  const nobody = { ...contentOf(12).totals, unmarked: 12 }
  const unmarked = fourth.content.people.map((person) => ({
    ...person,
    status: null,
    intervals: [],
    credited_minutes: 0,
  }))
  const coming = openPage({ ...fourth.content, people: unmarked, walk_ins: [], totals: nobody })
  return [first, cancelled, third, coming]
}

const print = (pages: [PrintedPage, ...PrintedPage[]], form: Form) =>
  pdfOf('app/record/register/register.typ', editionDocument(pages, form, site))

describe('the whole register', () => {
  let pdf: Uint8Array
  let sheets: string[]
  beforeAll(async () => {
    pdf = await print(register(), 'final')
    sheets = textOf(pdf)
  })

  it('opens with whose it is, who keeps it and who stamped it', () => {
    expect(infoOf(pdf).Title).toBe('Registro delle presenze IRIS-PM-02')
    const [cover = ''] = sheets
    for (const said of [
      'Verbale di apertura',
      '20/01/2026',
      'Maria Responsabile',
      '0012/2026',
      'Timbro e firma',
    ]) {
      expect(cover).toContain(said)
    }
    expect(cover).toContain('Copertina, foglio 1 di 2')
  })

  it('lists the meetings with their pages and states', () => {
    const list = sheets[1] ?? ''
    expect(list).toMatch(
      /^ *1 +05\/02\/2026 +09:00–18:00 +Il ciclo del contratto +In presenza +8:00 +Bloccata +1/m,
    )
    expect(list).toMatch(/^ *2 .*— +Annullato +—/m)
    expect(list).toMatch(/^ *4 .*8:00 +Non chiusa +—/m)
  })

  it('has every page in order, the cancelled one annulled', () => {
    const starts = sheets.flatMap((sheet) => /pagina n\. (\d)\n/.exec(`${sheet}\n`)?.[1] ?? [])
    expect(starts).toEqual(['1', '2', '3', '4'])
    const annulled = sheets.find((sheet) => sheet.includes('pagina n. 2'))
    expect(annulled).toContain('Annullato')
    expect(sheets.filter((sheet) => sheet.includes('Pagina 3 di 4, foglio 1 di'))).toHaveLength(1)
  })

  it('closes with what each attended of what was held, and where to sign', () => {
    const closing = sheets.at(-1) ?? ''
    expect(closing).toMatch(
      /1 +Bianchi Anna +Comune di Roma Capitale +Pubblico +2 di 2 +16:00 di 16:00 +100\s?%/,
    )
    expect(closing).toMatch(/De Angelis Anna .* 0 di 2 +0:00 di 16:00 +0\s?%/)
    expect(closing).toContain('Firma del responsabile di progetto')
    expect(closing).toContain('24:00')
  })

  it('has the funding block on every sheet, and the same bytes each time', async () => {
    for (const sheet of sheets) expect(sheet).toContain("Cofinanziato dall'Unione europea")
    expect(Buffer.compare(pdf, await print(register(), 'final'))).toBe(0)
  })
})

it('to sign, has no totals yet', async () => {
  const sheets = textOf(await print(register(), 'blank'))
  expect(sheets.join('\n')).toContain('Verbale di apertura')
  expect(sheets.join('\n')).toContain('Firma in entrata')
  expect(sheets.join('\n')).not.toContain('Chiusura del registro')
})

it('says so when it was not opened or stamped', async () => {
  const pages = register().map((page) => ({ ...page, content: { ...page.content, register: null } }))
  const [first, ...others] = pages
  if (!first) throw new Error('no page')
  const [cover] = textOf(await print([first, ...others], 'final'))
  expect(cover).toContain('Non ancora aperto')
  expect(cover).toContain('Non vidimato')
})

describe('totals', () => {
  it('leave cancelled meetings out, and count as held those with somebody marked', () => {
    const { meetings, minutes, people, unmatched } = totalsOf(register())
    expect(meetings).toEqual({ planned: 3, held: 2, cancelled: 1 })
    expect(minutes).toEqual({ planned: 1440, held: 960 })
    expect(people).toHaveLength(12)
    expect(people.find(({ name }) => name === 'Bianchi Anna')).toMatchObject({ meetings: 2, minutes: 960 })
    expect(unmatched).toBe(2)
  })

  it('take the employer of the last page', () => {
    const [first, cancelled, third, coming] = register()
    if (!third || !cancelled || !coming) throw new Error('four pages')
    const moved = third.content.people.map((person) => ({ ...person, organisation: 'Comune di Tivoli' }))
    const pages = [first, cancelled, { ...third, content: { ...third.content, people: moved } }, coming]
    expect(new Set(totalsOf(pages).people.map(({ organisation }) => organisation))).toEqual(
      new Set(['Comune di Tivoli']),
    )
  })
})

describe('a register too long to be set at once', () => {
  const long = (): [PrintedPage, ...PrintedPage[]] => {
    const [first, ...others] = registerOf(5, 300)
    if (!first) throw new Error('no page')
    return [first, ...others]
  }
  let pdf: Uint8Array
  let sheets: string[]
  beforeAll(async () => {
    pdf = await print(long(), 'final')
    sheets = textOf(pdf)
  }, 120_000)

  it('is one tagged file of few bytes, with all its pages in order, each once', () => {
    const info = infoOf(pdf)
    expect(info.Tagged).toBe('yes')
    expect(Number(info.Pages)).toBe(sheets.length)
    // Set in parts and joined: as one part it would be ten times as large.
    expect(Buffer.from(pdf).includes('/ObjStm')).toBe(true)
    expect(pdf.byteLength).toBeLessThan(2_000_000)
    const starts = sheets.flatMap((sheet) => /Pagina (\d) di 5, foglio 1 di/.exec(sheet)?.[1] ?? [])
    expect(starts).toEqual(['1', '2', '3', '4', '5'])
    expect(sheets[0]).toContain('Verbale di apertura')
    expect(sheets.filter((sheet) => sheet.includes('Verbale di apertura'))).toHaveLength(1)
    expect(sheets.at(-1)).toContain('Firma del responsabile di progetto')
    for (const sheet of sheets) expect(sheet).toContain("Cofinanziato dall'Unione europea")
    expect(sheets.join('\n').match(/ Bianchi Anna {2,}/g)).toHaveLength(5 + 1)
  })

  it('is the same to the byte each time, whatever is set in between', async () => {
    const [again] = await Promise.all([print(long(), 'final'), print(register(), 'final')])
    expect(Buffer.compare(pdf, again ?? new Uint8Array())).toBe(0)
  }, 120_000)

  it('leads from its last sheet to that page too', () => {
    const last = sheets.findIndex((sheet) => sheet.includes('Pagina 5 di 5, foglio 1 di')) + 1
    const { data, width, height } = pictureOf(pdf, last, 200)
    expect(jsQR(data, width, height)?.data).toBe(`${site}/meetings/${long()[4]?.content.meeting.id}/register`)
  })
})
