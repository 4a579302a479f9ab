// SPDX-License-Identifier: AGPL-3.0-or-later
// Editions of I.R.I.S. with a morning at which everybody is marked and whose page of the register is closed.

import { at, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { closeMeeting } from '#record/register/closing.server.ts'
import { lockMeeting } from '#record/register/locking.server.ts'
import { iris } from '#tests/support/iris.ts'
import { grant } from '#tests/support/people.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'

export const evening = '2026-02-05T18:00:00.000Z'
export const dayAfter = '2026-02-06T09:00:00.000Z'

type Iris = Awaited<ReturnType<typeof iris>>

/**
 * Carla Neri teaches both meetings of IRIS-PM-01; Anna and Luca were there from 11:00 to 13:30 on the first.
 * `anotherEdition` is the same in an edition of its own.
 */
export async function closedMorning(db: Db) {
  const who = await iris(db)
  let serial = 0
  return {
    ...(await closedIn(db, who)),
    async anotherEdition() {
      serial += 1
      const run = await edition(db, who.project, `IRIS-PM-${serial + 20}`)
      const meetings = [
        await meeting(db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z'),
        await meeting(db, run, 2, '2026-02-12T10:00Z', '2026-02-12T12:30Z'),
      ] as const
      const enrolments = {
        anna: await enrolment(db, run, who.anna),
        luca: await enrolment(db, run, who.luca),
      }
      const trainer = await grant(db, who.trainer, 'trainer', { edition: run })
      return await closedIn(db, { ...who, edition: run, meetings, enrolments, trainer })
    },
  }
}

async function closedIn(db: Db, who: Iris) {
  const [first, second] = who.meetings
  await db
    .insertInto('meeting_trainer')
    .values([first, second].map(({ id }) => ({ meeting_id: id, person_id: who.carla.id, role: 'trainer' })))
    .execute()
  const present = (person_id: string) => ({
    person_id,
    status: 'present' as const,
    intervals: [{ in: first.starts_at, out: first.ends_at }],
    base: null,
  })
  await at(first.ends_at, () =>
    recordMarks(db, who.trainer, {
      meeting_id: first.id,
      source: 'trainer',
      reason: null,
      nonce: newId(),
      topic: 'Il fabbisogno',
      marks: [who.anna, who.luca, who.carla].map((person) => present(person.id)),
    }),
  )
  await at(evening, () => closeMeeting(db, who.trainer, { meeting_id: first.id }))
  return {
    ...who,
    first,
    second,
    lock: () => at(dayAfter, () => lockMeeting(db, who.manager, first.id)),
    /** What a meeting's form sends when nothing is changed. */
    form(meeting: typeof first) {
      const { title, starts_at, ends_at, mode, venue, link } = meeting
      return {
        meeting_id: meeting.id,
        title,
        starts_at,
        ends_at,
        breaks: [],
        mode,
        venue,
        link,
        reason: null,
      }
    },
    versions: (meeting: { id: string }) =>
      db
        .selectFrom('register_page')
        .select(['version', 'reason', 'content', 'superseded_at', 'closed_by_name'])
        .where('meeting_id', '=', meeting.id)
        .orderBy('version')
        .execute(),
    minutesOf: async (person: { id: string }) => {
      const row = await db
        .selectFrom('mark')
        .select('credited_minutes')
        .where('person_id', '=', person.id)
        .where('meeting_id', '=', first.id)
        .where('superseded_by', 'is', null)
        .executeTakeFirstOrThrow()
      return row.credited_minutes
    },
    acts: async (id: string) => {
      const query = db.selectFrom('ledger').select('act').where('subject_id', '=', id).orderBy('seq')
      return (await query.execute()).map((row) => row.act)
    },
  }
}
