// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { organisationTypes, sectorOf } from '#plan/organisations/organisation.ts'
import { sameName } from '#plan/people/known-persons.server.ts'
import { ageBracket, personSchema } from '#plan/people/person.ts'

describe('the age bracket', () => {
  it.each([
    ['1965-05-15', '2026-05-14', 'from_18_to_60'],
    ['1965-05-15', '2026-05-15', 'over_60'],
    ['2008-03-01', '2026-02-28', 'under_18'],
    ['2008-03-01', '2026-03-01', 'from_18_to_60'],
    ['2008-02-29', '2026-02-28', 'under_18'],
    ['2008-02-29', '2026-03-01', 'from_18_to_60'],
  ])('of somebody born on %s is, on %s, %s', (born_on, on, bracket) => {
    expect(ageBracket(born_on, on)).toBe(bracket)
  })

  it('is not stated without a birth date', () => {
    expect(ageBracket(null, '2026-05-14')).toBe('not_stated')
  })

  it('never goes back as days pass', () => {
    const days = fc.date({
      min: new Date('1920-01-01'),
      max: new Date('2026-12-31'),
      noInvalidDate: true,
    })
    const order = ['under_18', 'from_18_to_60', 'over_60']
    const day = (date: Date) => date.toISOString().slice(0, 10)
    fc.assert(
      fc.property(days, days, days, (born, one, other) => {
        const [first, second] = [one, other].map(day).sort()
        const brackets = [first, second].map((on) => order.indexOf(ageBracket(day(born), on ?? '')))
        expect(brackets[0]).toBeLessThanOrEqual(brackets[1] ?? -1)
      }),
    )
  })
})

describe('a name', () => {
  const typed = (first_name: string, last_name: string) =>
    personSchema.safeParse({ first_name, last_name }).data

  it.each([
    ['Anna Maria', "D'Angelo"],
    ['Zoë', 'Müller-Łukasik'],
    ['O', 'X'],
    ['José María', 'Ñandú y Ortega'],
    ['محمد', 'الأحمد'],
    ['A'.repeat(100), 'B'.repeat(100)],
  ])('may be %s %s', (first_name, last_name) => {
    expect(typed(first_name, last_name)).toMatchObject({ first_name, last_name })
  })

  it('loses control characters and spaces too many', () => {
    expect(typed(' Anna\u0000\u202e  Maria\n', '\tRossi ')).toMatchObject({
      first_name: 'Anna Maria',
      last_name: 'Rossi',
    })
  })

  it('may not be empty, of spaces, or longer than a hundred characters', () => {
    expect(typed('', 'Rossi')).toBeUndefined()
    expect(typed(' \u200b', 'Rossi')).toBeUndefined()
    expect(typed('A'.repeat(101), 'Rossi')).toBeUndefined()
  })

  it('is the same without accents, capitals and order', () => {
    const name = { first_name: 'Niccolò', last_name: 'DE SANTIS' }
    expect(sameName(name, { first_name: 'De Santis', last_name: 'niccolo' })).toBe(true)
    expect(sameName(name, { first_name: 'Nicola', last_name: 'De Santis' })).toBe(false)
  })
})

describe('a sector', () => {
  it('is private for a cooperative, public for a Comune, volunteer for volunteers', () => {
    expect(sectorOf('cooperativa')).toBe('private')
    expect(sectorOf('comune')).toBe('public')
    expect(sectorOf('volontariato')).toBe('volunteer')
  })

  it('is exactly one for every type', () => {
    const counts = { public: 0, private: 0, volunteer: 0 }
    for (const type of organisationTypes) counts[sectorOf(type)] += 1
    expect(counts).toEqual({ public: 12, private: 7, volunteer: 1 })
  })
})
