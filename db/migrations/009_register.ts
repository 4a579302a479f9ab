// SPDX-License-Identifier: AGPL-3.0-or-later
// The register as evidence: closed pages in versions, files and scans, walk-ins, self check-in, online platforms' reports.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await files(db)
  await meetingsAndMarks(db)
  await register(db)
  await arrivals(db)
  await platformReports(db)
}

async function files(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('file')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('stored_at', 'text', (c) => c.notNull())
    .execute()
}

async function meetingsAndMarks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('meeting')
    .addColumn('check_in_before', 'integer', (c) => c.notNull().defaultTo(30))
    .execute()
  await db.schema
    .alterTable('meeting')
    .addColumn('check_in_after', 'integer', (c) => c.notNull().defaultTo(30))
    .execute()
  await db.schema
    .alterTable('mark')
    .addColumn('role', 'text', (c) =>
      c.notNull().defaultTo('participant').check(sql`role in ('participant', 'trainer', 'tutor')`),
    )
    .execute()
  await db.schema.alterTable('mark').addColumn('note', 'text').execute()
  await db.schema
    .alterTable('mark')
    .addColumn('document', 'text', (c) => c.references('file.hash'))
    .execute()
  await db.schema
    .alterTable('project')
    .addColumn('evidence_rule', 'text', (c) =>
      c.notNull().defaultTo('either').check(sql`evidence_rule in ('either', 'sheet')`),
    )
    .execute()
}

async function register(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('register')
    .addColumn('edition_id', 'text', (c) => c.primaryKey().references('edition.id'))
    .addColumn('opened_on', 'text', (c) => c.notNull())
    .addColumn('keeper', 'text', (c) => c.notNull())
    .addColumn('stamp_authority', 'text')
    .addColumn('stamp_number', 'text')
    .addColumn('opened_by', 'text', (c) => c.references('account.id'))
    .addColumn('opened_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('register_page')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('closed_by', 'text', (c) => c.references('account.id'))
    .addColumn('closed_by_name', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'text', (c) => c.notNull())
    .addColumn('locked_by', 'text', (c) => c.references('account.id'))
    .addColumn('locked_by_name', 'text')
    .addColumn('locked_at', 'text')
    .addColumn('superseded_at', 'text')
    .addUniqueConstraint('register_page_version', ['meeting_id', 'version'])
    .addCheckConstraint('register_page_reason', sql`version = 1 or reason is not null`)
    .execute()
  await db.schema
    .createIndex('register_page_current')
    .on('register_page')
    .unique()
    .columns(['meeting_id'])
    .where(sql.ref('superseded_at'), 'is', null)
    .execute()
  await db.schema
    .createTable('issued_document')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('edition_id', 'text', (c) => c.notNull().references('edition.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('register', 'fad_report')`))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('file_hash', 'text', (c) => c.notNull().references('file.hash'))
    .addColumn('issued_by', 'text', (c) => c.references('account.id'))
    .addColumn('issued_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('issued_document_number', ['edition_id', 'kind', 'number'])
    .execute()
  await db.schema
    .createTable('issued_document_page')
    .addColumn('document_id', 'text', (c) => c.notNull().references('issued_document.id'))
    .addColumn('page_id', 'text', (c) => c.notNull().references('register_page.id'))
    .addPrimaryKeyConstraint('issued_document_page_key', ['document_id', 'page_id'])
    .execute()
  await db.schema
    .createIndex('issued_document_page_page')
    .on('issued_document_page')
    .columns(['page_id'])
    .execute()
  await db.schema
    .createTable('evidence')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('signed_sheet', 'other')`))
    .addColumn('file_hash', 'text', (c) => c.notNull().references('file.hash'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('attached_by', 'text', (c) => c.references('account.id'))
    .addColumn('attached_at', 'text', (c) => c.notNull())
    .addColumn('withdrawn_by', 'text', (c) => c.references('account.id'))
    .addColumn('withdrawn_at', 'text')
    .addColumn('withdrawn_reason', 'text')
    .execute()
  await db.schema
    .createIndex('evidence_in_force')
    .on('evidence')
    .unique()
    .columns(['meeting_id', 'file_hash'])
    .where(sql.ref('withdrawn_at'), 'is', null)
    .execute()
}

async function arrivals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('walk_in')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('first_name', 'text', (c) => c.notNull())
    .addColumn('last_name', 'text', (c) => c.notNull())
    .addColumn('name_search', 'text', (c) => c.notNull())
    .addColumn('organisation', 'text', (c) => c.notNull())
    .addColumn('sector', 'text', (c) => c.notNull().check(sql`sector in ('public', 'private', 'volunteer')`))
    .addColumn('email', 'text')
    .addColumn('phone', 'text')
    .addColumn('notice_id', 'text', (c) => c.references('privacy_notice.id'))
    .addColumn('intervals', 'text', (c) => c.notNull())
    .addColumn('added_by', 'text', (c) => c.references('account.id'))
    .addColumn('added_at', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.references('person.id'))
    .addColumn('matched_by', 'text', (c) => c.references('account.id'))
    .addColumn('matched_at', 'text')
    .execute()
  await db.schema.createIndex('walk_in_meeting').on('walk_in').columns(['meeting_id']).execute()
  await db.schema
    .createTable('check_in')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('entry', 'exit')`))
    .addColumn('step', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('doubt', 'text', (c) =>
      c.check(sql`doubt in ('not_enrolled', 'outside_window', 'same_device')`),
    )
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('accepted', 'waiting', 'confirmed', 'rejected')`),
    )
    .addColumn('decided_by', 'text', (c) => c.references('account.id'))
    .addColumn('decided_at', 'text')
    .addColumn('settled_at', 'text')
    .addUniqueConstraint('check_in_once', ['meeting_id', 'person_id', 'kind', 'step'])
    .execute()
  await db.schema.createIndex('check_in_device').on('check_in').columns(['meeting_id', 'device']).execute()
  await db.schema
    .createIndex('check_in_unsettled')
    .on('check_in')
    .columns(['state', 'meeting_id'])
    .where(sql.ref('settled_at'), 'is', null)
    .execute()
}

async function platformReports(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('platform_report')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('platform', 'text', (c) => c.notNull().check(sql`platform in ('teams', 'zoom', 'meet')`))
    .addColumn('platform_version', 'text')
    .addColumn('file_hash', 'text', (c) => c.notNull().references('file.hash'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('imported_by', 'text', (c) => c.references('account.id'))
    .addColumn('imported_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('platform_report_once', ['meeting_id', 'file_hash'])
    .execute()
  await db.schema
    .createTable('platform_row')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('report_id', 'text', (c) => c.notNull().references('platform_report.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_search', 'text', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('platform_role', 'text')
    .addColumn('intervals', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('matched', 'waiting', 'set_aside')`))
    .addColumn('matched_by', 'text', (c) => c.check(sql`matched_by in ('email', 'name', 'hand')`))
    .addColumn('person_id', 'text', (c) => c.references('person.id'))
    .addColumn('resolved_by', 'text', (c) => c.references('account.id'))
    .addColumn('resolved_at', 'text')
    .addColumn('reason', 'text')
    .addUniqueConstraint('platform_row_position', ['report_id', 'position'])
    .execute()
}
