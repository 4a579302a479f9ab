// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Actor } from '#base/access/actor.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { type NewSettings, type Settings, settingsSchema } from './settings.ts'

const keys = Object.keys(settingsSchema.shape) as (keyof Settings)[]

/** The installation's settings; what was never written is absent or its default, the owner then a neutral name. */
export async function readSettings(db: Db): Promise<Settings> {
  const rows = await db.selectFrom('setting').selectAll().where('key', 'in', keys).execute()
  const kept = Object.fromEntries(rows.map(({ key, value }) => [key, value]))
  return settingsSchema.parse({ owner: m.ui_owner_unset(), ...kept })
}

/** Writes the settings; an absent one is removed. `actor` null: the program itself. */
export async function changeSettings(db: Db, actor: Actor | null, settings: NewSettings): Promise<void> {
  await db.transaction().execute(async (db) => {
    const before = await readSettings(db)
    for (const key of keys) {
      if (settings[key] === undefined) await db.deleteFrom('setting').where('key', '=', key).execute()
      else {
        const value = String(settings[key])
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
