// SPDX-License-Identifier: AGPL-3.0-or-later
// A downloaded document says what it is, and no two of a project have one name.
import { describe, expect, it } from 'vitest'
import { documentName } from '#base/documents/document-name.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import {
  emptyRegisterName,
  fadReportName,
  issuedName,
  pageName,
  registerName,
} from '#record/register/document-names.ts'
import { closedPage, contentOf, openPage } from './pages.ts'

const rome = 'Europe/Rome'
const of = { project: { slug: 'iris' }, edition: { code: 'ED-1' } }
const content = contentOf(3)
const page = { ...content, meeting: { ...content.meeting, number: 3, starts_at: '2026-02-11T09:00:00.000Z' } }
const [one, other] = ['1234abcd', '5678ef90']
const closed = { by: 'Carla Neri', at: '2026-02-11T18:00:00.000Z' }

describe('the name of a document', () => {
  it('of a page says project, edition, meeting, day and version', () => {
    const name = (version: number, locked = false) =>
      pageName(of, closedPage(page, { version, locked: locked ? closed : null }), 'final', one, rome)
    expect(name(2)).toBe('IRIS-registro-ED-1-incontro-03-2026-02-11-v2.pdf')
    expect(name(1, true)).toBe('IRIS-registro-ED-1-incontro-03-2026-02-11-v1-bloccata.pdf')
    expect(inLocale('en', () => name(2))).toBe('IRIS-register-ED-1-meeting-03-2026-02-11-v2.pdf')
  })

  it('is another for each form, version, edition and content', () => {
    const late = { ...page, meeting: { ...page.meeting, starts_at: '2026-02-11T23:30:00.000Z' } }
    const names = [
      pageName(of, closedPage(page, { version: 1, locked: null }), 'final', one, rome),
      pageName(of, closedPage(page, { version: 2, locked: null }), 'final', one, rome),
      pageName(of, closedPage(page, { version: 2, locked: closed }), 'final', one, rome),
      pageName(of, closedPage(page), 'blank', one, rome),
      pageName(of, openPage(page), 'final', one, rome),
      pageName(of, openPage(page), 'final', other, rome),
      pageName(of, openPage(page), 'blank', other, rome),
      pageName(of, openPage(late), 'blank', other, rome),
      pageName({ ...of, edition: { code: 'ED-2' } }, openPage(page), 'blank', other, rome),
      registerName(of, 'blank', one),
      registerName(of, 'final', one),
      registerName(of, 'final', other),
      emptyRegisterName(of, 20, one),
      emptyRegisterName(of, 50, one),
      fadReportName(of, one, 'pdf'),
      fadReportName(of, other, 'pdf'),
      fadReportName(of, one, 'csv'),
      issuedName(of, 'register', 1),
      issuedName(of, 'register', 2),
      issuedName(of, 'fad_report', 1),
    ]
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^IRIS-[A-Za-z0-9-]+\.(pdf|csv)$/)
  })

  it('is plain on every system, whatever stands in it', () => {
    const name = documentName({
      ...of,
      kind: 'giustificazione',
      parts: ['Perù / d’Aló', '..\\con', '  ', 'x'.repeat(300)],
    })
    expect(name).toBe(`IRIS-giustificazione-ED-1-Peru-d-Alo-con-${'x'.repeat(60)}.pdf`)
  })
})
