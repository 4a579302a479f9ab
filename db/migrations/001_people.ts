// SPDX-License-Identifier: AGPL-3.0-or-later
// Persons, the bodies they work for, and the privacy notices they read.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('organisation')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_search', 'text', (c) => c.notNull().unique())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('sector', 'text', (c) => c.notNull().check(sql`sector in ('public', 'private', 'volunteer')`))
    .addColumn('municipality', 'text')
    .addColumn('province', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('person')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('first_name', 'text', (c) => c.notNull())
    .addColumn('last_name', 'text', (c) => c.notNull())
    .addColumn('name_search', 'text', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('phone', 'text')
    .addColumn('gender', 'text', (c) => c.notNull().check(sql`gender in ('F', 'M', 'X', 'not_stated')`))
    .addColumn('born_on', 'text')
    .addColumn('is_staff', 'integer', (c) => c.notNull().defaultTo(0).check(sql`is_staff in (0, 1)`))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('person_name').on('person').columns(['name_search']).execute()
  await db.schema.createIndex('person_email').on('person').columns(['email']).execute()
  await db.schema
    .createTable('employment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('role', 'text')
    .addColumn('started_on', 'text', (c) => c.notNull())
    .addColumn('ended_on', 'text')
    .execute()
  await db.schema
    .createIndex('employment_person')
    .on('employment')
    .columns(['person_id', 'started_on'])
    .execute()
  await db.schema
    .createIndex('employment_organisation')
    .on('employment')
    .columns(['organisation_id'])
    .execute()
  await db.schema
    .createIndex('employment_current')
    .on('employment')
    .unique()
    .columns(['person_id'])
    .where(sql.ref('ended_on'), 'is', null)
    .execute()
  await db.schema
    .createTable('privacy_notice')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('version', 'integer', (c) => c.notNull().unique())
    .addColumn('text_it', 'text', (c) => c.notNull())
    .addColumn('text_en', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .execute()
}
