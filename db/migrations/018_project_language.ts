// SPDX-License-Identifier: AGPL-3.0-or-later
// The language in which a project's documents are printed, whoever prints them.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('project')
    .addColumn('language', 'text', (c) => c.notNull().defaultTo('it').check(sql`language in ('it', 'en')`))
    .execute()
}
