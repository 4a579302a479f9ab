// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody written down at a meeting's door by mistake is taken back, and stays in the history.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('walk_in')
    .addColumn('withdrawn_by', 'text', (c) => c.references('account.id'))
    .execute()
  await db.schema.alterTable('walk_in').addColumn('withdrawn_at', 'text').execute()
  await db.schema.alterTable('walk_in').addColumn('withdrawn_reason', 'text').execute()
}
