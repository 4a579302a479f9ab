// SPDX-License-Identifier: AGPL-3.0-or-later
// Teams in languages whose headings nobody confirmed: known by three numbered sections and the shape of their columns, or asked.
import { describe, expect, it } from 'vitest'
import { Doubt } from '#record/online/other-rows.ts'
import { read, refusal, span, teamsEnglish, teamsItalian, teamsList } from './reports.ts'

const crlf = (lines: string[]) => `${lines.join('\r\n')}\r\n`

type Words = { sections: string[]; two: string; three: string; day: (time: string) => string; role: string }

function report({
  sections: [one, two, three],
  two: participants,
  three: activities,
  day,
  role,
}: Words): string {
  const stay = (name: string, from: string, to: string, email: string, upn: string[] = []) =>
    [name, day(from), day(to), '1h', email, ...upn, role].join('\t')
  return crlf([
    one ?? '',
    `Ora\t${day('10:52:10')}`,
    '',
    two ?? '',
    participants,
    stay('Anna Bianchi', '10:58:13', '13:30:40', 'anna@presente.example', ['anna@presente.example']),
    stay('Elio S.', '11:05:00', '12:05:00', '', ['']),
    '',
    three ?? '',
    activities,
    stay('Anna Bianchi', '10:58:13', '11:48:20', 'anna@presente.example'),
    stay('Anna Bianchi', '12:00:20', '13:30:40', 'anna@presente.example'),
    stay('Elio S.', '11:05:00', '12:05:00', ''),
  ])
}

const polish: Words = {
  sections: ['1. Podsumowanie', '2. Uczestnicy', '3. Działania podczas spotkania'],
  two: 'Imię i nazwisko\tPierwsze dołączenie\tOstatnie opuszczenie\tCzas trwania\tAdres e-mail\tIdentyfikator\tRola',
  three: 'Imię i nazwisko\tGodzina dołączenia\tGodzina opuszczenia\tCzas trwania\tAdres e-mail\tRola',
  day: (time) => `05.02.2026, ${time}`,
  role: 'Prezenter',
}
const french: Words = {
  sections: ['1. Résumé', '2. Participants', '3. Activités en réunion'],
  two: 'Nom\tPremière participation\tDernier départ\tDurée\tAdresse\tIdentifiant\tRôle',
  three: 'Nom\tHeure d’arrivée\tHeure de départ\tDurée\tAdresse\tRôle',
  day: (time) => `05/02/2026 à ${time}`,
  role: 'Présentateur',
}
/** Whatever words the Italian of tomorrow has. */
const italian: Words = {
  sections: ['1. Sintesi', '2. Chi ha partecipato', '3. Cosa è successo'],
  two: 'Chi\tArrivo\tCongedo\tQuanto\tRecapito\tCodice\tQualifica',
  three: 'Chi\tArrivo\tCongedo\tQuanto\tRecapito\tQualifica',
  day: (time) => `05/02/26, ${time}`,
  role: 'Relatrice',
}

describe('Teams in a language nobody confirmed', () => {
  it.each([
    ['Polish', polish],
    ['French', french],
    ['Italian of other words', italian],
  ])('is read by its three sections and the shape of their columns: %s', (_language, words) => {
    const found = read(report(words))
    expect(found).toMatchObject({ platform: 'teams', lines: 3, others: [] })
    expect(found.people.map(({ name, email, intervals }) => [name, email, intervals])).toEqual([
      ['Anna Bianchi', 'anna@presente.example', [span('10:58:13', '11:48:20'), span('12:00:20', '13:30:40')]],
      ['Elio S.', null, [span('11:05:00', '12:05:00')]],
    ])
  })

  it.each([
    ['three columns of moments', report(polish).replace(/\t1h\t/g, '\t05.02.2026, 12:00:00\t')],
    [
      'the name behind the times',
      report(french).replace(/^(Elio S\.|Anna Bianchi|Nom)\t([^\t]+\t[^\t]+)/gm, '$2\t$1'),
    ],
    ['no second moment', report(italian).replace(/^([^\t\r]+\t05[^\t]+)\t05[^\t]+/gm, '$1\t–')],
  ])('is asked for its columns when in doubt: %s', (_why, text) => {
    expect(() => read(text)).toThrow(Doubt)
    expect(refusal(text)).toContain('non si riconosce con certezza')
  })

  it('keeps in sight a fourth section that is not read, and refuses one that may hold stays', () => {
    const fourth = `${teamsEnglish}\r\n4. Meeting Engagement\r\nName\tReactions\tRaised hands\tMessages\r\nAnna Bianchi\t2\t0\t5\r\n`
    expect(read(fourth).others).toEqual([
      { line: 24, text: expect.stringMatching(/4\. Meeting Engagement.*righe: 2/) },
    ])
    expect(() => read(fourth.replace('\t2\t0\t5', '\t2/5/26, 10:52:10 AM\t0\t5'))).toThrow(Doubt)
  })

  it('shows who registered and did not come, in the list of participants alone', () => {
    const registered = 'Rita Sala\t\t\t0s\trita@presente.example\trita@presente.example\tAttendee\r\n'
    const found = read(
      teamsEnglish.replace('Elio S. (Guest)\t2/5/26', `${registered}Elio S. (Guest)\t2/5/26`),
    )
    expect(found.people.find(({ name }) => name === 'Rita Sala')).toMatchObject({
      no_show: true,
      intervals: [],
    })
    expect(
      refusal(
        teamsEnglish.replace(
          'Elio S. (Guest)\t2/5/26',
          `${registered.replace('0s', '1h')}Elio S. (Guest)\t2/5/26`,
        ),
      ),
    ).toContain('Rita Sala')
  })

  it.each([
    ['before the first section', teamsItalian.replace(/^/, 'Ugo Riva\tugo@presente.example\r\n')],
    [
      'in the summary',
      teamsItalian.replace('Partecipanti\t4', 'Ugo Riva\t05/02/26, 10:52:10\t05/02/26, 10:58:10'),
    ],
  ])('refuses a row that may be somebody: %s', (_where, text) => {
    expect(refusal(text)).toContain('Ugo Riva')
  })

  it('is no list of people that somebody numbered', () => {
    expect(refusal('1. Anna Bianchi\r\n2. Luca Verdi\r\n3. Carla Neri\r\n')).toContain('non è un report')
  })
})

describe('Teams of before', () => {
  it('is a live event in UTC, by its own headings', () => {
    const text = crlf([
      'Session Id,Participant Id,Full Name,UserAgent,UTC Event Timestamp,Action,Role',
      'a,1,Anna Bianchi,Chrome,2/5/2026 9:58:13 AM,Joined,Attendee',
      'a,1,Anna Bianchi,Chrome,2/5/2026 12:30:40 PM,Left,Attendee',
    ])
    expect(read(text).people[0]).toMatchObject({
      name: 'Anna Bianchi',
      intervals: [span('10:58:13', '13:30:40')],
    })
  })

  it('is a table below a few labels, which stay in sight', () => {
    const text = crlf([
      'Meeting Summary',
      'Total Number of Participants\t1',
      '',
      'Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole',
      'Anna Bianchi\t2/5/2026, 10:58:13 AM\t2/5/2026, 1:30:40 PM\t2h 32m\tanna@presente.example\tPresenter',
    ])
    const found = read(text)
    expect(found).toMatchObject({ platform: 'teams', lines: 1 })
    expect(found.others.map(({ text }) => text)).toEqual([
      'Meeting Summary',
      'Total Number of Participants · 1',
    ])
  })

  it('refuses a word that is neither coming nor going, in a list whose other words are known', () => {
    expect(refusal(teamsList.replace('\tLeft\t', '\tWaved\t'))).toContain('Anna Bianchi')
  })
})
