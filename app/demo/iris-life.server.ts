// SPDX-License-Identifier: AGPL-3.0-or-later
// What happened in I.R.I.S. so far: editions finished, running and planned, a correction, a change of employer.
import { actorOfAccount } from '#app/access/actor.server.ts'
import type { Actor } from '#app/access/actor.ts'
import { recordMarks } from '#app/attendance/marks.server.ts'
import { at, minutesAfter, newId } from '#app/clock.server.ts'
import { assignTrainer } from '#app/editions/trainers.server.ts'
import { env } from '#app/env.server.ts'
import { localDate } from '#app/i18n/zone.ts'
import { changeEmployment } from '#app/people/employments.server.ts'
import { recordTally } from '#app/targets/tallies.server.ts'
import type { Db } from '#db/connect.server.ts'
import { named } from '#db/demo/people.ts'
import {
  addDemoEdition,
  callDemoRoll,
  type DemoEdition,
  isOver,
  lockMeetings,
} from './demo-edition.server.ts'
import { studyModules } from './demo-study.server.ts'
import { irisEditions } from './iris-editions.ts'
import type { Life } from './make-demo.server.ts'

export async function liveIris(db: Db, manager: Actor, { project_id, people, today }: Life): Promise<void> {
  const trainer = await trainerActor(db)
  for (const { from, to, withNamed, locked, study, ...edition } of irisEditions) {
    const namedPeople = withNamed ? [people.operator, people.private] : []
    const enrolled = [...namedPeople, ...people.operators.slice(from, to)]
    const made = await addDemoEdition(db, manager, today, {
      ...edition,
      project_id,
      people: enrolled,
    } satisfies DemoEdition)
    await at(made.meetings[0]?.starts_at ?? today, () =>
      assignTrainer(db, manager, {
        edition_id: made.id,
        email: named.trainer.email,
        name: { first_name: named.trainer.first_name, last_name: named.trainer.last_name },
      }),
    )
    const held = made.meetings.filter((meeting) => isOver(meeting, today))
    // First what came first: a completion is of the day of the act that completes.
    if (study > 0) await studyModules(db, made.enrolments.slice(namedPeople.length), { today, quick: study })
    for (const meeting of held) await callDemoRoll(db, trainer, meeting, enrolled)
    if (locked) await lockMeetings(db, held)
    const last = held.at(-1)
    if (withNamed && last) await correct(db, trainer, last, enrolled[4] ?? '')
  }
  await moveToCooperative(
    db,
    manager,
    people.operators[3] ?? '',
    people.bodies.get('coopLaSoglia') ?? '',
    today,
  )
  await tallyIndirect(db, manager, project_id, today)
}

/** The trainer learns the day after that somebody counted as present had left at half past eleven. */
async function correct(
  db: Db,
  trainer: Actor,
  meeting: { id: string; starts_at: string; ends_at: string },
  person_id: string,
) {
  const current = await db
    .selectFrom('mark')
    .select('id')
    .where('meeting_id', '=', meeting.id)
    .where('person_id', '=', person_id)
    .where('superseded_by', 'is', null)
    .executeTakeFirst()
  await at(minutesAfter(meeting.ends_at, 20 * 60), () =>
    recordMarks(db, trainer, {
      meeting_id: meeting.id,
      source: 'trainer',
      reason: "Uscita anticipata segnalata dall'interessato il giorno dopo",
      nonce: newId(),
      marks: [
        {
          person_id,
          base: current?.id ?? null,
          status: 'present',
          intervals: [{ in: meeting.starts_at, out: minutesAfter(meeting.starts_at, 120) }],
        },
      ],
    }),
  )
}

/** Counted as public at the first attendance, and so for the whole project, whatever the employer now. */
async function moveToCooperative(
  db: Db,
  manager: Actor,
  person_id: string,
  organisation_id: string,
  today: string,
) {
  const moment = minutesAfter(today, -20 * 24 * 60)
  const from = localDate(moment, env().TZ_DISPLAY)
  await at(moment, () =>
    changeEmployment(db, manager, { person_id, organisation_id, role: 'Coordinatore', from }),
  )
}

async function tallyIndirect(db: Db, manager: Actor, project_id: string, today: string): Promise<void> {
  const target = await db
    .selectFrom('target')
    .select('id')
    .where('project_id', '=', project_id)
    .where('source', '=', 'tally')
    .executeTakeFirstOrThrow()
  const counts = [
    [-90, 23, 'Orientamento agli sportelli della Prefettura, primo trimestre'],
    [-30, 34, 'Orientamento e mediazione nei CAS, secondo trimestre'],
  ] as const
  for (const [days, quantity, note] of counts) {
    const moment = minutesAfter(today, days * 24 * 60)
    const on_date = localDate(moment, env().TZ_DISPLAY)
    await at(moment, () => recordTally(db, manager, { target_id: target.id, on_date, quantity, note }))
  }
}

export async function trainerActor(db: Db): Promise<Actor> {
  const account = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', named.trainer.email)
    .executeTakeFirstOrThrow()
  return await actorOfAccount(db, account.id)
}
