// SPDX-License-Identifier: AGPL-3.0-or-later
// What happened in I.R.I.S. so far: editions finished, running and planned, a correction, a change of employer.
import type { Actor } from '#app/access/actor.ts'
import { recordMarks } from '#app/attendance/marks.server.ts'
import { minutesAfter, newId } from '#app/clock.server.ts'
import { env } from '#app/env.server.ts'
import { localDate, momentOf } from '#app/i18n/zone.ts'
import { changeEmployment } from '#app/people/employments.server.ts'
import { recordTally } from '#app/targets/tallies.server.ts'
import type { Db } from '#db/connect.server.ts'
import { type Cast, type Held, liveEdition } from './demo-edition.server.ts'
import type { People } from './demo-people.server.ts'
import { irisEditions } from './iris-editions.ts'
import type { Timeline } from './timeline.server.ts'

export function liveIris(db: Db, timeline: Timeline, cast: Cast, project_id: string, people: People): void {
  for (const { from, to, withNamed, ...edition } of irisEditions) {
    const enrolled = [
      ...(withNamed ? [people.operator, people.private] : []),
      ...people.operators.slice(from, to),
    ]
    liveEdition(db, timeline, cast, { ...edition, project_id, people: enrolled }, (held) => {
      const last = held.at(-1)
      if (!withNamed || !last) return
      timeline.add(minutesAfter(last.ends_at, 20 * 60), () =>
        correct(db, cast.trainer, last, enrolled[4] ?? ''),
      )
    })
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
}

/** The trainer learns the day after that somebody counted as present had left after two hours. */
async function correct(db: Db, trainer: Actor, meeting: Held, person_id: string): Promise<void> {
  const current = await db
    .selectFrom('mark')
    .select('id')
    .where('meeting_id', '=', meeting.id)
    .where('person_id', '=', person_id)
    .where('superseded_by', 'is', null)
    .executeTakeFirst()
  const intervals = [{ in: meeting.starts_at, out: minutesAfter(meeting.starts_at, 120) }]
  await recordMarks(db, trainer, {
    meeting_id: meeting.id,
    source: 'trainer',
    reason: "Uscita anticipata segnalata dall'interessato il giorno dopo",
    nonce: newId(),
    marks: [{ person_id, base: current?.id ?? null, status: 'present', intervals }],
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
  const date = localDate(minutesAfter(today, -days * 24 * 60), env().TZ_DISPLAY)
  return [date, momentOf(date, '10:00', env().TZ_DISPLAY)]
}
