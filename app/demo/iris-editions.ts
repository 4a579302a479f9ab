// SPDX-License-Identifier: AGPL-3.0-or-later
import type { DemoEdition, DemoMeeting } from './edition.ts'

type Plan = Omit<DemoEdition, 'project_id' | 'people'> & {
  /** Which of the demo's operators are enrolled: from (included) to (excluded). */
  from: number
  to: number
  /** Whether the operator and private accounts are among them. */
  withNamed: boolean
}

const sala = 'Sala della formazione, Prefettura di Perugia'

const procurement = [
  [
    'Dal bisogno alla gara',
    'Analisi del fabbisogno, programmazione, principi del Codice dei contratti pubblici.',
  ],
  [
    'I documenti di gara',
    'Capitolato dei servizi di accoglienza: requisiti, livelli di servizio, clausole sociali.',
  ],
  [
    'La valutazione delle offerte',
    'Criteri di aggiudicazione, rapporto fra qualità e prezzo, conflitto di interessi.',
  ],
  ["L'esecuzione e i controlli", "Direzione dell'esecuzione, visite ispettive, indicatori, penali."],
  ['Laboratorio conclusivo', 'Lettura guidata di un capitolato e simulazione di un controllo.'],
] as const

function mornings(days: number[], list: readonly (readonly [string, string])[]): DemoMeeting[] {
  return days.map((on, index) => {
    const [title, topic] = list[index] ?? ['', '']
    return { title, topic, on, from: '09:30', to: '13:45', break: ['11:30', '11:45'] }
  })
}

export const irisEditions: Plan[] = [
  {
    course: 'procurement-management',
    code: 'IRIS-PM-01',
    title: 'Gestire gli appalti dell’accoglienza, prima edizione',
    kind: 'course',
    venue: sala,
    meetings: mornings([-190, -183, -176, -169, -162], procurement),
    from: 0,
    to: 36,
    withNamed: false,
    register: { stamp: 14, closed: 5, withoutSheet: [4], locked: true },
    study: 30,
  },
  {
    course: 'law-in-action',
    code: 'IRIS-LA-01',
    title: 'Il diritto in pratica, laboratorio',
    kind: 'laboratory',
    venue: 'Palazzo della Provincia, Perugia',
    meetings: mornings(
      [-110, -103, -96],
      [
        ['Servizi e procedimento', 'Il diritto ai servizi e il procedimento amministrativo allo sportello.'],
        ['Dati e segreto', 'Dati personali e segreto professionale nel lavoro quotidiano.'],
        ['Casi portati dai partecipanti', 'Discussione di casi.'],
      ],
    ).map((meeting, index) => ({
      ...meeting,
      ...(index === 2 && {
        cancelled: 'Sciopero dei trasporti; i casi si discutono nel laboratorio seguente',
      }),
    })),
    from: 24,
    to: 54,
    withNamed: false,
    register: { stamp: null, closed: 2, withoutSheet: [2], locked: false },
    study: 22,
  },
  {
    course: 'procurement-management',
    code: 'IRIS-PM-02',
    title: 'Gestire gli appalti dell’accoglienza, seconda edizione',
    kind: 'course',
    venue: sala,
    // The page of the second is still open: somebody's check-in is in doubt, somebody was not on the list.
    meetings: mornings([-14, -7, 0, 7, 14], procurement).map((meeting, index) => ({
      ...meeting,
      ...(index === 0 && { withDocument: true }),
      ...(index === 1 && { roll: 'self' }),
      ...(index === 4 && { moved: { from: 13, reason: 'Sala occupata da una prova concorsuale' } }),
    })),
    from: 50,
    to: 80,
    withNamed: true,
    register: { stamp: 31, closed: 1, withoutSheet: [], locked: false },
    study: 6,
  },
  {
    course: 'relationships-in-action',
    code: 'IRIS-RA-00',
    title: 'Le relazioni in pratica, prova a distanza',
    kind: 'laboratory',
    venue: sala,
    // It began before the second morning of IRIS-PM-02 was over, and goes on during the fifth.
    meetings: [
      {
        title: 'Ascolto a distanza',
        topic: 'Il colloquio in videochiamata: tempi, silenzi, interprete.',
        on: -7,
        from: '13:00',
        to: '16:00',
        mode: 'virtual_class',
        link: 'https://incontri.presente.example/iris-ra-00',
        roll: 'platform',
      },
      {
        title: 'Restituzione',
        topic: 'Che cosa portare nel laboratorio.',
        on: 14,
        from: '11:00',
        to: '13:00',
        mode: 'hybrid',
        link: 'https://incontri.presente.example/iris-ra-00',
      },
    ],
    from: 79,
    to: 92,
    withNamed: false,
    register: null,
    taughtBy: 'online',
    study: 0,
  },
  {
    course: 'relationships-in-action',
    code: 'IRIS-RA-01',
    title: 'Le relazioni in pratica, laboratorio',
    kind: 'laboratory',
    venue: null,
    meetings: [
      {
        title: 'Ascolto e mediazione',
        topic: 'Il colloquio con la mediazione linguistico-culturale.',
        on: 21,
        from: '14:30',
        to: '17:30',
        mode: 'virtual_class',
        link: 'https://incontri.presente.example/iris-ra-01',
      },
      {
        title: 'Gestire il conflitto',
        topic: 'Il conflitto allo sportello e nelle strutture.',
        on: 28,
        from: '14:30',
        to: '17:30',
        mode: 'virtual_class',
        link: 'https://incontri.presente.example/iris-ra-01',
      },
    ],
    from: 78,
    to: 104,
    withNamed: true,
    register: null,
    study: 0,
  },
  {
    course: null,
    code: 'IRIS-TAV-01',
    title: 'Tavolo «Messa in rete dei servizi»',
    kind: 'table',
    venue: 'Sala Falcone e Borsellino, Palazzo della Provincia, Piazza Italia 11, Perugia',
    // The dates are the published ones. Time and place of the second were not published: those of the first stand in.
    meetings: [
      {
        title: 'Primo incontro',
        topic: 'Ricognizione dei servizi a bassa soglia e dei soggetti che li gestiscono.',
        on: '2026-02-05',
        from: '11:00',
        to: '13:30',
      },
      {
        title: 'Secondo incontro (orario e sede non pubblicati)',
        topic: 'Collegamento fra associazioni e servizi del territorio.',
        on: '2026-04-23',
        from: '11:00',
        to: '13:30',
      },
    ],
    from: 104,
    to: 122,
    withNamed: false,
    // What is said at a table is no hour to certify: its pages want no signed sheet.
    register: { stamp: null, closed: 2, withoutSheet: [1, 2], locked: false },
    study: 0,
  },
]
