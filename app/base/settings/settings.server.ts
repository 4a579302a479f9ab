// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { type Settings, settingsSchema } from './settings.ts'

/** What a setting is called in the table. */
export const settingKeys = Object.keys(settingsSchema.shape) as (keyof Settings)[]

/** The installation's settings; what was never written is absent or its default, the owner then a neutral name. */
export async function readSettings(db: Db): Promise<Settings> {
  const rows = await db.selectFrom('setting').selectAll().where('key', 'in', settingKeys).execute()
  const kept = Object.fromEntries(rows.map(({ key, value }) => [key, value]))
  return settingsSchema.parse({ owner: m.ui_owner_unset(), ...kept })
}
