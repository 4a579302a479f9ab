// SPDX-License-Identifier: AGPL-3.0-or-later
// Of each signed-in browser which one it is, so that it has one row, and when it was last used.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('login').addColumn('browser_id', 'text').execute()
  await db.schema.alterTable('login').addColumn('used_at', 'text').execute()
}
