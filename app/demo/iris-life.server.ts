// SPDX-License-Identifier: AGPL-3.0-or-later
// What happened in I.R.I.S. so far: editions finished, running and planned, corrections, a change of employer.

import { minutesAfter } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { localDate, momentOf } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { named } from '#db/demo/people.ts'
import { changeEmployment } from '#plan/people/employments.server.ts'
import { recordTally } from '#plan/targets/tallies.server.ts'
import { issueRegister } from '#record/register/issue-register.server.ts'
import { inviteToMeeting } from '#record/schedule/meeting-trainers.server.ts'
import { agreeHours } from '#record/timesheet/agreed-hours.server.ts'
import { liveArrivals, seeAnError, welcomeStranger } from './arrivals.server.ts'
import { correctMark } from './correction.server.ts'
import { type Cast, liveEdition } from './edition.server.ts'
import type { Held } from './edition.ts'
import { irisEditions } from './iris-editions.ts'
import type { People } from './people.server.ts'
import type { Timeline } from './timeline.server.ts'

const day = 24 * 60

export function liveIris(db: Db, timeline: Timeline, cast: Cast, project_id: string, people: People): void {
  const after: Record<string, (held: Held[], edition_id: string, enrolled: string[]) => void> = {
    'IRIS-PM-01': (held, id, enrolled) => correctLocked(db, timeline, cast, { held, id, enrolled }),
    'IRIS-PM-02': (held, _id, enrolled) => runOn(db, timeline, cast, held, enrolled),
    'IRIS-RA-00': (held, id) => bookTwice(db, timeline, cast, held, id),
  }
  for (const { from, to, withNamed, ...edition } of irisEditions) {
    const enrolled = [
      ...(withNamed ? [people.operator, people.private] : []),
      ...people.operators.slice(from, to),
    ]
    liveEdition(db, timeline, cast, { ...edition, project_id, people: enrolled }, (held, id) =>
      after[edition.code]?.(held, id, enrolled),
    )
  }
  const [onTheDay, moment] = daysAgo(20, cast.today)
  // Counted as public at the first attendance, and so for the whole project, whatever the employer now.
  timeline.add(moment, () =>
    changeEmployment(db, cast.manager, {
      person_id: people.operators[3] ?? '',
      organisation_id: people.bodies.get('coopLaSoglia') ?? '',
      role: 'Coordinatore',
      from: onTheDay,
    }),
  )
  tallyIndirect(db, timeline, cast, project_id)
  // The trainer's contract for the project's courses.
  timeline.add(minutesAfter(cast.today, -day), () =>
    agreeHours(db, cast.manager, { project_id, person_id: cast.trainer.personId ?? '', minutes: 60 * 60 }),
  )
}

type Locked = { held: Held[]; id: string; enrolled: string[] }

/** The register is issued as a document; then the manager finds a leaving on the signed sheet that nobody had recorded. */
function correctLocked(db: Db, timeline: Timeline, { manager }: Cast, { held, id, enrolled }: Locked): void {
  const [third, last] = [held[2], held.at(-1)]
  if (!third || !last) return
  timeline.add(minutesAfter(last.ends_at, 3 * day), () => issueRegister(db, manager, id))
  timeline.add(minutesAfter(last.ends_at, 8 * day), () =>
    correctMark(db, manager, third, {
      person_id: enrolled[6] ?? '',
      minutes: 150,
      source: 'paper',
      reason: 'Uscita alle 12:00 risultante dal foglio firme, non riportata nel registro',
    }),
  )
}

/** People check in by themselves, somebody comes unexpected, and on the day after the trainer hears of an early leaving. */
function runOn(db: Db, timeline: Timeline, { trainer }: Cast, held: Held[], enrolled: string[]): void {
  const last = held.at(-1)
  if (last?.roll !== 'self') return
  const [borrower = '', ...others] = enrolled.slice(20, 25)
  liveArrivals(db, timeline, last, { people: [enrolled[0] ?? '', ...others], borrower })
  timeline.add(minutesAfter(last.starts_at, 15), () => welcomeStranger(db, trainer, last))
  timeline.add(minutesAfter(last.ends_at, 90), () => seeAnError(db, last, others[1] ?? ''))
  timeline.add(minutesAfter(last.ends_at, 20 * 60), () =>
    correctMark(db, trainer, last, {
      person_id: enrolled[4] ?? '',
      minutes: 120,
      source: 'trainer',
      reason: "Uscita anticipata segnalata dall'interessato il giorno dopo",
    }),
  )
}

/** The trainer of IRIS-PM-02 is asked for a second meeting on the morning of its fifth. */
function bookTwice(
  db: Db,
  timeline: Timeline,
  { manager, today }: Cast,
  held: Held[],
  edition_id: string,
): void {
  timeline.add(minutesAfter(today, -2 * day), async () => {
    const next = await db
      .selectFrom('meeting')
      .select('id')
      .where('edition_id', '=', edition_id)
      .where('number', '=', held.length + 1)
      .executeTakeFirstOrThrow()
    const { email, first_name, last_name } = named.trainer
    const name = { first_name, last_name }
    await inviteToMeeting(db, manager, { meeting_id: next.id, email, name, role: 'tutor', reason: null })
  })
}

function tallyIndirect(db: Db, timeline: Timeline, { manager, today }: Cast, project_id: string): void {
  const counts = [
    [90, 23, 'Orientamento agli sportelli della Prefettura, primo trimestre'],
    [30, 34, 'Orientamento e mediazione nei CAS, secondo trimestre'],
  ] as const
  for (const [days, quantity, note] of counts) {
    const [on_date, moment] = daysAgo(days, today)
    timeline.add(moment, async () => {
      const target = await db
        .selectFrom('target')
        .select('id')
        .where('project_id', '=', project_id)
        .where('source', '=', 'tally')
        .executeTakeFirstOrThrow()
      await recordTally(db, manager, { target_id: target.id, on_date, quantity, note })
    })
  }
}

/** A day so many days ago, and ten in the morning of it. */
function daysAgo(days: number, today: string): [date: string, moment: string] {
  const date = localDate(minutesAfter(today, -days * day), env().TZ_DISPLAY)
  return [date, momentOf(date, '10:00', env().TZ_DISPLAY)]
}
