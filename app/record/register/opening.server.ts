// SPDX-License-Identifier: AGPL-3.0-or-later

import { type Actor, editionPlace } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { Opening } from '#record/register-page/opening.ts'

/** The opening record of an edition's register; null: not opened yet. */
export async function openingOf(db: Db, edition_id: string): Promise<Opening | null> {
  const found = await db
    .selectFrom('register')
    .select(['opened_on', 'keeper', 'stamp_authority', 'stamp_number'])
    .where('edition_id', '=', edition_id)
    .executeTakeFirst()
  return found ?? null
}

/**
 * Writes the opening record of an edition's register, or changes it: the ledger keeps what it said before. Pages closed
 * earlier keep the record they were closed under.
 */
export async function openRegister(
  db: Db,
  actor: Actor,
  { edition_id, ...opening }: Opening & { edition_id: string },
): Promise<void> {
  await inTransaction(db, async (db) => {
    // Held, so that of two who open it at once the second changes what the first wrote.
    const edition = await holdRow(db, 'edition', edition_id)
    if (!edition) throw new AppError('not_found', m.access_not_found())
    refuseUnless(actor, 'project:manage', editionPlace(edition))
    const before = await openingOf(db, edition_id)
    const entry = { subject: ['edition', edition_id] as const, projectId: edition.project_id, after: opening }
    if (!before) {
      const opened = { opened_by: actor.accountId, opened_at: now() }
      await db
        .insertInto('register')
        .values({ edition_id, ...opening, ...opened })
        .execute()
      await record(db, actor, { act: 'register_opened', ...entry })
      return
    }
    const names = ['opened_on', 'keeper', 'stamp_authority', 'stamp_number'] as const
    if (names.every((name) => before[name] === opening[name])) return
    await db.updateTable('register').set(opening).where('edition_id', '=', edition_id).execute()
    await record(db, actor, { act: 'register_changed', before, ...entry })
  })
}
