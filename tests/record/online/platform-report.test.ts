// SPDX-License-Identifier: AGPL-3.0-or-later

import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Doubt } from '#record/online/other-rows.ts'
import { readReport } from '#record/online/platform-report.server.ts'
import { naughtyStrings } from '#tests/support/naughty-strings.ts'
import {
  encoded,
  encodings,
  meetEnglish,
  meetItalian,
  morning,
  read,
  refusal,
  rome,
  span,
  teamsEnglish,
  teamsItalian,
  teamsList,
  teamsListItalian,
  zoomEnglish,
  zoomItalian,
} from './reports.ts'

const teamsPeople = [
  {
    position: 1,
    name: 'Anna Bianchi',
    email: 'anna.bianchi@presente.example',
    intervals: [span('10:58:13', '11:48:20'), span('12:00:20', '13:30:40')],
  },
  {
    position: 2,
    name: 'Luca Verdi',
    email: 'luca.verdi@presente.example',
    intervals: [span('11:20:05', '13:10:00')],
  },
  {
    position: 3,
    name: 'Carla Neri',
    email: 'carla.neri@presente.example',
    intervals: [span('10:52:10', '13:34:02')],
  },
  { position: 4, email: null, intervals: [span('11:05:00', '12:05:00')] },
]

describe('the report of Teams', () => {
  it.each([
    ['English', teamsEnglish, 'Organizer'],
    ['Italian', teamsItalian, 'Organizzatore'],
  ])('says in %s who was connected when, to the second', (_language, text, role) => {
    const report = read(text)
    expect(report).toMatchObject({ platform: 'teams', people: teamsPeople, lines: 5, unclosed: 0 })
    expect(report.people[2]?.role).toBe(role)
  })

  it.each(encodings)('is read in %s', (encoding) => {
    expect(readReport(encoded(teamsItalian, encoding), morning, rome).people).toMatchObject(teamsPeople)
  })

  it('is read with the narrow space that newer versions put before AM', () => {
    expect(read(teamsEnglish.replace(/ (AM|PM)/g, '\u202f$1')).people).toMatchObject(teamsPeople)
  })

  it('is read as a spreadsheet saved it again: semicolons, no seconds', () => {
    const saved = teamsItalian.replace(/\t/g, ';').replace(/\/26, (\d\d:\d\d):\d\d/g, '/2026 $1')
    expect(read(saved).people[1]?.intervals).toEqual([span('11:20:00', '13:10:00')])
  })

  it('keeps whoever only the list of participants has, if it was one stay', () => {
    const without = teamsEnglish.replace(
      /\r\nLuca Verdi\t2\/5\/26, 11:20:05 AM\t[^\r]*(?=\r\nCarla Neri\t[^\r]*\r\nElio S. \(Guest\)\t[^\r]*\r\n$)/,
      '',
    )
    expect(without).not.toBe(teamsEnglish)
    const report = read(without)
    expect(report.lines).toBe(5)
    expect(report.people.find((person) => person.name === 'Luca Verdi')?.intervals).toEqual([
      span('11:20:05', '13:10:00'),
    ])
  })

  it('is refused when it is a summary that hides an interruption', () => {
    const summary = teamsEnglish.slice(0, teamsEnglish.indexOf('3. In-Meeting'))
    expect(refusal(summary)).toContain('Anna Bianchi')
  })

  it('is read as the list of joined and left that it once was; an open entry ends with what the file knows', () => {
    const report = read(teamsList)
    expect(report).toMatchObject({ platform: 'teams', lines: 6, unclosed: 2 })
    expect(report.people.map(({ name, intervals }) => [name, intervals])).toEqual([
      ['Carla Neri', [span('10:52:10', '13:10:00')]],
      ['Anna Bianchi', [span('10:58:13', '11:48:20'), span('12:00:20', '13:10:00')]],
      ['Luca Verdi', [span('11:20:05', '13:10:00')]],
    ])
  })

  it('is not taken for Teams by Italian headings that nobody confirmed: its columns are asked', () => {
    expect(() => read(teamsListItalian)).toThrow(Doubt)
  })

  it('keeps a nickname in quotes that Teams does not escape, and everybody after it', () => {
    const report = read(teamsEnglish.replace(/Luca Verdi/g, '"Lupo" Luca Verdi'))
    expect(report.people).toHaveLength(4)
    expect(report.people[1]?.name).toBe('"Lupo" Luca Verdi')
  })
})

describe('the report of Zoom', () => {
  it('unites the stays of a person, without the time in the waiting room', () => {
    const report = read(zoomEnglish)
    expect(report).toMatchObject({ platform: 'zoom', lines: 5 })
    expect(report.people.map(({ name, email, intervals }) => [name, email, intervals])).toEqual([
      ['Anna Bianchi', 'anna.bianchi@presente.example', [span('10:58:13', '13:30:40')]],
      ['Luca Verdi', 'luca.verdi@presente.example', [span('11:20:05', '13:10:00')]],
      ['Ufficio 3 (Gino Alunni)', null, [span('11:00:00', '13:30:00')]],
    ])
  })

  it.each(encodings)('is read in %s, in Italian, with the facts of the meeting on every line', (encoding) => {
    const report = readReport(encoded(zoomItalian, encoding), morning, rome)
    expect(report.people.map(({ name, intervals, role }) => [name, intervals, role])).toEqual([
      ['Anna Bianchi', [span('10:58:13', '13:30:40')], null],
      ['Luca Verdi', [span('11:20:05', '13:10:00')], 'guest'],
    ])
  })

  it('is refused without the times, which its list of unique users leaves out', () => {
    const unique =
      'Name (Original Name),User Email,Total Duration (Minutes),Guest\r\nAnna Bianchi,,150,No\r\n'
    expect(refusal(unique)).toContain('Anna Bianchi')
  })
})

describe('the report of Meet', () => {
  it('takes times without a date for those of the meeting', () => {
    const report = read(meetEnglish)
    expect(report.platform).toBe('meet')
    expect(report.people.map(({ name, intervals }) => [name, intervals])).toEqual([
      ['Anna Bianchi', [span('10:58:00', '13:30:00')]],
      ['Luca Verdi', [span('11:20:00', '13:10:00')]],
    ])
  })

  it('takes them for those of the night on both sides of midnight', () => {
    const night = { starts_at: '2026-02-05T22:30:00.000Z', ends_at: '2026-02-05T23:30:00.000Z' }
    const text = meetEnglish.replace('10:58 AM,1:30 PM', '23:31:10,00:29:05').replace(/Luca.*\r\n/, '')
    expect(read(text, night).people[0]?.intervals).toEqual([
      { in: '2026-02-05T22:31:10.000Z', out: '2026-02-05T23:29:05.000Z' },
    ])
  })

  it('is not taken for Meet by Italian headings that nobody confirmed: its columns are asked', () => {
    expect(() => read(meetItalian)).toThrow(Doubt)
  })

  it('reads dates with a zone', () => {
    const english = meetItalian.replace(
      /^.*\r\n/,
      'First name,Last name,Email,Duration,Time joined,Time exited\r\n',
    )
    expect(read(english).people.map(({ intervals }) => intervals)).toEqual([
      [span('10:58:13', '13:30:40')],
      [span('11:20:05', '13:10:00')],
    ])
  })

  it('is refused when it was made on another day', () => {
    expect(refusal(meetEnglish.replace('2026-02-05', '2026-01-15'))).toContain('15/01/2026')
  })
})

describe('what is no report', () => {
  it.each([
    ['nothing', ''],
    ['a list of names', 'Cognome;Nome;Ente\r\nBianchi;Anna;Comune\r\n'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj<<>>endobj'],
  ])('is refused: %s', (_what, text) => {
    expect(refusal(text)).toContain('report')
  })

  it('is refused: a spreadsheet that is damaged', () => {
    expect(refusal('PK\u0003\u0004\u0014\0\u0006\0xl/workbook.xml')).toContain('danneggiato')
  })

  it('is refused with headings only', () => {
    expect(refusal('Full Name\tUser Action\tTimestamp\r\n')).toContain('intestazioni')
  })

  it('is refused by line and text for a time nobody can read', () => {
    const text = refusal(zoomEnglish.replace('02/05/2026 11:20:05 AM', 'ieri'))
    expect(text).toContain('7')
    expect(text).toContain('ieri')
  })

  it('is refused when somebody leaves before arriving', () => {
    const text = zoomEnglish.replace(
      '02/05/2026 12:30:00 PM,02/05/2026 01:10:00 PM',
      '02/05/2026 01:10:00 PM,02/05/2026 12:30:00 PM',
    )
    expect(refusal(text)).toContain('Luca Verdi')
  })
})

describe('whatever names people give themselves', () => {
  const header = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest'
  const times = '02/05/2026 11:00:00 AM,02/05/2026 01:30:00 PM,150,No'

  it('keeps quotes, commas, line breaks, formulas, NUL characters and two people of one name', () => {
    const report = read(
      [
        header,
        `"Rossi, Maria",maria.rossi@uno.example,${times}`,
        `"Rossi, Maria",maria.rossi@due.example,${times}`,
        `"Lino ""Lupo""\nSarti",,${times}`,
        `"=HYPERLINK(""http://x.example"")",,${times}`,
        `Ga\0ia Néri,,${times}`,
        `,,${times}`,
        `,,${times}`,
      ].join('\n'),
    )
    expect(report.people.map((person) => person.name)).toEqual([
      'Rossi, Maria',
      'Rossi, Maria',
      'Lino "Lupo" Sarti',
      '=HYPERLINK("http://x.example")',
      'Gaia Néri',
      '(senza nome)',
      '(senza nome)',
    ])
  })

  it('drops nobody, whatever stands in the names, in every encoding of a file that is whole', () => {
    const name = fc.oneof(
      fc.constantFrom(...naughtyStrings.filter((text: string) => text.isWellFormed())),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        'Anna;Bianchi',
        'Anna,Bianchi',
        'Anna\tBianchi',
        '"',
        'a "b" c',
        'riga\r\nriga',
        "'=1+1",
      ),
    )
    const person = fc.record({ name, address: fc.option(fc.nat({ max: 5 })) })
    const settings = fc.record({
      people: fc.array(person, { minLength: 1, maxLength: 8 }),
      delimiter: fc.constantFrom(',', ';', '\t'),
      encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'),
    })
    fc.assert(
      fc.property(settings, ({ people, delimiter, encoding }) => {
        const rows = people.map(({ name, address }) => {
          const email = address === null ? '' : `p${address}@presente.example`
          return [name, email, ...times.split(',')]
        })
        const report = readReport(
          encoded(stringify([header.split(','), ...rows], { delimiter }), encoding),
          morning,
          rome,
        )
        expect(report.lines).toBe(people.length)
        const known = new Set(people.flatMap(({ address }) => (address === null ? [] : [address])))
        const bySomething = report.people.filter((person) => person.email !== null)
        expect(bySomething).toHaveLength(known.size)
        for (const person of report.people) {
          expect(person.intervals).toEqual([span('11:00:00', '13:30:00')])
          expect(person.name).not.toBe('')
          expect(person.name).not.toContain('\0')
        }
      }),
    )
  })

  it('takes three thousand of them', () => {
    const lines = Array.from({ length: 3000 }, (_, n) => `Persona ${n},p${n}@presente.example,${times}`)
    const report = read([header, ...lines].join('\r\n'))
    expect(report.lines).toBe(3000)
    expect(report.people).toHaveLength(3000)
  })
})
