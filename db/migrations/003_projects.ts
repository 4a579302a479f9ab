// SPDX-License-Identifier: AGPL-3.0-or-later
// Funded projects, who runs them, and the tree of what they promised.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('project')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('slug', 'text', (c) => c.notNull().unique())
    .addColumn('acronym', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('code', 'text')
    .addColumn('cup', 'text')
    .addColumn('fund', 'text', (c) => c.notNull())
    .addColumn('fund_period', 'text')
    .addColumn('specific_objective', 'text')
    .addColumn('national_objective', 'text')
    .addColumn('funding_statement', 'text', (c) => c.notNull())
    .addColumn('starts_on', 'text')
    .addColumn('ends_on', 'text')
    .addColumn('declared_months', 'integer')
    .addColumn('reached_stage', 'text', (c) =>
      c.notNull().check(sql`reached_stage in ('attended', 'completed')`),
    )
    .addColumn('aims', 'text', (c) => c.notNull())
    .addColumn('recipients', 'text', (c) => c.notNull())
    .addColumn('contact_email', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('project_partner')
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('lead', 'partner', 'supporting')`))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('project_partner_key', ['project_id', 'organisation_id'])
    .execute()
  await db.schema
    .createTable('work_package')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('work_package_project').on('work_package').columns(['project_id']).execute()
  await db.schema
    .createTable('target')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    .addColumn('parent_id', 'text', (c) => c.references('target.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('label_it', 'text', (c) => c.notNull())
    .addColumn('label_en', 'text', (c) => c.notNull())
    .addColumn('quantity', 'integer')
    .addColumn('unit', 'text', (c) =>
      c.notNull().check(sql`unit in ('persons', 'organisations', 'households')`),
    )
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('direct', 'indirect')`))
    .addColumn('source', 'text', (c) => c.notNull().check(sql`source in ('attendance', 'tally')`))
    .addColumn('audience', 'text', (c) => c.notNull().check(sql`audience in ('training', 'table')`))
    .addColumn('sector', 'text', (c) => c.check(sql`sector in ('public', 'private', 'volunteer')`))
    .addColumn('organisation_types', 'text')
    .execute()
  await db.schema.createIndex('target_project').on('target').columns(['project_id', 'position']).execute()
}
