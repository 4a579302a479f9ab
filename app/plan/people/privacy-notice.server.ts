// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Actor } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger } from '#db/hold.server.ts'

/** The privacy notice in force; null before the first is published. */
export async function newestNotice(db: Db) {
  const found = await db
    .selectFrom('privacy_notice')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found ?? null
}

/**
 * Publishes a new version of the notice (GDPR arts 13-14); earlier ones stay, with who read them. Refuses (invalid) the text that
 * is in force already: whoever read it would be asked to read it again.
 */
export async function publishNotice(
  db: Db,
  actor: Actor,
  text: { text_it: string; text_en: string },
): Promise<void> {
  refuseUnless(actor, 'installation:administer', {})
  await db.transaction().execute(async (db) => {
    // Two who publish at once: the second's follows the first's.
    await holdLedger(db)
    const newest = await newestNotice(db)
    if (newest && newest.text_it === text.text_it && newest.text_en === text.text_en) {
      throw new AppError('invalid', m.admin_notice_same({ version: newest.version }))
    }
    const version = (newest?.version ?? 0) + 1
    const id = newId()
    await db
      .insertInto('privacy_notice')
      .values({ id, version, ...text, published_at: now() })
      .execute()
    await record(db, actor, {
      act: 'privacy_notice_published',
      subject: ['privacy_notice', id],
      after: { version },
    })
  })
}
