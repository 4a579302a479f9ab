// SPDX-License-Identifier: AGPL-3.0-or-later
// I.R.I.S. with meetings that were held: roll called, trainer's hours and topic recorded, ready to be closed.

import type { Actor } from '#base/access/actor.ts'
import { at, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { MarkSource } from '#db/schema.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import type { StatedMark } from '#record/marks/change.ts'
import { closeMeeting } from '#record/register/closing.server.ts'
import { iris } from '#tests/support/iris.ts'
import { account, grant, person } from '#tests/support/people.ts'
import { edition, meeting } from '#tests/support/training.ts'

/** Thursday 5 February 2026, 11:00 to 13:30 in Rome, and moments around it. */
export const start = '2026-02-05T10:00:00.000Z'
export const end = '2026-02-05T12:30:00.000Z'
export const during = '2026-02-05T11:00:00.000Z'
export const evening = '2026-02-05T18:00:00.000Z'
export const nextDay = '2026-02-06T09:00:00.000Z'

export const present = (intervals = [{ in: start, out: end }]) => ({ status: 'present' as const, intervals })
export const absent = { status: 'absent' as const, intervals: [] }
/** From 11:20 to 13:10: 110 minutes of 150 (domain.md 10, case 6). */
export const late = present([{ in: '2026-02-05T10:20:00.000Z', out: '2026-02-05T12:10:00.000Z' }])

type Said = Pick<StatedMark, 'status' | 'intervals'>

/**
 * Anna and Luca are enrolled, Carla teaches; `held` gives an edition of its own with one meeting, where Anna was present, Luca
 * absent, and Carla taught. `teacher` has nothing to do with these editions.
 */
export async function heldMeetings(db: Db) {
  const who = await iris(db)
  const elsewhere = await edition(db, who.project, 'IRIS-RA-09')
  const teacher = await grant(
    db,
    await account(db, 'Donata Fabbri', await person(db, 'Donata Fabbri', undefined, { is_staff: 1 })),
    'trainer',
    { edition: elsewhere },
  )
  let number = 10
  const mark = async (
    to: { id: string },
    somebody: { id: string },
    said: Said,
    more: { by?: Actor; on?: string; reason?: string | null; source?: MarkSource; topic?: string } = {},
  ) => {
    const { by = who.trainer, on = during, reason = null, source = 'trainer', topic } = more
    const current = await db
      .selectFrom('mark')
      .select('id')
      .where('meeting_id', '=', to.id)
      .where('person_id', '=', somebody.id)
      .where('superseded_by', 'is', null)
      .executeTakeFirst()
    return await at(on, () =>
      recordMarks(db, by, {
        meeting_id: to.id,
        source,
        reason,
        nonce: newId(),
        ...(topic !== undefined && { topic }),
        marks: [{ person_id: somebody.id, ...said, base: current?.id ?? null }],
      }),
    )
  }
  /** One more meeting of IRIS-PM-01 on the same morning, taught by Carla, where nobody is marked. */
  const planned = async () => {
    const today = await meeting(db, who.edition, number++, start, end, { state: 'open' })
    await db
      .insertInto('meeting_trainer')
      .values({ meeting_id: today.id, person_id: who.carla.id, role: 'trainer' })
      .execute()
    return today
  }
  const held = async () => {
    const today = await planned()
    await mark(today, who.anna, present(), { topic: 'Il ciclo del contratto' })
    await mark(today, who.luca, absent)
    await mark(today, who.carla, present())
    return today
  }
  return {
    ...who,
    teacher,
    mark,
    planned,
    held,
    async closed() {
      const today = await held()
      await at(evening, () => closeMeeting(db, who.trainer, { meeting_id: today.id }))
      return today
    },
    state: async (of: { id: string }) =>
      (await db.selectFrom('meeting').select('state').where('id', '=', of.id).executeTakeFirstOrThrow())
        .state,
    pages: (of: { id: string }) =>
      db.selectFrom('register_page').selectAll().where('meeting_id', '=', of.id).orderBy('version').execute(),
    acts: async (of: { id: string }) => {
      const rows = await db
        .selectFrom('ledger')
        .select(['act', 'actor_name', 'before', 'after'])
        .where('subject_id', '=', of.id)
        .orderBy('seq')
        .execute()
      return rows.map(({ before, after, ...row }) => ({
        ...row,
        before: before === null ? null : (JSON.parse(before) as unknown),
        after: after === null ? null : (JSON.parse(after) as unknown),
      }))
    },
  }
}
