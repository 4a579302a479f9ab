// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'

/** Set only by the demo's maker: a production installation never has it. */
export const demoKey = 'demo_password'

/** On a demo installation the accounts a visitor may choose from, with their common password; null otherwise. */
export async function demoAccounts(db: Db) {
  const kept = await db.selectFrom('setting').select('value').where('key', '=', demoKey).executeTakeFirst()
  if (!kept) return null
  const accounts = await db
    .selectFrom('account')
    .select(['name', 'email'])
    .where('email', 'like', '%@presente.example')
    .orderBy('created_at')
    .orderBy('id')
    .limit(12)
    .execute()
  return { password: kept.value, accounts }
}
