// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person did online, and whether the whole is complete.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('module_progress')
    .addColumn('enrolment_id', 'text', (c) => c.notNull().references('enrolment.id'))
    .addColumn('module_id', 'text', (c) => c.notNull().references('module.id'))
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addColumn('completed_at', 'text')
    .addPrimaryKeyConstraint('module_progress_key', ['enrolment_id', 'module_id'])
    .execute()
  await db.schema
    .createTable('quiz_attempt')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('enrolment_id', 'text', (c) => c.notNull().references('enrolment.id'))
    .addColumn('module_id', 'text', (c) => c.notNull().references('module.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('answers', 'text', (c) => c.notNull())
    .addColumn('score', 'integer', (c) => c.notNull())
    .addColumn('passed', 'integer', (c) => c.notNull().check(sql`passed in (0, 1)`))
    .addColumn('nonce', 'text', (c) => c.notNull())
    .addColumn('submitted_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('quiz_attempt_number', ['enrolment_id', 'module_id', 'number'])
    .addUniqueConstraint('quiz_attempt_nonce', ['enrolment_id', 'module_id', 'nonce'])
    .execute()
  await db.schema
    .createTable('completion')
    .addColumn('enrolment_id', 'text', (c) => c.primaryKey().references('enrolment.id'))
    .addColumn('credited_minutes', 'integer', (c) => c.notNull())
    .addColumn('modules_done', 'integer', (c) => c.notNull())
    .addColumn('completed_at', 'text')
    .execute()
}
