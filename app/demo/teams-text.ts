// SPDX-License-Identifier: AGPL-3.0-or-later
// An attendance report as Microsoft Teams writes it in Italian: tabs, UTF-16 with its mark, times to the second.
import { localDate, localTime } from '#base/i18n/zone.ts'

export type Connected = { name: string; email: string; role: string; stays: { in: string; out: string }[] }

type Meeting = { title: string; starts_at: string; ends_at: string }

/** The bytes of the report of a meeting. */
export function teamsReport(meeting: Meeting, people: readonly Connected[], zone: string): Uint8Array {
  const clock = (moment: string) => {
    const [year = '', month, day] = localDate(moment, zone).split('-')
    return `${day}/${month}/${year.slice(2)}, ${localTime(moment, zone)}:${moment.slice(17, 19)}`
  }
  const stays = people.flatMap(({ stays, ...person }) => stays.map((stay) => ({ ...person, stay })))
  const rows = [
    ['1. Riepilogo'],
    ['Titolo della riunione', meeting.title],
    ['Partecipanti', String(people.length)],
    ['Ora di inizio', clock(meeting.starts_at)],
    ['Ora di fine', clock(meeting.ends_at)],
    [''],
    ['2. Partecipanti'],
    [
      'Nome',
      'Primo ingresso',
      'Ultima uscita',
      'Durata nella riunione',
      'E-mail',
      'ID partecipante (UPN)',
      'Ruolo',
    ],
    ...people.map(({ name, email, role, stays }) => {
      const [first, last] = [stays[0]?.in ?? '', stays.at(-1)?.out ?? '']
      const length = stays.reduce((sum, stay) => sum + secondsOf(stay), 0)
      return [name, clock(first), clock(last), durationOf(length), email, email, role]
    }),
    [''],
    ['3. Attività durante la riunione'],
    ['Nome', 'Ora di ingresso', 'Ora di uscita', 'Durata', 'E-mail', 'Ruolo'],
    ...stays.map(({ name, email, role, stay }) => {
      return [name, clock(stay.in), clock(stay.out), durationOf(secondsOf(stay)), email, role]
    }),
  ]
  const text = `\ufeff${rows.map((row) => row.join('\t')).join('\r\n')}\r\n`
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), true)
  return bytes
}

function secondsOf(stay: { in: string; out: string }): number {
  return (Date.parse(stay.out) - Date.parse(stay.in)) / 1000
}

function durationOf(seconds: number): string {
  return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min ${seconds % 60} s`
}
