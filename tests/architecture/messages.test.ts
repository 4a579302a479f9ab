// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ledgerActs } from '#base/ledger/ledger.ts'
import { areasOf, languageFaults, patternFaults, prefixes, useFaults } from './messages.ts'
import { file, read } from './source.ts'

const folder = 'app/base/i18n'
const areas = areasOf(read(`${folder}/messages/*/*.json`))

describe('messages', () => {
  it('are in both languages, none empty, with the same blanks', () => {
    expect(areas.length).toBeGreaterThan(5)
    expect(languageFaults(areas)).toEqual([])
  })

  it('are used', () => {
    expect(useFaults(areas, read('app/**/*.{ts,tsx}'), prefixes)).toEqual([])
  })

  it('are all read', () => {
    const settings = JSON.parse(readFileSync(`${folder}/presente.inlang/settings.json`, 'utf8'))
    expect(patternFaults(settings['plugin.inlang.messageFormat'].pathPattern, areas)).toEqual([])
  })

  it('has a sentence for every act of the ledger', () => {
    const sentences = Object.keys(areas.find(({ name }) => name === 'ledger')?.it ?? {})
    expect(ledgerActs.filter((act) => !sentences.includes(`ledger_act_${act}`))).toEqual([])
  })
})

describe('what is noticed', () => {
  const area = (it_: object, en: object) =>
    areasOf([
      file('app/base/i18n/messages/it/people.json', JSON.stringify(it_)),
      file('app/base/i18n/messages/en/people.json', JSON.stringify(en)),
    ])

  it('a sentence in one language only', () => {
    expect(languageFaults(area({ people_a: 'Persona' }, { people_b: 'Person' }))).toEqual([
      'people_a has no English',
      'people_b has no Italian',
    ])
  })

  it('an empty sentence, also in a plural', () => {
    const plural = (one: string) => [
      {
        declarations: ['input n', 'local p = n: plural'],
        selectors: ['p'],
        match: { 'p=one': one, 'p=other': '{n}' },
      },
    ]
    expect(languageFaults(area({ people_a: ' ' }, { people_a: 'A' }))).toEqual([
      'people_a is empty in Italian',
    ])
    expect(languageFaults(area({ people_a: plural('una') }, { people_a: plural('') }))).toEqual([
      'people_a is empty in English',
    ])
  })

  it('other blanks, and a key of another area', () => {
    expect(languageFaults(area({ people_a: 'Ciao {name}' }, { people_a: 'Hello {nome}' }))).toHaveLength(1)
    expect(languageFaults(area({ person_a: 'A' }, { person_a: 'A' }))).toHaveLength(1)
  })

  it('a sentence that nobody uses, and a prefix that nobody makes keys with', () => {
    const source = [
      file('app/a.tsx', "m.people_a({ name })\nconst key = 'people_b'\nm['people_act_' + act]()"),
    ]
    const areas = area(
      { people_a: 'A', people_b: 'B', people_act_x: 'X', people_c: 'C' },
      { people_a: 'A', people_b: 'B', people_act_x: 'X', people_c: 'C' },
    )
    expect(useFaults(areas, source, ['people_act_'])).toEqual(['people_c is used nowhere'])
    expect(useFaults([], source, ['people_gone_'])).toEqual(['no message is made with people_gone_ any more'])
  })

  it('a file that paraglide does not read, and one it reads in vain', () => {
    expect(patternFaults(['./messages/{locale}/gone.json'], area({}, {}))).toEqual([
      'people.json is not in settings.json',
      'gone.json does not exist',
    ])
  })
})
