// SPDX-License-Identifier: AGPL-3.0-or-later
// Attendance reports as the platforms write them, of a virtual class on 5 February 2026 from 11:00 to 13:30. Invented people.

import { readReport } from '#record/online/platform-report.server.ts'

/** 11:00–13:30 in Rome. */
export const morning = { starts_at: '2026-02-05T10:00:00.000Z', ends_at: '2026-02-05T12:30:00.000Z' }
export const rome = 'Europe/Rome'

/** A moment of that morning by the clock in Rome. */
export const at = (clock: string) =>
  `2026-02-05T${String(Number(clock.slice(0, 2)) - 1).padStart(2, '0')}${clock.slice(2)}.000Z`

const crlf = (lines: string[]) => `${lines.join('\r\n')}\r\n`
const tabs = (rows: string[][]) => crlf(rows.map((row) => row.join('\t')))

/** Teams, the sections of today, English: Anna twice, Luca once, Carla the organiser, a guest without an address. */
export const teamsEnglish = tabs([
  ['1. Summary'],
  ['Meeting title', 'IRIS-PM-01, incontro 1'],
  ['Attended participants', '4'],
  ['Start time', '2/5/26, 10:52:10 AM'],
  ['End time', '2/5/26, 1:34:02 PM'],
  ['Meeting duration', '2h 41m 52s'],
  ['Average attendance time', '1h 58m 2s'],
  [''],
  ['2. Participants'],
  ['Name', 'First Join', 'Last Leave', 'In-Meeting Duration', 'Email', 'Participant ID (UPN)', 'Role'],
  [
    'Anna Bianchi',
    '2/5/26, 10:58:13 AM',
    '2/5/26, 1:30:40 PM',
    '2h 20m 27s',
    'anna.bianchi@presente.example',
    'anna.bianchi@presente.example',
    'Presenter',
  ],
  [
    'Luca Verdi',
    '2/5/26, 11:20:05 AM',
    '2/5/26, 1:10:00 PM',
    '1h 49m 55s',
    'luca.verdi@presente.example',
    'luca.verdi@presente.example',
    'Presenter',
  ],
  [
    'Carla Neri',
    '2/5/26, 10:52:10 AM',
    '2/5/26, 1:34:02 PM',
    '2h 41m 52s',
    'carla.neri@presente.example',
    'carla.neri@presente.example',
    'Organizer',
  ],
  ['Elio S. (Guest)', '2/5/26, 11:05:00 AM', '2/5/26, 12:05:00 PM', '1h', '', '', 'Presenter'],
  [''],
  ['3. In-Meeting Activities'],
  ['Name', 'Join Time', 'Leave Time', 'Duration', 'Email', 'Role'],
  [
    'Anna Bianchi',
    '2/5/26, 10:58:13 AM',
    '2/5/26, 11:48:20 AM',
    '50m 7s',
    'anna.bianchi@presente.example',
    'Presenter',
  ],
  [
    'Anna Bianchi',
    '2/5/26, 12:00:20 PM',
    '2/5/26, 1:30:40 PM',
    '1h 30m 20s',
    'anna.bianchi@presente.example',
    'Presenter',
  ],
  [
    'Luca Verdi',
    '2/5/26, 11:20:05 AM',
    '2/5/26, 1:10:00 PM',
    '1h 49m 55s',
    'luca.verdi@presente.example',
    'Presenter',
  ],
  [
    'Carla Neri',
    '2/5/26, 10:52:10 AM',
    '2/5/26, 1:34:02 PM',
    '2h 41m 52s',
    'carla.neri@presente.example',
    'Organizer',
  ],
  ['Elio S. (Guest)', '2/5/26, 11:05:00 AM', '2/5/26, 12:05:00 PM', '1h', '', 'Presenter'],
])

/** The same people as Teams writes them in Italian: 24 hours, day first, "1 h 2 min 3 s". */
export const teamsItalian = tabs([
  ['1. Riepilogo'],
  ['Titolo della riunione', 'IRIS-PM-01, incontro 1'],
  ['Partecipanti', '4'],
  ['Ora di inizio', '05/02/26, 10:52:10'],
  ['Ora di fine', '05/02/26, 13:34:02'],
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
  [
    'Anna Bianchi',
    '05/02/26, 10:58:13',
    '05/02/26, 13:30:40',
    '2 h 20 min 27 s',
    'anna.bianchi@presente.example',
    'anna.bianchi@presente.example',
    'Relatore',
  ],
  [
    'Luca Verdi',
    '05/02/26, 11:20:05',
    '05/02/26, 13:10:00',
    '1 h 49 min 55 s',
    'luca.verdi@presente.example',
    'luca.verdi@presente.example',
    'Relatore',
  ],
  [
    'Carla Neri',
    '05/02/26, 10:52:10',
    '05/02/26, 13:34:02',
    '2 h 41 min 52 s',
    'carla.neri@presente.example',
    'carla.neri@presente.example',
    'Organizzatore',
  ],
  ['Elio S. (Ospite)', '05/02/26, 11:05:00', '05/02/26, 12:05:00', '1 h', '', '', 'Relatore'],
  [''],
  ['3. Attività durante la riunione'],
  ['Nome', 'Ora di ingresso', 'Ora di uscita', 'Durata', 'E-mail', 'Ruolo'],
  [
    'Anna Bianchi',
    '05/02/26, 10:58:13',
    '05/02/26, 11:48:20',
    '50 min 7 s',
    'anna.bianchi@presente.example',
    'Relatore',
  ],
  [
    'Anna Bianchi',
    '05/02/26, 12:00:20',
    '05/02/26, 13:30:40',
    '1 h 30 min 20 s',
    'anna.bianchi@presente.example',
    'Relatore',
  ],
  [
    'Luca Verdi',
    '05/02/26, 11:20:05',
    '05/02/26, 13:10:00',
    '1 h 49 min 55 s',
    'luca.verdi@presente.example',
    'Relatore',
  ],
  [
    'Carla Neri',
    '05/02/26, 10:52:10',
    '05/02/26, 13:34:02',
    '2 h 41 min 52 s',
    'carla.neri@presente.example',
    'Organizzatore',
  ],
  ['Elio S. (Ospite)', '05/02/26, 11:05:00', '05/02/26, 12:05:00', '1 h', '', 'Relatore'],
])

/** Teams as it was in the beginning: who came and went, here downloaded before the end. */
export const teamsList = tabs([
  ['Full Name', 'User Action', 'Timestamp'],
  ['Carla Neri', 'Joined before', '2/5/2026, 10:52:10 AM'],
  ['Anna Bianchi', 'Joined', '2/5/2026, 10:58:13 AM'],
  ['Anna Bianchi', 'Left', '2/5/2026, 11:48:20 AM'],
  ['Anna Bianchi', 'Joined', '2/5/2026, 12:00:20 PM'],
  ['Luca Verdi', 'Joined', '2/5/2026, 11:20:05 AM'],
  ['Luca Verdi', 'Left', '2/5/2026, 1:10:00 PM'],
])

export const teamsListItalian = tabs(
  [
    ['Nome completo', 'Azione utente', 'Timestamp'],
    ['Carla Neri', 'Ha partecipato', '5/2/2026, 10:52:10'],
    ['Carla Neri', 'Ha abbonato', '5/2/2026, 13:34:02'],
  ].map((row) => row.map((text) => text.replace('abbonato', 'abbandonato'))),
)

/** Zoom: a block about the meeting, then a line for each stay. Luca from computer and phone, somebody under an office's name. */
export const zoomEnglish = crlf([
  'Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,',
  '853 1111 2222,IRIS-PM-01,02/05/2026 10:50:00 AM,02/05/2026 01:35:00 PM,carla.neri@presente.example,165,4,',
  '',
  'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room',
  'Anna Bianchi,anna.bianchi@presente.example,02/05/2026 10:55:00 AM,02/05/2026 10:58:13 AM,4,Yes,,Yes',
  'Anna Bianchi,anna.bianchi@presente.example,02/05/2026 10:58:13 AM,02/05/2026 01:30:40 PM,153,Yes,Y,No',
  'Luca Verdi,luca.verdi@presente.example,02/05/2026 11:20:05 AM,02/05/2026 12:40:00 PM,80,No,Y,No',
  'Luca Verdi,luca.verdi@presente.example,02/05/2026 12:30:00 PM,02/05/2026 01:10:00 PM,40,No,Y,No',
  '"Ufficio 3 (Gino Alunni)",,02/05/2026 11:00:00 AM,02/05/2026 01:30:00 PM,150,Yes,Y,No',
])

/** Zoom in Italian: one table, the meeting's facts on every line, and dates in the American order all the same. */
export const zoomItalian = crlf([
  'Argomento,Digita,ID,Nome organizzatore,E-mail organizzatore,Ora di inizio,Ora di fine,Partecipanti,Durata (minuti),Minuti totali dei partecipanti,Nome (nome originale),E-mail,Ora di ingresso,Ora di uscita,Durata (minuti),Guest,Risposta di esclusione di responsabilità per la registrazione,In sala d’attesa',
  'IRIS,Riunione,853 1111 2222,Carla Neri,carla.neri@presente.example,02/05/2026 10:50:00 AM,02/05/2026 01:35:00 PM,2,165,300,Anna Bianchi,anna.bianchi@presente.example,02/05/2026 10:58:13 AM,02/05/2026 01:30:40 PM,153,No,,No',
  'IRIS,Riunione,853 1111 2222,Carla Neri,carla.neri@presente.example,02/05/2026 10:50:00 AM,02/05/2026 01:35:00 PM,2,165,300,Luca Verdi,luca.verdi@presente.example,02/05/2026 11:20:05 AM,02/05/2026 01:10:00 PM,110,Sì,,No',
])

/** Zoom's webinar: Carla the host, Anna who came, Luca who is enrolled and did not, Rita whom nobody knows and who did not. */
export const zoomWebinar = crlf([
  'Attendee Report',
  'Report Generated:,"Feb 5, 2026 14:10:00"',
  'Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users,Max Concurrent Views',
  'IRIS aperto,853 1111 2222,"Feb 5, 2026 10:50:00",165,3,0,1,2,2',
  'Host Details',
  'Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name',
  'Yes,Carla Neri,carla.neri@presente.example,"Feb 5, 2026 10:50:00","Feb 5, 2026 13:35:00",165,No,Italy',
  'Attendee Details',
  'Attended,User Name (Original Name),First Name,Last Name,Email,Phone,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name',
  'Yes,Anna Bianchi,Anna,Bianchi,anna.bianchi@presente.example,,"Jan 20, 2026 09:00:00",approved,"Feb 5, 2026 10:58:13","Feb 5, 2026 13:30:40",153,Yes,Italy',
  'No,Luca Verdi,Luca,Verdi,luca.verdi@presente.example,,"Jan 21, 2026 09:00:00",approved,--,--,--,--,--',
  'No,Rita Sala,Rita,Sala,rita.sala@presente.example,,"Jan 22, 2026 09:00:00",approved,--,--,--,--,--',
])

/** Meet: first and last name apart, times of the day alone. */
export const meetEnglish = crlf([
  '* Created on 2026-02-05 13:40:12',
  '* All times are in (GMT+01:00) Rome',
  'First name,Last name,Email,Duration,Time joined,Time exited',
  'Anna,Bianchi,anna.bianchi@presente.example,2 hr 32 min,10:58 AM,1:30 PM',
  'Luca,Verdi,luca.verdi@presente.example,1 hr 50 min,11:20 AM,1:10 PM',
])

/** Meet in Italian, with full dates and a zone. */
export const meetItalian = crlf([
  'Nome,Cognome,Email,Durata,Ora di ingresso,Ora di uscita',
  'Anna,Bianchi,anna.bianchi@presente.example,2 h 32 min,2026-02-05 09:58:13 UTC,2026-02-05 12:30:40 UTC',
  'Luca,Verdi,luca.verdi@presente.example,1 h 50 min,2026-02-05 11:20:05 GMT+1,2026-02-05 13:10:00 GMT+1',
])

type Encoding =
  | 'utf-8'
  | 'utf-8-bom'
  | 'utf-16le'
  | 'utf-16le-bare'
  | 'utf-16be'
  | 'utf-16be-bare'
  | 'windows-1252'

export const encodings: Encoding[] = [
  'utf-8',
  'utf-8-bom',
  'utf-16le',
  'utf-16le-bare',
  'utf-16be',
  'utf-16be-bare',
  'windows-1252',
]

/** A text's bytes. */
export function encoded(text: string, encoding: Encoding = 'utf-8'): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text)
    case 'utf-8-bom':
      return Buffer.from(`\uFEFF${text}`)
    case 'utf-16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le')
    case 'utf-16le-bare':
      return Buffer.from(text, 'utf16le')
    case 'utf-16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
    case 'utf-16be-bare':
      return Buffer.from(text, 'utf16le').swap16()
    case 'windows-1252':
      return Buffer.from(text.replace(/’/g, '\u0092'), 'latin1')
  }
}

/** What a report says, in UTF-8. */
export const read = (text: string, meeting = morning, zone = rome) => readReport(encoded(text), meeting, zone)
export const span = (from: string, to: string) => ({ in: at(from), out: at(to) })

/** What a report that is refused says. */
export function refusal(text: string, meeting = morning): string {
  try {
    read(text, meeting)
  } catch (error) {
    if (error instanceof Error && 'field' in error && error.field === 'file') return error.message
    throw error
  }
  throw new Error('it was not refused')
}
