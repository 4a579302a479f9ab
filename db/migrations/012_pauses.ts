// SPDX-License-Identifier: AGPL-3.0-or-later
// Failed attempts make pauses; what is over is deleted by its end.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('rate_limit').addColumn('paused_until', 'text').execute()
  await db.schema.createIndex('rate_limit_end').on('rate_limit').columns(['expires_at']).execute()
}
