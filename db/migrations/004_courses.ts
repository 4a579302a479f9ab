// SPDX-License-Identifier: AGPL-3.0-or-later
// Courses and their immutable published versions.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('course')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('slug', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) =>
      c.notNull().check(sql`kind in ('course', 'laboratory', 'workshop', 'table', 'event')`),
    )
    .addColumn('title_it', 'text', (c) => c.notNull())
    .addColumn('title_en', 'text', (c) => c.notNull())
    .addColumn('summary_it', 'text', (c) => c.notNull())
    .addColumn('summary_en', 'text', (c) => c.notNull())
    .addColumn('version_id', 'text')
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('course_version')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('course_id', 'text', (c) => c.notNull().references('course.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('level_it', 'text', (c) => c.notNull())
    .addColumn('level_en', 'text', (c) => c.notNull())
    .addColumn('audience_it', 'text', (c) => c.notNull())
    .addColumn('audience_en', 'text', (c) => c.notNull())
    .addColumn('description_html', 'text', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('threshold', 'integer', (c) => c.notNull())
    .addUniqueConstraint('course_version_number', ['course_id', 'number'])
    .addUniqueConstraint('course_version_content', ['course_id', 'content_hash'])
    .execute()
  await db.schema
    .createTable('module')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('version_id', 'text', (c) => c.notNull().references('course_version.id'))
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('quiz', 'text')
    .addColumn('pass_mark', 'integer', (c) => c.notNull())
    .addUniqueConstraint('module_slug', ['version_id', 'slug'])
    .execute()
}
