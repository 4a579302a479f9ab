// SPDX-License-Identifier: AGPL-3.0-or-later
// ROSA is over: one edition of its course, attended also by people who take part in I.R.I.S. (each project counts its own).
import type { Db } from '#db/connect.server.ts'
import { type Cast, liveEdition } from './edition.server.ts'
import type { People } from './people.server.ts'
import type { Timeline } from './timeline.server.ts'

export function liveRosa(db: Db, timeline: Timeline, cast: Cast, project_id: string, people: People): void {
  const morning = { from: '09:00', to: '13:00' }
  liveEdition(db, timeline, cast, {
    project_id,
    course: 'procurement-management',
    code: 'ROSA-PM-01',
    title: 'Procurement management',
    kind: 'course',
    venue: 'Prefettura di Perugia',
    people: people.operators.slice(0, 24),
    register: { stamp: 3, closed: 2, withoutSheet: [], locked: true },
    study: 0,
    meetings: [
      {
        title: 'Programmare la gara',
        topic: 'Strategia condivisa fin dai documenti di gara.',
        on: -340,
        ...morning,
      },
      {
        title: 'Selezionare e controllare',
        topic: 'Selezione, monitoraggio, vigilanza.',
        on: -333,
        ...morning,
      },
    ],
  })
}
