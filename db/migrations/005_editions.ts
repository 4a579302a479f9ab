// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs of a course in a project, their meetings and who is enrolled. Roles are granted here, since a grant may be for one edition.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('edition')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    .addColumn('course_id', 'text', (c) => c.references('course.id'))
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) =>
      c.notNull().check(sql`kind in ('course', 'laboratory', 'workshop', 'table', 'event')`),
    )
    .addColumn('venue', 'text')
    .addColumn('capacity', 'integer')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('edition_project').on('edition').columns(['project_id']).execute()
  await db.schema
    .createTable('meeting')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('edition_id', 'text', (c) => c.notNull().references('edition.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text', (c) => c.notNull())
    .addColumn('breaks', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) =>
      c.notNull().check(sql`mode in ('in_person', 'virtual_class', 'hybrid', 'webinar')`),
    )
    .addColumn('venue', 'text')
    .addColumn('link', 'text')
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('planned', 'open', 'closed', 'locked', 'cancelled')`),
    )
    .addColumn('topic', 'text')
    .addUniqueConstraint('meeting_number', ['edition_id', 'number'])
    .addCheckConstraint('meeting_ends_after_start', sql`ends_at > starts_at`)
    .execute()
  await db.schema.createIndex('meeting_start').on('meeting').columns(['starts_at']).execute()
  await db.schema
    .createTable('meeting_trainer')
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('trainer', 'tutor')`))
    .addPrimaryKeyConstraint('meeting_trainer_key', ['meeting_id', 'person_id'])
    .execute()
  await db.schema.createIndex('meeting_trainer_person').on('meeting_trainer').columns(['person_id']).execute()
  await db.schema
    .createTable('enrolment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('edition_id', 'text', (c) => c.notNull().references('edition.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('requested', 'enrolled', 'waiting', 'withdrawn')`),
    )
    .addColumn('course_version_id', 'text', (c) => c.references('course_version.id'))
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('enrolled_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('enrolment_once', ['edition_id', 'person_id'])
    .execute()
  await db.schema.createIndex('enrolment_person').on('enrolment').columns(['person_id']).execute()
  await db.schema
    .createTable('enrolment_event')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('enrolment_id', 'text', (c) => c.notNull().references('enrolment.id'))
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('requested', 'enrolled', 'waiting', 'withdrawn')`),
    )
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('by_account', 'text', (c) => c.references('account.id'))
    .addColumn('note', 'text')
    .execute()
  await db.schema
    .createIndex('enrolment_event_enrolment')
    .on('enrolment_event')
    .columns(['enrolment_id'])
    .execute()
  await db.schema
    .createTable('role_grant')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('role', 'text', (c) =>
      c.notNull().check(sql`role in ('administrator', 'manager', 'auditor', 'trainer')`),
    )
    .addColumn('project_id', 'text', (c) => c.references('project.id'))
    .addColumn('edition_id', 'text', (c) => c.references('edition.id'))
    .addColumn('granted_by', 'text', (c) => c.references('account.id'))
    .addColumn('granted_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute()
  await db.schema.createIndex('role_grant_account').on('role_grant').columns(['account_id']).execute()
  await db.schema.createIndex('role_grant_project').on('role_grant').columns(['project_id']).execute()
  await db.schema.createIndex('role_grant_edition').on('role_grant').columns(['edition_id']).execute()
  await db.schema
    .createTable('tally')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('target_id', 'text', (c) => c.notNull().references('target.id'))
    .addColumn('on_date', 'text', (c) => c.notNull())
    .addColumn('quantity', 'integer', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('recorded_by', 'text', (c) => c.references('account.id'))
    .addColumn('recorded_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('tally_target').on('tally').columns(['target_id']).execute()
}
