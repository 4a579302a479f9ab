// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { areasOf } from './messages.ts'
import { file, read } from './source.ts'
import { wordingFaults } from './wording.ts'

describe('the wording of messages', () => {
  it('has no fault that a pattern finds', () => {
    const areas = areasOf(read('app/base/i18n/messages/*/*.json'))
    expect(areas.length).toBeGreaterThan(5)
    expect(wordingFaults(areas)).toEqual([])
  })
})

describe('what is noticed', () => {
  const faults = (italian: unknown, english: unknown, key = 'people_a') =>
    wordingFaults(
      areasOf([
        file('app/base/i18n/messages/it/people.json', JSON.stringify({ [key]: italian })),
        file('app/base/i18n/messages/en/people.json', JSON.stringify({ [key]: english })),
      ]),
    ).map((fault) => fault.replace(`${key} `, '').split(':')[0])

  it.each([
    ['Due  spazi', 'One', '(it) has two spaces'],
    ['Il contratto .', 'The contract.', '(it) has a space before a stop'],
    ['Il contratto.; un requisito', 'A list', '(it) has a stop before another'],
    ['Il nome ', 'The name', '(it) has a space at its end'],
    ['L’incontro', 'The meeting', '(it) has a curly apostrophe where all others are straight'],
    ['Incontro «{title}»', 'Meeting "{title}"', '(en) has straight quotes'],
    ['Incontro “{title}”', 'Meeting “{title}”', '(it) has English quotes'],
    ['Incontro «{title}»', 'Meeting «{title}»', '(en) has Italian quotes'],
    ['Le edizioni', 'The editions one is enrolled in', '(en) has "one" for the reader'],
    ['Benvenuto, {name}', 'Signed in', '(it) has "tu"'],
    ['Da qui puoi scaricare il registro', 'The register', '(it) has "tu"'],
    ['Salvata.', 'Saved', 'ends otherwise in the other language'],
  ])('%s | %s', (italian, english, fault) => {
    expect(faults(italian, english)).toEqual([fault])
  })

  it('each form of a plural', () => {
    const plural = (one: string) => [{ match: { 'p=one': one, 'p=other': '{n} righe' } }]
    expect(faults(plural('{n}  riga'), plural('{n} row'))).toEqual(['(it) has two spaces'])
  })

  it('an account said to whoever may have none, and a field’s fault that is no sentence', () => {
    expect(faults('Questa utenza non può', 'You may not', 'access_a')).toEqual([
      '(it) has "this account" to whoever may be signed out',
    ])
    expect(faults('Campo obbligatorio', 'Required.', 'ui_field_a')).toContain(
      '(it) has no stop after what is said of a field',
    )
  })

  it.each([
    ['Utenza', 'Account'],
    ['È il tutor', 'The tutor'],
    ['Incontro n.', 'Meeting no'],
    ['Il file .p7m, in PDF.', 'The .p7m file, as PDF.'],
  ])('not %s', (italian, english) => {
    expect(faults(italian, english)).toEqual([])
  })
})
