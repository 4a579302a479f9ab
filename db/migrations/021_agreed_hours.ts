// SPDX-License-Identifier: AGPL-3.0-or-later
// How many hours of teaching a project and a person agreed on, as the project's manager wrote them down.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agreed_hours')
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('minutes', 'integer', (c) => c.notNull().check(sql`minutes > 0`))
    .addPrimaryKeyConstraint('agreed_hours_once', ['project_id', 'person_id'])
    .execute()
  await db.schema.createIndex('agreed_hours_person').on('agreed_hours').columns(['person_id']).execute()
}
