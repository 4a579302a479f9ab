// SPDX-License-Identifier: AGPL-3.0-or-later
// What people type is printed, never run; what no font has is shown as missing, and no name makes a document fail.

import { expect, it } from 'vitest'
import { pdfOf } from '#base/documents/pdf.server.ts'
import { pageDocument } from '#record/register/document.ts'
import type { PageContent } from '#record/register-page/content.ts'
import { closedPage, contentOf, openPage, personOf } from '#tests/record/register/pages.ts'
import { naughtyStrings } from '#tests/support/naughty-strings.ts'
import { infoOf, wordsOf } from '#tests/support/poppler.ts'

const site = 'https://presente.example'

function named(names: readonly string[]): PageContent {
  return contentOf(0, { people: names.map((name, index) => ({ ...personOf(index), name })) })
}

async function printed(content: PageContent) {
  const final = await pdfOf(
    'app/record/register/register.typ',
    pageDocument(closedPage(content), 'final', site),
  )
  const blank = await pdfOf(
    'app/record/register/register.typ',
    pageDocument(openPage(content), 'blank', site),
  )
  return { final, words: wordsOf(final), blankWords: wordsOf(blank) }
}

it.each([
  '#import "x": *',
  '#panic("no")',
  '*[',
  '$x^2$',
  '```',
  '<label> @label',
  '// Rossi',
  '\\u{41}',
  'D’Angelo-De’ Rossi',
  'Ковальчук Олена',
  'محمد',
  'Nguyễn Thị Ánh',
  'Żółć Łukasz',
  'Γεωργίου',
])('prints %s as it is', async (name) => {
  const { words, blankWords } = await printed(named([name]))
  // Poppler adds marks of direction to what runs from right to left.
  const bare = (text: string) => text.replace(/\p{Cf}/gu, '').normalize('NFKC')
  expect(bare(words)).toContain(name)
  expect(bare(blankWords).length).toBeGreaterThan(100)
})

it.each(['漢字', 'ก', '👩‍👩‍👧', '\u0000', '\ud800', '\u{10ffff}', '\ue000'])(
  'shows that something is missing for %j',
  async (name) => {
    const { words } = await printed(named([`Rossi ${name} Anna`]))
    expect(words).toMatch(/Rossi (\ufffd+ )?Anna/)
  },
)

it('lets nobody turn the direction of what others read', async () => {
  const { words } = await printed(named(['Rossi \u202eannA', 'Bianchi\u200b \u2066Luca\nVerdi\t1']))
  expect(words).toContain('Rossi annA')
  expect(words).toContain('Bianchi Luca Verdi 1')
})

it('breaks a name of five hundred letters into lines', async () => {
  const long = `Mac${'abcdefghij '.repeat(50)}`.trim()
  const { words, blankWords } = await printed(named([long, 'Rossi Anna']))
  expect(words).toContain(long)
  expect(blankWords).toContain(long)
  expect(words).toContain('Rossi Anna')
})

it('sets every naughty string, wherever people type', async () => {
  const content = named(naughtyStrings)
  const people = content.people.map((person, index) => ({
    ...person,
    organisation: naughtyStrings[(index + 7) % naughtyStrings.length] ?? '',
    note: naughtyStrings[(index + 13) % naughtyStrings.length] ?? '',
  }))
  const all = naughtyStrings.join(' ').slice(0, 4000)
  const everywhere: PageContent = {
    ...content,
    people,
    project: { ...content.project, title: all.slice(0, 300), partners: naughtyStrings.slice(0, 20) },
    edition: { code: 'IRIS-PM-02', title: all.slice(300, 600) },
    meeting: { ...content.meeting, topic: all, venue: all.slice(600, 900), title: all.slice(900, 1200) },
  }
  const { final } = await printed(everywhere)
  expect(Number(infoOf(final).Pages)).toBeGreaterThan(20)
}, 60_000)
