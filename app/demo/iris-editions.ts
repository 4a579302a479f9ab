// SPDX-License-Identifier: AGPL-3.0-or-later
import type { DemoEdition, DemoMeeting } from './demo-edition.server.ts'

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
    locked: true,
    study: 30,
  },
  {
    course: 'law-in-action',
    code: 'IRIS-LA-01',
    title: 'Il diritto in pratica, laboratorio',
    kind: 'laboratory',
    venue: 'Palazzo della Provincia, Perugia',
    meetings: mornings(
      [-110, -103],
      [
        ['Servizi e procedimento', 'Il diritto ai servizi e il procedimento amministrativo allo sportello.'],
        ['Dati e segreto', 'Dati personali e segreto professionale nel lavoro quotidiano.'],
      ],
    ),
    from: 24,
    to: 54,
    withNamed: false,
    locked: false,
    study: 22,
  },
  {
    course: 'procurement-management',
    code: 'IRIS-PM-02',
    title: 'Gestire gli appalti dell’accoglienza, seconda edizione',
    kind: 'course',
    venue: sala,
    meetings: mornings([-14, -7, 0, 7, 14], procurement),
    from: 50,
    to: 80,
    withNamed: true,
    locked: false,
    study: 6,
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
    locked: false,
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
    locked: false,
    study: 0,
  },
]
