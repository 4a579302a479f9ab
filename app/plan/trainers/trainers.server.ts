// SPDX-License-Identifier: AGPL-3.0-or-later
// Who teaches an edition: all its meetings, or most of them. One meeting's: meeting-trainers.server.ts.

import type { Actor } from '#base/access/actor.ts'
import { placeOfEdition } from '#base/access/place.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { TeachingRole, TrainerName } from '#plan/meetings/trainer.ts'
import { weighAddress } from '#plan/people/address.server.ts'
import { makeTrainer, trainersOf } from './persons.server.ts'

type Assignment = { edition_id: string; email: string; name: TrainerName; role?: TeachingRole }

/**
 * Makes somebody a trainer (or tutor) of an edition, of all its meetings whose register is not closed: see makeTrainer.
 * Twice is once.
 */
export async function assignTrainer(
  db: Db,
  actor: Actor | null,
  { edition_id, email, name, role = 'trainer' }: Assignment,
) {
  refuseUnless(actor, 'project:manage', await placeOfEdition(db, edition_id))
  if (actor) await weighAddress(db, actor, email, 'trainer')
  return await inTransaction(db, async (db) => {
    const edition = await holdRow(db, 'edition', edition_id)
    if (!edition) throw new AppError('not_found', m.access_not_found())
    const made = await makeTrainer(db, actor, edition, { email, name })
    const meetings = await db
      .insertInto('meeting_trainer')
      .columns(['meeting_id', 'person_id', 'role'])
      .expression((eb) =>
        eb
          .selectFrom('meeting')
          .select((eb) => ['meeting.id', eb.val(made.person_id).as('person_id'), eb.val(role).as('role')])
          .where('meeting.edition_id', '=', edition_id)
          .where('meeting.state', 'in', ['planned', 'open']),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('meeting_id')
      .execute()
    if (meetings.length > 0) {
      await record(db, actor, {
        act: 'trainer_assigned',
        subject: ['edition', edition_id],
        projectId: edition.project_id,
        after: { person_id: made.person_id, role, meetings: meetings.length },
      })
    }
    return made
  })
}

export type Teacher = { person_id: string; role: TeachingRole }

/**
 * Who teaches the meetings that an edition gets from now on: whoever holds the role there, but not those who were asked for
 * fewer than half of the meetings so far. Each in the role of their latest meeting.
 */
export async function teachersOfEdition(db: Db, edition_id: string): Promise<Teacher[]> {
  const holders = await trainersOf(db, edition_id)
  if (holders.length === 0) return []
  const rows = await db
    .selectFrom('meeting')
    .leftJoin('meeting_trainer', 'meeting_trainer.meeting_id', 'meeting.id')
    .select(['meeting.id', 'meeting_trainer.person_id', 'meeting_trainer.role'])
    .where('meeting.edition_id', '=', edition_id)
    .where('meeting.state', '!=', 'cancelled')
    .orderBy('meeting.starts_at')
    .execute()
  const meetings = new Set(rows.map((row) => row.id)).size
  return holders.flatMap((person_id) => {
    const taught = rows.filter((row) => row.person_id === person_id)
    if (taught.length > 0 && taught.length * 2 < meetings) return []
    return [{ person_id, role: taught.at(-1)?.role ?? 'trainer' }]
  })
}
