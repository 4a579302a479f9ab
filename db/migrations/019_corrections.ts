// SPDX-License-Identifier: AGPL-3.0-or-later
// Changes of a closed page that wait to be signed together: marks with what excuses, and everything else a page says. What a
// project calls late: a person at a meeting, and a page that is closed.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('proposed_mark').addColumn('note', 'text').execute()
  await db.schema
    .alterTable('proposed_mark')
    .addColumn('document', 'text', (c) => c.references('file.hash'))
    .execute()
  await db.schema
    .alterTable('proposed_mark')
    .addColumn('source', 'text', (c) =>
      c
        .notNull()
        .defaultTo('trainer')
        .check(sql`source in ('trainer', 'self', 'paper', 'platform_log', 'import')`),
    )
    .execute()
  await db.schema
    .createTable('proposed_change')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('change', 'text', (c) => c.notNull())
    .addColumn('proposed_by', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('proposed_at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('waiting', 'accepted', 'dismissed', 'replaced')`),
    )
    .addColumn('decided_by', 'text', (c) => c.references('account.id'))
    .addColumn('decided_at', 'text')
    .addCheckConstraint('proposed_change_decided', sql`(state = 'waiting') = (decided_at is null)`)
    .execute()
  await db.schema
    .createIndex('proposed_change_waiting')
    .on('proposed_change')
    .columns(['meeting_id', 'kind', 'subject'])
    .unique()
    .where(sql.ref('state'), '=', 'waiting')
    .execute()
  await db.schema
    .alterTable('project')
    .addColumn('late_after', 'integer', (c) =>
      c.notNull().defaultTo(10).check(sql`late_after between 0 and 120`),
    )
    .execute()
  await db.schema
    .alterTable('project')
    .addColumn('close_within', 'integer', (c) =>
      c.notNull().defaultTo(24).check(sql`close_within between 1 and 8760`),
    )
    .execute()
}
