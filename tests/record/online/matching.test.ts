// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { likelyCandidates, matchRows, namesIn } from '#record/online/matching.ts'

const someone = (person_id: string, first_name: string, last_name: string, ...addresses: string[]) => {
  return { person_id, first_name, last_name, addresses }
}
const anna = someone('anna', 'Anna', 'Bianchi', 'anna@comune.example', 'anna.account@presente.example')
const luca = someone('luca', 'Luca', "D'Angelo", 'luca@coop.example')
const mara = someone('mara', 'Mara', 'De Luca')
const everybody = [anna, luca, mara]
const row = (name: string, email: string | null = null) => ({ name, email, names: namesIn(name) })
const whoIs = (...rows: ReturnType<typeof row>[]) =>
  matchRows(rows, everybody).map((match) => (match ? `${match.person_id} by ${match.by}` : null))

describe('matching a row with somebody who belongs to the meeting', () => {
  it('goes by e-mail first: of the person, of the account, in capitals, of a guest of Teams', () => {
    expect(
      whoIs(
        row('iPad di casa', 'ANNA@comune.example'),
        row('a', 'anna.account@presente.example'),
        row('b', 'luca_coop.example#EXT#@ente.onmicrosoft.example'),
      ),
    ).toEqual(['anna by email', 'anna by email', 'luca by email'])
  })

  it('goes by name then: either way round, without accents, beside brackets', () => {
    expect(
      whoIs(
        row('BIANCHI Anna'),
        row('D’Angelo, Luca'),
        row('Mara de Luca (Ospite)'),
        row('PC-17 (Anna Bianchi)'),
      ),
    ).toEqual(['anna by name', 'luca by name', 'mara by name', 'anna by name'])
  })

  it('leaves to somebody what is in doubt', () => {
    expect(whoIs(row('Anna'), row('Sala riunioni'), row('Luca De Angelis'))).toEqual([null, null, null])
    expect(whoIs(row('Anna Bianchi', 'x@uno.example'), row('Anna Bianchi', 'y@due.example'))).toEqual([
      null,
      null,
    ])
    const twin = someone('twin', 'Anna', 'Bianchi')
    expect(matchRows([row('Anna Bianchi')], [...everybody, twin])).toEqual([null])
    const shared = [
      someone('one', 'Ugo', 'Neri', 'info@ente.example'),
      someone('two', 'Ida', 'Neri', 'info@ente.example'),
    ]
    expect(matchRows([row('Ugo Neri', 'info@ente.example')], shared)).toEqual([null])
  })

  it('takes a second device without an address for the person of that name', () => {
    expect(whoIs(row('Anna Bianchi', 'anna@comune.example'), row('Anna Bianchi'))).toEqual([
      'anna by email',
      'anna by name',
    ])
  })
})

describe('a report in which all have the same name', () => {
  /** How often a row is looked at for its address, and a candidate for the name. */
  function looks(count: number) {
    let looked = 0
    const rows = Array.from({ length: count }, (_, n) => ({
      names: ['anna bianchi'],
      get email() {
        looked += 1
        return `ospite.${n}@altrove.example`
      },
    }))
    const namesakes = Array.from({ length: count / 10 }, (_, n) => ({
      ...anna,
      get person_id() {
        looked += 1
        return `anna-${n}`
      },
    }))
    expect(matchRows(rows, namesakes).every((match) => match === null)).toBe(true)
    return looked
  }

  it('is looked at once for each line, however many there are', () => {
    expect(looks(5000) / looks(2500)).toBeCloseTo(2)
  })

  it('is decided as if there were two of them', () => {
    const rows = Array.from({ length: 3 }, (_, n) => row('Anna Bianchi', `ospite.${n}@altrove.example`))
    expect(whoIs(...rows, row('Anna Bianchi', 'anna@comune.example'), row('Anna Bianchi'))).toEqual([
      null,
      null,
      null,
      'anna by email',
      null,
    ])
  })
})

describe('who a row may be', () => {
  const likely = (name: string, email: string | null = null) =>
    likelyCandidates(row(name, email), everybody).map((candidate) => candidate.person_id)

  it('is proposed by a title, a body, an initial, an address', () => {
    expect(likely('Dott.ssa Anna Bianchi - Comune di Perugia')).toEqual(['anna'])
    expect(likely('Anna B.')).toEqual(['anna'])
    expect(likely('Bianchi (Ospite)')).toEqual(['anna'])
    expect(likely('iPad', 'anna.bianchi@casa.example')).toEqual(['anna'])
  })

  it('is nobody where nothing speaks for it', () => {
    expect(likely('Ufficio Protocollo')).toEqual([])
    expect(likely('Anna V.')).toEqual([])
  })
})
