// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Actor } from '#app/access/actor.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { record } from '#app/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Settings } from './settings.ts'

const keys = ['owner', 'contact_email', 'accessibility_url', 'source_url', 'project_gigabytes'] as const

/** The installation's settings; what was never written is absent, the owner then a neutral name. */
export async function readSettings(db: Db): Promise<Settings> {
  const rows = await db.selectFrom('setting').selectAll().where('key', 'in', keys).execute()
  return { owner: m.ui_owner_unset(), ...Object.fromEntries(rows.map(({ key, value }) => [key, value])) }
}

/** Writes the settings; an absent one is removed. `actor` null: the program itself. */
export async function changeSettings(db: Db, actor: Actor | null, settings: Settings): Promise<void> {
  await db.transaction().execute(async (db) => {
    const before = await readSettings(db)
    for (const key of keys) {
      const value = settings[key]
      if (value === undefined) await db.deleteFrom('setting').where('key', '=', key).execute()
      else {
        await db
          .insertInto('setting')
          .values({ key, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
          .execute()
      }
    }
    await record(db, actor, {
      act: 'settings_changed',
      subject: ['setting', 'installation'],
      before,
      after: settings,
    })
  })
}
