// SPDX-License-Identifier: AGPL-3.0-or-later
// Pages of a register to print: a class of any size, some of whom came late, did not come, or were excused.
import type { PageContent, PrintedPage } from '#record/register-page/content.ts'

const surnames = ['Bianchi', 'Rossi', 'Esposito', 'Russo', 'De Angelis', 'Marchetti', 'Ferrari', 'Gallo']
const names = ['Anna', 'Marco', 'Giulia', 'Luca', 'Maria Grazia', 'Francesco', 'Elena', 'Paolo']
const bodies = [
  'Comune di Roma Capitale',
  'Prefettura di Frosinone',
  'ASL Roma 1',
  'Questura di Latina',
  'Cooperativa sociale Il Ponte',
]

type Mark = Pick<PageContent['people'][number], 'status' | 'intervals' | 'credited_minutes' | 'note'>
const morning = { in: '2026-02-05T08:00:00.000Z', out: '2026-02-05T12:00:00.000Z' }
const afternoon = { in: '2026-02-05T13:00:00.000Z', out: '2026-02-05T17:00:00.000Z' }
const late = { ...morning, in: '2026-02-05T08:20:00.000Z' }
const toTheSecond = { ...afternoon, in: '2026-02-05T13:02:41.000Z' }

/** Every fifth is absent, every eleventh excused, every seventh late. */
function markOf(index: number): Mark {
  const base = { intervals: [], credited_minutes: 0, note: null }
  if (index % 5 === 4) return { ...base, status: 'absent' }
  if (index % 11 === 10) return { ...base, status: 'excused', note: 'Servizio urgente in Prefettura' }
  if (index % 7 === 6) {
    return { ...base, status: 'present', intervals: [late, toTheSecond], credited_minutes: 457 }
  }
  return {
    ...base,
    status: 'present',
    intervals: [{ in: morning.in, out: afternoon.out }],
    credited_minutes: 480,
  }
}

export function personOf(index: number): PageContent['people'][number] {
  const mark = markOf(index)
  return {
    person_id: `person-${index}`,
    name: `${surnames[index % 8]} ${names[Math.floor(index / 8) % 8]}${index >= 64 ? ` ${index}` : ''}`,
    ...mark,
    source: index % 3 === 0 ? 'self' : 'trainer',
    recorded_by: 'Laura Docente',
    recorded_at: '2026-02-05T17:05:00.000Z',
    organisation: bodies[index % 5] ?? null,
    sector: index % 5 === 4 ? 'private' : 'public',
    enrolled: true,
    cumulative_minutes: mark.credited_minutes,
  }
}

export function contentOf(size: number, more: Partial<PageContent> = {}): PageContent {
  const people = Array.from({ length: size }, (_, index) => personOf(index))
  const count = (status: string) => people.filter((person) => person.status === status).length
  return {
    project: {
      acronym: 'I.R.I.S.',
      title: 'Innovazione, Rete, Integrazione e Servizi per i cittadini di Paesi terzi',
      code: 'PROG-1234',
      cup: 'F81H25000120007',
      fund: 'Fondo Asilo, Migrazione e Integrazione (FAMI) 2021-2027',
      funding_statement: "Cofinanziato dall'Unione europea",
      lead: 'Prefettura di Roma',
      partners: [
        'Comune di Roma Capitale',
        'Università degli Studi Roma Tre',
        'Cooperativa sociale Il Ponte',
      ],
    },
    edition: { code: 'IRIS-PM-02', title: 'Gestione degli appalti pubblici, seconda edizione' },
    register: {
      opened_on: '2026-01-20',
      keeper: 'Maria Responsabile',
      stamp_authority: 'Prefettura di Roma, Area IV',
      stamp_number: '0012/2026',
    },
    meeting: {
      id: '019a0000-0000-7000-8000-000000000003',
      number: 3,
      title: 'Il ciclo del contratto',
      starts_at: morning.in,
      ends_at: afternoon.out,
      breaks: [{ from: morning.out, to: afternoon.in }],
      mode: 'in_person',
      venue: 'Sala Europa, via Quattro Novembre 119/A, Roma',
      link: null,
      topic:
        'Programmazione, affidamento ed esecuzione: il nuovo codice, gli affidamenti diretti, le soglie.',
      cancelled: false,
      scheduled_minutes: 480,
      late_after: 10,
    },
    teachers: [
      { ...personOf(0), name: 'Docente Laura', role: 'trainer' },
      { ...personOf(6), name: 'Verdi Giorgio', role: 'tutor' },
    ],
    people,
    walk_ins: [
      {
        id: 'walk-in-1',
        name: 'Neri Sofia',
        organisation: 'Comune di Tivoli',
        sector: 'public',
        intervals: [morning],
        credited_minutes: 240,
      },
    ],
    totals: {
      people: size,
      present: count('present'),
      absent: count('absent'),
      excused: count('excused'),
      unmarked: 0,
      credited_minutes: people.reduce((sum, person) => sum + person.credited_minutes, 0),
      scheduled_so_far: 480,
    },
    ...more,
  }
}

export const hash = '3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea'

export function closedPage(content: PageContent, more: Partial<PrintedPage> = {}): PrintedPage {
  return {
    content,
    version: 1,
    hash,
    reason: null,
    closed: { by: 'Laura Docente', at: '2026-02-05T17:10:00.000Z' },
    corrected: [],
    locked: { by: 'Maria Responsabile', at: '2026-02-09T08:30:00.000Z' },
    ...more,
  }
}

export function openPage(content: PageContent): PrintedPage {
  return { content, version: null, hash: null, reason: null, closed: null, corrected: [], locked: null }
}

/** Pages of several meetings of one class, a day apart. */
export function registerOf(meetings: number, size: number): PrintedPage[] {
  const one = contentOf(size)
  return Array.from({ length: meetings }, (_, index) => {
    const id = `019a0000-0000-7000-8000-${String(index + 1).padStart(12, '0')}`
    return closedPage({ ...one, meeting: { ...one.meeting, id, number: index + 1 } })
  })
}
