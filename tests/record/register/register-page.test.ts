// SPDX-License-Identifier: AGPL-3.0-or-later
// The printed pages of the register, read back.
import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { pdfOf } from '#base/documents/pdf.server.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { pageDocument } from '#record/register/document.ts'
import type { Form } from '#record/register/sheet.ts'
import type { PrintedPage } from '#record/register-page/content.ts'
import { infoOf, pictureOf, tagsOf, textOf, wordsOf } from '#tests/support/poppler.ts'
import { closedPage, contentOf, hash, openPage, personOf } from './pages.ts'

const site = 'https://presente.example'
const print = (page: PrintedPage, form: Form) =>
  pdfOf('app/record/register/register.typ', pageDocument(page, form, site))

describe('a page to sign', () => {
  it('names edition, meeting, times, breaks, place, mode and everybody with a number', async () => {
    const pdf = await print(openPage(contentOf(5)), 'blank')
    const words = wordsOf(pdf)
    for (const said of [
      'Registro delle presenze · pagina n. 3',
      'IRIS-PM-02 · Gestione degli appalti pubblici, seconda edizione',
      '3. Il ciclo del contratto',
      'giovedì 5 febbraio 2026',
      '09:00–18:00',
      '13:00–14:00',
      'Sala Europa, via Quattro Novembre 119/A, Roma',
      'In presenza',
      'Prefettura di Roma, Area IV · 0012/2026',
      'Totale assenti',
      'Firma del responsabile di progetto',
    ]) {
      expect(words).toContain(said)
    }
    const [list = ''] = textOf(pdf)
    expect(list).toMatch(/^ *1 +Bianchi Anna +Comune di Roma Capitale/m)
    expect(list).toMatch(/^ *5 +De Angelis Anna +Cooperativa sociale Il Ponte/m)
  })

  it('parts morning and afternoon where a long break does, and has five lines for whoever walks in', async () => {
    const divided = wordsOf(await print(openPage(contentOf(5)), 'blank'))
    expect(divided).toContain('Mattina, 09:00–13:00')
    expect(divided).toContain('Pomeriggio, 14:00–18:00')
    expect(divided).toMatch(/ 7 8 9 10 11 /)
    const { meeting } = contentOf(5)
    const pause = { from: '2026-02-05T10:00:00.000Z', to: '2026-02-05T10:15:00.000Z' }
    const short = contentOf(5, { meeting: { ...meeting, breaks: [pause] } })
    const whole = wordsOf(await print(openPage(short), 'blank'))
    expect(whole).toContain('Presenza, 09:00–18:00')
    expect(whole).not.toContain('Mattina')
  })

  it('says nothing of what was recorded', async () => {
    const words = wordsOf(await print(closedPage(contentOf(32)), 'blank'))
    for (const recorded of ['ASSENTE', 'Servizio urgente', 'Appello', hash.slice(0, 32)]) {
      expect(words).not.toContain(recorded)
    }
    expect(words).toContain('Foglio da firmare')
  })

  it('repeats its head on every sheet of a long list, whose rows are never cut', async () => {
    const sheets = textOf(await print(openPage(contentOf(150)), 'blank'))
    expect(sheets.length).toBeGreaterThan(8)
    for (const [index, sheet] of sheets.entries()) {
      expect(sheet).toContain(`Pagina 3, foglio ${index + 1} di ${sheets.length}`)
      expect(sheet).toContain("Cofinanziato dall'Unione europea")
      if (index === sheets.length - 1) continue
      expect(sheet).toContain('Cognome e nome')
    }
    for (const sheet of sheets.slice(1)) expect(sheet).toContain('pagina n. 3 · incontro del 05/02/2026')
    const numbers = sheets.flatMap((sheet) =>
      [...sheet.matchAll(/^ *(\d+)(?: {2,}\S|$)/gm)].map(([, n]) => n),
    )
    expect(new Set(numbers).size).toBe(156)
  })
})

describe('a page as it was recorded', () => {
  it('has times, minutes, status, source, notes and totals', async () => {
    const pdf = await print(closedPage(contentOf(32)), 'final')
    const sheets = textOf(pdf).join('\n')
    expect(sheets).toMatch(
      /1 +Bianchi Anna +Comune di Roma Capitale +Pubblico +Presente +09:00 +18:00 +8:00 +8:00 di 8:00 +Registrazione personale/,
    )
    expect(sheets).toMatch(/5 +De Angelis Anna .* Assente +ASSENTE +0:00 +0:00 di 8:00/)
    const words = wordsOf(pdf)
    expect(words).toContain('GIUSTIFICATO')
    expect(words).toContain('Servizio urgente in Prefettura')
    // Seconds are shown where a platform gave them.
    expect(words).toContain('14:02:41')
    expect(words).toContain('190:28')
    expect(words).toContain('Programmazione, affidamento ed esecuzione')
    expect(words).toContain('Presenti non in elenco')
    expect(words).toContain('Neri Sofia')
  })

  it('says who closed and locked it and when, its version, the reason for it and its hash', async () => {
    const page = closedPage(contentOf(5), {
      version: 2,
      reason: 'Orario di uscita letto male dal foglio firme',
      corrected: [
        {
          version: 2,
          by: 'Maria Responsabile',
          at: '2026-02-06T09:00:00.000Z',
          reason: 'Orario di uscita letto male dal foglio firme',
        },
      ],
    })
    const words = wordsOf(await print(page, 'final'))
    expect(words).toContain('Laura Docente, 05/02/2026, 18:10')
    expect(words).toContain('Maria Responsabile, 09/02/2026, 09:30')
    expect(words).toContain('Versione 2')
    expect(words).toContain('Maria Responsabile, 06/02/2026, 10:00')
    expect(words).toContain('Orario di uscita letto male dal foglio firme')
    expect(words).toContain(hash)
  })

  it('warns while the page is not closed', async () => {
    const unmarked = { ...personOf(0), status: null, intervals: [], source: null, credited_minutes: 0 }
    const words = wordsOf(await print(openPage(contentOf(1, { people: [unmarked] })), 'final'))
    expect(words).toContain('Pagina non ancora chiusa')
    expect(words).toContain('Da segnare')
  })

  it('is annulled when the meeting was cancelled, in both forms, with nobody on it', async () => {
    const { meeting } = contentOf(5)
    const page = openPage(contentOf(5, { meeting: { ...meeting, cancelled: true } }))
    for (const form of ['blank', 'final'] as const) {
      const words = wordsOf(await print(page, form))
      expect(words).toContain('Annullato')
      expect(words).not.toContain('Bianchi')
    }
  })

  it('shows of a link only where it leads', async () => {
    const { meeting } = contentOf(5)
    const link = 'https://teams.example.org/l/meetup-join/19?pwd=not-on-paper'
    const online = contentOf(5, { meeting: { ...meeting, mode: 'virtual_class', venue: null, link } })
    const words = wordsOf(await print(openPage(online), 'final'))
    expect(words).toContain('teams.example.org')
    expect(words).not.toContain('not-on-paper')
  })
})

describe('any page', () => {
  it('is tagged PDF on A4 lying, with title and language, dated by what it says', async () => {
    const pdf = await print(closedPage(contentOf(1)), 'final')
    const info = infoOf(pdf)
    expect(info.Tagged).toBe('yes')
    expect(info.Title).toBe('Registro delle presenze IRIS-PM-02, pagina 3')
    expect(info['Page size']).toMatch(/^841\.89 x 595\.27\d* pts \(A4\)/)
    expect(info.CreationDate).toContain('Feb  9')
    const source = Buffer.from(pdf).toString('latin1')
    expect(source).toContain('/Lang (it)')
    expect(source).toContain('pdfuaid:part')
    const tags = tagsOf(pdf)
    for (const tag of ['H1', 'Table', 'TH', 'TD', 'Figure']) expect(tags).toMatch(new RegExp(`\\b${tag}\\b`))
  }, 60_000)

  it('carries the funding block, read aloud once, with emblem, statement, fund, codes, lead and partners', async () => {
    const pdf = await print(closedPage(contentOf(1)), 'final')
    const words = wordsOf(pdf)
    for (const said of [
      'Fondo Asilo, Migrazione e Integrazione (FAMI) 2021-2027',
      'codice progetto PROG-1234',
      'CUP F81H25000120007',
      'Soggetto capofila: Prefettura di Roma',
      'Università degli Studi Roma Tre',
    ]) {
      expect(words).toContain(said)
    }
    expect(tagsOf(pdf)).toContain("Cofinanziato dall'Unione europea")
  }, 60_000)

  it.each(['blank', 'final'] as const)('%s has a code that leads to it', async (form) => {
    const { data, width, height } = pictureOf(await print(closedPage(contentOf(5)), form), 1, 200)
    const code = jsQR(data, width, height)
    expect(code?.data).toBe(`${site}/meetings/${contentOf(5).meeting.id}/register`)
  })

  it('is the same to the byte when it says the same, and is not when it does not', async () => {
    const one = await print(closedPage(contentOf(32)), 'final')
    await print(closedPage(contentOf(5)), 'final')
    const again = await print(closedPage(contentOf(32)), 'final')
    const other = await print(closedPage(contentOf(31)), 'final')
    expect(Buffer.compare(one, again)).toBe(0)
    expect(Buffer.compare(one, other)).not.toBe(0)
  })

  it('speaks English to who reads English', async () => {
    const pdf = await inLocale('en', () => print(closedPage(contentOf(5)), 'final'))
    const words = wordsOf(pdf)
    expect(words).toContain('Attendance register · page no. 3')
    expect(words).toContain('ABSENT')
    expect(words).not.toContain('Registro')
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Lang (en)')
  })
})
