// SPDX-License-Identifier: AGPL-3.0-or-later
import { type Actor, editionPlace } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { only } from '#base/ledger/facts.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'

type Change = {
  edition_id: string
  title: string
  venue?: string | null | undefined
  capacity?: number | null | undefined
}

/**
 * Changes an edition's title, venue and capacity; pages of its register that are closed keep what they say. Capacity may be
 * less than the people enrolled: nobody is put out. Unchanged writes nothing.
 */
export async function changeEdition(db: Db, actor: Actor, { edition_id, ...change }: Change): Promise<void> {
  await db.transaction().execute(async (db) => {
    // Held, so that the values before are those that this change replaces.
    const kept = await holdRow(db, 'edition', edition_id)
    if (!kept) throw new AppError('not_found', m.access_not_found())
    refuseUnless(actor, 'project:manage', editionPlace(kept))
    const after = { title: change.title, venue: change.venue ?? null, capacity: change.capacity ?? null }
    const names = (['title', 'venue', 'capacity'] as const).filter((name) => kept[name] !== after[name])
    if (names.length === 0) return
    await db.updateTable('edition').set(after).where('id', '=', edition_id).execute()
    await record(db, actor, {
      act: 'edition_changed',
      subject: ['edition', edition_id],
      projectId: kept.project_id,
      before: only(kept, names),
      after: only(after, names),
    })
  })
}
