// SPDX-License-Identifier: AGPL-3.0-or-later
// A meeting of the demo at whose door some check themselves in, one of them with a colleague's telephone, and somebody comes
// who is not on the list.

import { actorOfAccount } from '#base/access/actor.server.ts'
import type { Actor } from '#base/access/actor.ts'
import { minutesAfter, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { checkIn, leaveMeeting } from '#record/check-in/check-ins.server.ts'
import { stepOf } from '#record/check-in/code.ts'
import { reportError } from '#record/requests/requests.server.ts'
import { addWalkIn } from '#record/walk-ins/walk-ins.server.ts'
import type { Held } from './edition.ts'
import type { Timeline } from './timeline.server.ts'

/** `people` check in with telephones of their own, and out at the end; `borrower` with that of the last of them. */
export function liveArrivals(
  db: Db,
  timeline: Timeline,
  meeting: Held,
  { people, borrower }: { people: string[]; borrower: string },
): void {
  const scan = (person_id: string, device: string, moment: string, leaves = false) =>
    timeline.add(moment, async () => {
      const actor = await actorOfPerson(db, person_id)
      const given = { meeting_id: meeting.id, scan: { step: stepOf(moment), at: moment }, device }
      if (leaves) await leaveMeeting(db, actor, { ...given, moment })
      else await checkIn(db, actor, given)
    })
  const phoneOf = (at: number) => `telefono ${at + 1}`
  for (const [at, person_id] of people.entries()) {
    scan(person_id, phoneOf(at), minutesAfter(meeting.starts_at, at * 2 - 11))
    scan(person_id, phoneOf(at), minutesAfter(meeting.ends_at, Math.min(at, 3)), true)
  }
  scan(borrower, phoneOf(people.length - 1), minutesAfter(meeting.starts_at, -1))
}

async function actorOfPerson(db: Db, person_id: string): Promise<Actor> {
  const account = await db
    .selectFrom('account')
    .select('id')
    .where('person_id', '=', person_id)
    .executeTakeFirstOrThrow()
  return await actorOfAccount(db, account.id)
}

/** Somebody reads on their own page what is recorded of them, and says what is wrong. */
export async function seeAnError(db: Db, meeting: Held, person_id: string): Promise<void> {
  const text = 'Ero in aula dieci minuti prima: il telefono ha letto il codice soltanto al secondo tentativo.'
  await reportError(db, await actorOfPerson(db, person_id), { meeting_id: meeting.id, text })
}

/** The trainer writes down somebody who came without being enrolled, and has read them the notice. */
export async function welcomeStranger(db: Db, trainer: Actor, meeting: Held): Promise<void> {
  const notice = await db
    .selectFrom('privacy_notice')
    .select('id')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  await addWalkIn(db, trainer, meeting.id, {
    id: newId(),
    first_name: 'Ivana',
    last_name: 'Ceccarelli',
    organisation: 'Associazione Voci in Cammino',
    sector: 'volunteer',
    phone: '+39 075 0000000',
    intervals: [{ in: minutesAfter(meeting.starts_at, 15), out: meeting.ends_at }],
    notice: notice?.id,
    different: false,
  })
}
