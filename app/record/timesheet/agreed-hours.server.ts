// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Actor } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { findTrainer } from './trainers.server.ts'

type Agreement = { project_id: string; person_id: string; minutes: number | null }

/**
 * A project's manager writes down how many minutes of teaching were agreed with somebody who teaches there; null: none any more. The
 * same again writes nothing. Refuses whoever does not teach in the project. `actor` null: the program.
 */
export async function agreeHours(
  db: Db,
  actor: Actor | null,
  { project_id, person_id, minutes }: Agreement,
): Promise<void> {
  refuseUnless(actor, 'project:manage', { projectId: project_id })
  await inTransaction(db, async (db) => {
    await holdRow(db, 'project', project_id)
    const trainer = await findTrainer(db, project_id, person_id)
    if (!trainer) throw new AppError('not_found', m.access_not_found())
    if (trainer.agreed === minutes) return
    const row = { project_id, person_id }
    if (minutes === null) {
      await db
        .deleteFrom('agreed_hours')
        .where('project_id', '=', project_id)
        .where('person_id', '=', person_id)
        .execute()
    } else {
      await db
        .insertInto('agreed_hours')
        .values({ ...row, minutes })
        .onConflict((conflict) => conflict.columns(['project_id', 'person_id']).doUpdateSet({ minutes }))
        .execute()
    }
    await record(db, actor, {
      act: 'hours_agreed',
      subject: ['person', person_id],
      projectId: project_id,
      before: { agreed_minutes: trainer.agreed },
      after: { agreed_minutes: minutes },
    })
  })
}
