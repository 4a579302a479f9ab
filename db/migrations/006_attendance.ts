// SPDX-License-Identifier: AGPL-3.0-or-later
// Marks, append-only: the current mark of a person at a meeting is the one that nothing supersedes.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mark')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('present', 'absent', 'excused')`))
    .addColumn('intervals', 'text', (c) => c.notNull())
    .addColumn('credited_minutes', 'integer', (c) => c.notNull())
    .addColumn('source', 'text', (c) =>
      c.notNull().check(sql`source in ('trainer', 'self', 'paper', 'platform_log', 'import')`),
    )
    .addColumn('reason', 'text')
    .addColumn('recorded_by', 'text', (c) => c.references('account.id'))
    .addColumn('recorded_at', 'text', (c) => c.notNull())
    .addColumn('nonce', 'text', (c) => c.notNull())
    .addColumn('superseded_by', 'text')
    .addForeignKeyConstraint('mark_superseded_by', ['superseded_by'], 'mark', ['id'], (c) =>
      c.deferrable().initiallyDeferred(),
    )
    .addUniqueConstraint('mark_nonce', ['meeting_id', 'person_id', 'nonce'])
    .addCheckConstraint('mark_minutes', sql`credited_minutes >= 0`)
    .execute()
  await db.schema
    .createIndex('mark_current')
    .on('mark')
    .unique()
    .columns(['meeting_id', 'person_id'])
    .where(sql.ref('superseded_by'), 'is', null)
    .execute()
  await db.schema.createIndex('mark_person').on('mark').columns(['person_id', 'meeting_id']).execute()
  await db.schema
    .createTable('participant')
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('first_meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('first_on', 'text', (c) => c.notNull())
    .addColumn('organisation_id', 'text', (c) => c.references('organisation.id'))
    .addColumn('organisation_type', 'text', (c) => c.notNull())
    .addColumn('sector', 'text', (c) => c.notNull().check(sql`sector in ('public', 'private', 'volunteer')`))
    .addColumn('gender', 'text', (c) => c.notNull().check(sql`gender in ('F', 'M', 'X', 'not_stated')`))
    .addColumn('age_bracket', 'text', (c) =>
      c.notNull().check(sql`age_bracket in ('under_18', 'from_18_to_60', 'over_60', 'not_stated')`),
    )
    .addPrimaryKeyConstraint('participant_key', ['project_id', 'person_id'])
    .execute()
  await db.schema.createIndex('participant_person').on('participant').columns(['person_id']).execute()
}
