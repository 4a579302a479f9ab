// SPDX-License-Identifier: AGPL-3.0-or-later
// Sign-ins, links, roles, exports and refusals, by account and address.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('security_event')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.references('account.id'))
    .addColumn('address', 'text')
    .addColumn('detail', 'text')
    .execute()
  await db.schema.createIndex('security_event_at').on('security_event').columns(['at', 'id']).execute()
  await db.schema
    .createIndex('security_event_account')
    .on('security_event')
    .columns(['account_id', 'at'])
    .execute()
}
