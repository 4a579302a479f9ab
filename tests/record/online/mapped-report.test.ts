// SPDX-License-Identifier: AGPL-3.0-or-later
// Reports that no reader knows, read by columns that somebody said; the guess that their page begins with.
import { describe, expect, it } from 'vitest'
import { workbook } from '#base/sheets/workbook.server.ts'
import { lookAtTable, readMapped, readUpload } from '#record/online/platform-report.server.ts'
import type { ReportMapping } from '#record/online/report-mapping.ts'
import { encoded, meetItalian, morning, rome, span, teamsListItalian } from './reports.ts'

const crlf = (lines: string[]) => `${lines.join('\r\n')}\r\n`
const other: ReportMapping = {
  platform: 'other',
  platform_name: 'Cisco Webex',
  columns: {},
  order: 'auto',
  zone: null,
}

/** The file by its guessed columns, changed as somebody would. */
function mapped(text: string | Uint8Array, change: Partial<ReportMapping> = {}) {
  const bytes = typeof text === 'string' ? encoded(text) : text
  const guess = lookAtTable(bytes).guess
  if (!guess) throw new Error('no guess')
  const mapping = { ...other, columns: guess.columns, ...change }
  return { guess, report: readMapped(bytes, { head: guess.head, mapping }, morning, rome) }
}
const people = (text: string | Uint8Array, change?: Partial<ReportMapping>) =>
  mapped(text, change).report.people.map(({ name, email, intervals }) => [name, email, intervals])

/** Webex: tabs, times as a spreadsheet leaves them alone. */
const webexTime = (time: string) => `"=""2026-02-05 ${time}"""`
const webex = crlf([
  'Event Name\tEvent Start Time\tEvent End Time\tDisplay Name\tAttendee Email\tEntered\tGone\tAttendance Duration\tConnection Type',
  ...[
    ['Anna Bianchi', 'anna@presente.example', '10:58:13', '13:30:40', '152 mins'],
    ['Luca Verdi', 'luca@presente.example', '11:20:05', '13:10:00', '110 mins'],
  ].map(([name, email, from, to, stay]) =>
    [
      'IRIS',
      webexTime('10:50:00'),
      webexTime('13:35:00'),
      name,
      email,
      webexTime(from ?? ''),
      webexTime(to ?? ''),
      stay,
      'Desktop',
    ].join('\t'),
  ),
])

/** BigBlueButton: a translated heading without quotes, quoted cells, dashes, and everybody without a name in the last line. */
const bigBlueButton = crlf([
  'Nome,Moderatore,Punteggio,Conversazione,Webcam,Messaggi,Reazioni,Voti,Mani,Ingressi,Partenze,Permanenza',
  '"Anna Bianchi","FALSE","2","00:05:10","-","3","0","1","0","5/2/2026, 10:58:13","5/2/2026, 13:30:40","02:32:27"',
  '"Luca Verdi","TRUE","0","00:00:00","00:10:00","0","0","1","0","5/2/2026, 11:20:05","5/2/2026, 13:10:00","01:49:55"',
  '"Anonymous","FALSE","-","-","-","-","-","1","-","-","-","-"',
])

const polishList = crlf([
  'Imię i nazwisko\tAkcja użytkownika\tZnacznik czasu',
  'Anna Bianchi\tDołączył(a)\t05.02.2026, 10:58:13',
  'Luca Verdi\tDołączył(a)\t05.02.2026, 11:20:05',
  'Luca Verdi\tOpuścił(a)\t05.02.2026, 13:10:00',
  'Anna Bianchi\tOpuścił(a)\t05.02.2026, 13:30:40',
])

const both = [
  ['Anna Bianchi', span('10:58:13', '13:30:40')],
  ['Luca Verdi', span('11:20:05', '13:10:00')],
]

describe('a table that no reader knows', () => {
  it('of Webex has its moments out of the quotes of a spreadsheet; which of four they are somebody says', () => {
    const { guess } = mapped(webex, { columns: { name: 3, email: 4, in: 5, out: 6 } })
    expect(guess).toMatchObject({ head: 1, columns: { email: 4, in: 1, out: 2, duration: 7 } })
    expect(people(webex, { columns: { name: 3, email: 4, in: 5, out: 6, duration: 7 } })).toEqual([
      ['Anna Bianchi', 'anna@presente.example', [span('10:58:13', '13:30:40')]],
      ['Luca Verdi', 'luca@presente.example', [span('11:20:05', '13:10:00')]],
    ])
  })

  it('of BigBlueButton is guessed whole; its line without times is left out in sight', () => {
    const { guess, report } = mapped(bigBlueButton)
    expect(guess).toMatchObject({ head: 1, columns: { name: 0, in: 9, out: 10 } })
    expect(report.people.map(({ name, intervals }) => [name, intervals[0]])).toEqual(both)
    expect(report.others).toEqual([{ line: 4, text: expect.stringContaining('Anonymous') }])
  })

  it('of Teams’ old list in a language nobody knows is read by turns of coming and going', () => {
    const { guess, report } = mapped(polishList, { platform: 'teams', platform_name: null })
    expect(guess.columns).toEqual({ name: 0, action: 1, timestamp: 2 })
    expect(report.platform).toBe('teams')
    expect(report.people.map(({ name, intervals }) => [name, intervals[0]])).toEqual(both)
  })

  it('with headings like Meet’s and like Teams’ in Italian is guessed by its headings', () => {
    expect(people(meetItalian)).toEqual([
      ['Anna Bianchi', 'anna.bianchi@presente.example', [span('10:58:13', '13:30:40')]],
      ['Luca Verdi', 'luca.verdi@presente.example', [span('11:20:05', '13:10:00')]],
    ])
    expect(people(teamsListItalian)[0]?.[2]).toEqual([span('10:52:10', '13:34:02')])
  })

  it('keeps all that stands above its headings in sight', () => {
    const { guess, report } = mapped(
      `Rapporto;di ieri;11:00\r\n\r\n${bigBlueButton.replace(/,(?=\S)/g, ';')}`,
    )
    expect(guess.head).toBe(3)
    expect(report.others[0]).toEqual({ line: 1, text: 'Rapporto · di ieri · 11:00' })
  })

  it('is a workbook as well, with real dates', async () => {
    const column = (header: string, type: 'text' | 'moment') => ({ header, type, width: 10 })
    const columns = [column('Chi', 'text'), column('Dentro', 'moment'), column('Fuori', 'moment')]
    async function* rows() {
      yield [['Anna Bianchi', '2026-02-05T10:58:13', '2026-02-05T13:30:40']]
    }
    const chunks: Uint8Array[] = []
    for await (const chunk of workbook({ name: 'Presenze', columns, rows: rows() })) chunks.push(chunk)
    expect(people(Buffer.concat(chunks))).toEqual([['Anna Bianchi', null, [span('10:58:13', '13:30:40')]]])
  })

  it('has its times in the zone, and its dates in the order, that somebody says', () => {
    const utc = people(
      bigBlueButton
        .replace(/13:(30|10)/g, '12:$1')
        .replace(/1[01](:\d\d:\d\d","5)/g, (_all, rest) => `10${rest}`),
      {
        zone: 'UTC',
      },
    )
    expect(utc[1]?.[2]).toEqual([span('11:20:05', '13:10:00')])
    expect(() => people(bigBlueButton, { order: 'month_first' })).toThrow('altro giorno')
    expect(people(bigBlueButton, { order: 'day_first' })).toHaveLength(2)
  })
})

describe('columns that cannot be right are refused by name', () => {
  const columns = { name: 0, in: 9, out: 10 }
  it.each([
    ['said twice', { ...columns, out: 9 }, 'out', 'indicata due volte'],
    ['times for a name', { ...columns, name: 9, in: 10, out: 11 }, 'name', 'J non contiene'],
    ['numbers for a moment', { ...columns, in: 2 }, 'in', 'C non contiene'],
    ['beyond the table', { ...columns, out: 40 }, 'out', 'AO non contiene'],
    ['names for addresses', { name: 0, email: 1, in: 9, out: 10 }, 'email', 'B non contiene indirizzi'],
  ])('%s', (_what, said, field, words) => {
    const read = () => people(bigBlueButton, { columns: said })
    expect(read).toThrow(words)
    expect(read).toThrow(expect.objectContaining({ kind: 'invalid', field }))
  })

  it('exits before entries, and a line of headings that is not there', () => {
    expect(() => people(bigBlueButton, { columns: { ...columns, in: 10, out: 9 } })).toThrow('prima dell')
    const said = { head: 99, mapping: { ...other, columns } }
    expect(() => readMapped(encoded(bigBlueButton), said, morning, rome)).toThrow('riga 99')
  })
})

describe('a file that nobody knows', () => {
  it('is asked about where it is a table with times, and refused where it is none', () => {
    expect(readUpload(encoded(webex), morning, rome)).toEqual({
      asks: null,
    })
    expect(() => readUpload(encoded('Cognome;Nome\r\nBianchi;Anna\r\n'), morning, rome)).toThrow(
      'non è un report',
    )
    const stray = `Ugo Riva,ugo@presente.example,11:00\r\nName (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\nAnna,,5/2/2026 11:00,5/2/2026 12:00,60,No\r\n`
    expect(readUpload(encoded(stray), morning, rome)).toEqual({
      asks: expect.stringContaining('Riga 1: «Ugo Riva'),
    })
    expect(() => readUpload(encoded('Ciao a tutti'), morning, rome)).toThrow('non è un report')
  })

  it('is known again by its headings, whatever separates them and wherever they stand', () => {
    const fingerprint = (text: string, line: number) =>
      lookAtTable(encoded(text)).rows.find(({ number }) => number === line)?.fingerprint
    const own = fingerprint(bigBlueButton, 1)
    expect(own).toMatch(/^[0-9a-f]{64}$/)
    const moved = `Titolo\r\n${bigBlueButton.replace('Nome,Moderatore', ' NOME ,Moderatore').replace(/,(?=\S)/g, ';')}`
    expect(fingerprint(moved, 2)).toBe(own)
    expect(fingerprint(bigBlueButton.replace('Partenze', 'Uscite'), 1)).not.toBe(own)
  })
})
