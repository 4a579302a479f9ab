// SPDX-License-Identifier: AGPL-3.0-or-later
// Reports of platforms that no reader knows, webinars with those who did not come, guests of a report who become walk-ins, and
// how the columns of a kind of file are read once somebody said so.
import { type Kysely, sql } from 'kysely'
import { changeTable } from './change-table.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await changeTable(db, 'platform_report', [
    {
      column: 'platform',
      check: {
        from: "platform in ('teams', 'zoom', 'meet')",
        to: "platform in ('teams', 'zoom', 'zoom_webinar', 'meet', 'other')",
      },
    },
  ])
  await db.schema.alterTable('platform_report').addColumn('platform_name', 'text').execute()
  await db.schema.alterTable('platform_report').addColumn('reading', 'text').execute()
  await changeTable(db, 'platform_row', [
    {
      column: 'state',
      check: {
        from: "state in ('matched', 'waiting', 'set_aside')",
        to: "state in ('matched', 'waiting', 'set_aside', 'walk_in')",
      },
    },
  ])
  await db.schema
    .alterTable('platform_row')
    .addColumn('no_show', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .alterTable('platform_row')
    .addColumn('walk_in_id', 'text', (c) => c.references('walk_in.id'))
    .execute()
  await db.schema
    .createIndex('platform_row_walk_in')
    .on('platform_row')
    .unique()
    .columns(['walk_in_id'])
    .where(sql.ref('walk_in_id'), 'is not', null)
    .execute()
  await db.schema
    .createTable('sheet_mapping')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('platform_report')`))
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('mapping', 'text', (c) => c.notNull())
    .addColumn('saved_by', 'text', (c) => c.references('account.id'))
    .addColumn('saved_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('sheet_mapping_once', ['project_id', 'kind', 'fingerprint'])
    .execute()
}
