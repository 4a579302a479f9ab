// SPDX-License-Identifier: AGPL-3.0-or-later
// The layouts that Zoom writes, read whole: webinars by sections, meetings with and without a block above, several meetings in one file.
import { describe, expect, it } from 'vitest'
import { Doubt } from '#record/online/other-rows.ts'
import { read, refusal, span } from './reports.ts'

const crlf = (lines: string[]) => `${lines.join('\r\n')}\r\n`

const above = [
  'Attendee Report',
  'Report Generated:,"Feb 5, 2026 14:10:00"',
  'Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users,Max Concurrent Views',
  'IRIS aperto,853 1111 2222,"Feb 5, 2026 10:50:00",165,5,0,2,4,3',
]
const staff =
  'Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name'
const attendees =
  'Attended,User Name (Original Name),First Name,Last Name,Email,Phone,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest,Ente di appartenenza,Country/Region Name'
const host =
  'Yes,Carla Neri,carla.neri@presente.example,"Feb 5, 2026 10:50:00","Feb 5, 2026 13:35:00",165,No,Italy'
const panelist =
  'Yes,Piero Sala,piero.sala@presente.example,"Feb 5, 2026 11:00:00","Feb 5, 2026 12:00:00",60,Yes,Italy'
const anna =
  'Yes,Anna Bianchi,Anna,Bianchi,anna.bianchi@presente.example,,"Jan 20, 2026 09:00:00",approved,"Feb 5, 2026 10:58:13","Feb 5, 2026 13:30:40",153,Yes,Comune,Italy'
const noShow =
  'No,Luca Verdi,Luca,Verdi,luca.verdi@presente.example,,"Jan 21, 2026 09:00:00",approved,--,--,--,--,Caritas,--'

const webinar = (rows: string[]) =>
  crlf([
    ...above,
    'Host Details',
    staff,
    host,
    'Panelist Details',
    staff,
    panelist,
    'Attendee Details',
    attendees,
    ...rows,
  ])
const whole = webinar([anna, noShow])

describe("Zoom's report of a webinar", () => {
  it('is read whole: host, panelists, attendees with their sections, and who did not come', () => {
    const report = read(whole)
    expect(report).toMatchObject({ platform: 'zoom_webinar', lines: 4, others: [] })
    expect(
      report.people.map(({ name, role, intervals, no_show }) => [name, role, intervals, no_show]),
    ).toEqual([
      ['Carla Neri', 'Host', [span('10:50:00', '13:35:00')], false],
      ['Piero Sala', 'Panelist', [span('11:00:00', '12:00:00')], false],
      ['Anna Bianchi', 'Attendee', [span('10:58:13', '13:30:40')], false],
      ['Luca Verdi', 'Attendee', [], true],
    ])
  })

  it('is Zoom’s without its no-shows too, and never Google Meet’s', () => {
    const report = read(webinar([anna]))
    expect(report.platform).toBe('zoom_webinar')
    expect(report.people.map(({ name }) => name)).toEqual(['Carla Neri', 'Piero Sala', 'Anna Bianchi'])
  })

  it('is read with its sections apart by empty lines, rows of commas and a report time in another writing', () => {
    const apart = whole
      .replace('Report Generated:,', 'Report generated time,')
      .replace(/(Host|Panelist|Attendee) Details/g, (title) => `,,,,\r\n\r\n${title},,,`)
    expect(read(apart).people).toHaveLength(4)
  })

  it('is read with the American dates of other accounts', () => {
    const american = whole.replace(/"(Jan|Feb) (\d+), 2026 (\d\d:\d\d:\d\d)"/g, (_all, month, day, time) => {
      return `0${month === 'Jan' ? 1 : 2}/${day.padStart(2, '0')}/2026 ${time.replace(/^13/, '01')} ${/^(12|13)/.test(time) ? 'PM' : 'AM'}`
    })
    expect(read(american).people.map(({ intervals }) => intervals)).toEqual(
      read(whole).people.map(({ intervals }) => intervals),
    )
  })

  it('takes those who phoned in, whose section has fewer headings', () => {
    const phones = crlf([
      'Other Attended',
      'User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name',
      '39075****12,"Feb 5, 2026 11:10:00","Feb 5, 2026 12:10:00",60,Italy',
    ])
    expect(read(whole + phones).people.at(-1)).toMatchObject({
      name: '39075****12',
      role: 'Other Attended',
      intervals: [span('11:10:00', '12:10:00')],
    })
  })

  it('has a section without anybody, with its headings or without', () => {
    const none = whole.replace(`${panelist}\r\n`, '')
    expect(read(none).people).toHaveLength(3)
    expect(read(none.replace(`Panelist Details\r\n${staff}`, 'Panelist Details')).people).toHaveLength(3)
  })

  it('is one person who registered twice and came once; several stays of one are united', () => {
    const again = noShow
      .replaceAll('Luca', 'Anna')
      .replaceAll('Verdi', 'Bianchi')
      .replace('luca.verdi', 'anna.bianchi')
    expect(read(webinar([again, anna])).people[2]).toMatchObject({ no_show: false, intervals: [{}] })
  })

  it('is refused where somebody is said to have come and has no times', () => {
    expect(refusal(whole.replace('No,Luca', 'Yes,Luca'))).toContain('Luca Verdi')
  })

  it('is refused when nobody came at all', () => {
    const alone = crlf([...above, 'Attendee Details', attendees, noShow])
    expect(refusal(alone)).toContain('nessuna delle persone iscritte si è collegata')
  })
})

const times = '02/05/2026 11:00:00 AM,02/05/2026 01:30:00 PM,150'

describe("Zoom's report of a meeting", () => {
  it.each([
    [
      'as it was, with a block above',
      [
        'Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants',
        '853 1111 2222,IRIS,02/05/2026 10:50:00 AM,02/05/2026 01:35:00 PM,carla.neri@presente.example,165,4',
        '',
        'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest',
      ],
    ],
    [
      'in the new wording',
      [
        'Topic,ID,Host,Duration (minutes),Start time,End time,Participants',
        'IRIS,853 1111 2222,Carla Neri,165,02/05/2026 10:50:00 AM,02/05/2026 01:35:00 PM,4',
        '',
        'Name (original name),Email,Join time,Leave time,Duration (minutes),Guest',
      ],
    ],
    [
      'in Italian',
      [
        'Argomento,ID,Organizzatore,Durata (minuti),Ora di inizio,Ora di fine,Partecipanti',
        'IRIS,853 1111 2222,Carla Neri (Host),165,02/05/2026 10:50:00 AM,02/05/2026 01:35:00 PM,4',
        '',
        'Nome (nome originale),E-mail,Ora di ingresso,Ora di uscita,Durata (minuti),Guest',
      ],
    ],
  ])('is read %s, without its block', (_which, head) => {
    const report = read(crlf([...head, `Anna Bianchi,anna.bianchi@presente.example,${times},No`]))
    expect(report).toMatchObject({ platform: 'zoom', lines: 1, others: [] })
    expect(report.people[0]).toMatchObject({
      name: 'Anna Bianchi',
      email: 'anna.bianchi@presente.example',
      intervals: [span('11:00:00', '13:30:00')],
    })
  })

  it('is the call of the meeting in a usage report of several, with two columns of each name; the others are named', () => {
    const head =
      'Topic,Meeting ID,User Name,User Email,Start Time,End Time,Duration (Minutes),Participants,Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest'
    const call = (topic: string, day: string, who: string) =>
      `${topic},1,Carla Neri,carla.neri@presente.example,02/${day}/2026 10:50:00 AM,02/${day}/2026 01:35:00 PM,165,4,${who} Rossi,${who}@presente.example,02/${day}/2026 11:00:00 AM,02/${day}/2026 01:30:00 PM,150,No`
    const commas = ','.repeat(13)
    const report = read(
      crlf([
        head,
        call('ROSA', '04', 'ugo'),
        commas,
        head,
        call('IRIS', '05', 'anna'),
        call('IRIS', '05', 'bice'),
      ]),
    )
    expect(report.people.map(({ email }) => email)).toEqual([
      'anna@presente.example',
      'bice@presente.example',
    ])
    expect(report.others).toEqual([{ line: 2, text: expect.stringMatching(/ROSA.*righe: 1/) }])
  })

  it('is Italian with dates of either order, and a dash where there is no address', () => {
    const head =
      'Argomento,Digita,ID,Nome organizzatore,E-mail organizzatore,Ora di inizio,Ora di fine,Partecipanti,Durata (minuti),Nome (nome originale),E-mail,Ora di ingresso,Ora di uscita,Durata (minuti),Guest,In sala d’attesa'
    const line = (day: string) =>
      `IRIS,Riunione,1,Carla Neri (Host),carla.neri@presente.example,${day} 10:50:00 AM,${day} 01:35:00 PM,4,165,Anna Bianchi,-,${day} 11:00:00 AM,${day} 01:30:00 PM,150,Sì,No`
    for (const day of ['02/05/2026', '05/02/2026']) {
      expect(read(crlf([head, line(day)])).people[0]).toMatchObject({
        email: null,
        role: 'guest',
        intervals: [span('11:00:00', '13:30:00')],
      })
    }
  })

  it.each([
    ['Name (original name),Email,Total duration (minutes),Guest', []],
    ['Name (Original Name),User Email,Total Duration (Minutes),Guest', ['Meeting ID,Topic', '853,IRIS', '']],
    ['Nome (nome originale),E-mail,Durata totale (minuti),Guest', []],
  ])('is refused as a list of unique users, for it has no times: %s', (head, lines) => {
    expect(refusal(crlf([...lines, head, 'Anna Bianchi,,150,No']))).toMatch(
      /utenti unici.*Anna Bianchi.*orari/,
    )
  })
})

describe('a row that no reader knows', () => {
  const head = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest'
  const line = `Anna Bianchi,,${times},No`

  it.each([
    ['above the table', crlf([`Luca Verdi,luca.verdi@presente.example,${times},No`, head, line])],
    ['above the table, with an address alone', crlf(['luca.verdi@presente.example', head, line])],
    [
      'between two tables',
      crlf([head, line, 'Topic,ID,Host', 'IRIS,1,Carla', 'Luca Verdi,Caritas,presente', head, line]),
    ],
  ])('is refused by its line: %s', (_where, text) => {
    expect(() => read(text)).toThrow(Doubt)
    expect(refusal(text)).toMatch(/^Riga [15]: /)
  })

  it('below the table is somebody without times, and refused', () => {
    expect(refusal(crlf([head, line, 'Totale,1']))).toContain('Totale')
  })

  it('is kept to be shown when it is a title or a label', () => {
    const report = read(crlf(['Esportato dall’ufficio', 'Anno,2026', head, line]))
    expect(report.others).toEqual([
      { line: 1, text: 'Esportato dall’ufficio' },
      { line: 2, text: 'Anno · 2026' },
    ])
  })
})

describe('a list that is like Google Meet’s', () => {
  it.each([
    ['in Italian', 'Nome,Cognome,Email,Durata,Ora di ingresso,Ora di uscita'],
    ['of another program', 'First name,Last name,Email,Duration,Join Time,Leave Time'],
    ['of a webinar', 'First Name,Last Name,Email,Join Time,Leave Time,Time in Session (minutes)'],
  ])('is not called Meet’s: %s', (_which, head) => {
    expect(() => read(crlf([head, 'Anna,Bianchi,anna@presente.example,2 hr,11:00,13:00']))).toThrow(Doubt)
  })
})
