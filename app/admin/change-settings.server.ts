// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Actor } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { record } from '#base/ledger/ledger.server.ts'
import { readSettings, settingKeys } from '#base/settings/settings.server.ts'
import type { NewSettings } from '#base/settings/settings.ts'
import type { Db } from '#db/connect.server.ts'

/** Writes the settings; an absent one is removed. `actor` null: the program itself. */
export async function changeSettings(db: Db, actor: Actor | null, settings: NewSettings): Promise<void> {
  refuseUnless(actor, 'installation:administer', {})
  await db.transaction().execute(async (db) => {
    const before = await readSettings(db)
    for (const key of settingKeys) {
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
