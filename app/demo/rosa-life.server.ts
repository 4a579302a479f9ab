// SPDX-License-Identifier: AGPL-3.0-or-later
// ROSA is over: one edition of its course, attended also by people who take part in I.R.I.S. (each project counts its own).
import type { Actor } from '#app/access/actor.ts'
import type { Db } from '#db/connect.server.ts'
import { addDemoEdition, callDemoRoll, isOver, lockMeetings } from './demo-edition.server.ts'
import { trainerActor } from './iris-life.server.ts'
import type { Life } from './make-demo.server.ts'

export async function liveRosa(db: Db, manager: Actor, { project_id, people, today }: Life): Promise<void> {
  const trainer = await trainerActor(db)
  const enrolled = people.operators.slice(0, 24)
  const made = await addDemoEdition(db, manager, today, {
    project_id,
    course: 'procurement-management',
    code: 'ROSA-PM-01',
    title: 'Procurement management',
    kind: 'course',
    venue: 'Prefettura di Perugia',
    people: enrolled,
    meetings: [
      {
        title: 'Programmare la gara',
        topic: 'Strategia condivisa fin dai documenti di gara.',
        on: -340,
        from: '09:00',
        to: '13:00',
      },
      {
        title: 'Selezionare e controllare',
        topic: 'Selezione, monitoraggio, vigilanza.',
        on: -333,
        from: '09:00',
        to: '13:00',
      },
    ],
  })
  for (const meeting of made.meetings)
    if (isOver(meeting, today)) await callDemoRoll(db, trainer, meeting, enrolled)
  await lockMeetings(db, made.meetings)
}
