// SPDX-License-Identifier: AGPL-3.0-or-later
// A register to be stamped before use: numbered pages, no planned activity (domain.md 4.1).
import { describe, expect, it } from 'vitest'
import { pdfOf } from '#base/documents/pdf.server.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { emptyRegisterOf } from '#record/register/empty-register.server.ts'
import { emptyDocument, mostPages, pagesAsked } from '#record/register/empty-register.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { infoOf, textOf } from '#tests/support/poppler.ts'
import { edition } from '#tests/support/training.ts'

describeEngines('an empty register', (world) => {
  const print = async (pages: number, code: string, language: 'it' | 'en' = 'it') => {
    const { db } = world
    const project = await db
      .selectFrom('project')
      .selectAll()
      .where('slug', '=', 'iris')
      .executeTakeFirstOrThrow()
    const of = await db.selectFrom('edition').selectAll().where('code', '=', code).executeTakeFirstOrThrow()
    const register = await emptyRegisterOf(db, project, of)
    return await inLocale(language, () =>
      pdfOf('app/record/register/register.typ', emptyDocument(register, pages)),
    )
  }

  it('has a cover with the place for the stamp, and as many numbered pages as were asked, with no meeting on them', async () => {
    const who = await iris(world.db)
    const pdf = await print(12, 'IRIS-PM-01')
    expect(infoOf(pdf).Title).toBe('Registro delle presenze IRIS-PM-01')
    const [printed = '', ...sheets] = textOf(pdf)
    const cover = printed.replace(/\s+/g, ' ')
    for (const said of [
      'Registro delle presenze',
      'IRIS-PM-01',
      '12 pagine numerate',
      'senza alcuna',
      'Timbro e firma',
      'Registro da vidimare',
    ])
      expect(cover).toContain(said)
    expect(cover).toContain("Progetto cofinanziato dall'Unione europea")
    for (let page = 1; page <= 12; page++)
      expect(sheets.some((sheet) => sheet.includes(`Pagina ${page} di 12`))).toBe(true)
    const all = sheets.join('\n')
    for (const [first] of [who.meetings]) expect(all).not.toContain(first.title)
    expect(all).not.toMatch(/\d{2}\/\d{2}\/20\d{2}/)
    expect(all).not.toContain('Bianchi')
    expect(all).toContain('Progetto cofinanziato')

    await edition(world.db, who.project, 'IRIS-NULLA-01')
    expect(textOf(await print(1, 'IRIS-NULLA-01')).join()).toContain('Pagina 1 di 1')
    const english = textOf(await print(2, 'IRIS-PM-01', 'en'))
    expect(english.join()).toMatch(/2\s+numbered\s+pages/)
    expect(Buffer.from(await print(3, 'IRIS-PM-01')).equals(Buffer.from(await print(3, 'IRIS-PM-01')))).toBe(
      true,
    )
  })
})

describe('the pages asked for', () => {
  it.each(['0', '-1', '201', '1e9', 'x', '2.5'])('%s are refused', (asked) => {
    expect(pagesAsked.safeParse(asked).success).toBe(false)
  })
  it.each(['1', '50', String(mostPages)])('%s are taken', (asked) => {
    expect(pagesAsked.safeParse(asked).success).toBe(true)
  })
})
