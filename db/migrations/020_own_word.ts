// SPDX-License-Identifier: AGPL-3.0-or-later
// An exit says which entry it ends, so that it is one; and whoever sees an error in the record of a meeting says so.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('check_in')
    .addColumn('entry_id', 'text', (c) => c.references('check_in.id'))
    .execute()
  await db.schema
    .createIndex('check_in_one_exit')
    .unique()
    .on('check_in')
    .columns(['entry_id'])
    .where(sql.ref('state'), '!=', 'rejected')
    .execute()
  await db.schema
    .createTable('correction_request')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('own', 'locked')`))
    .addColumn('person_id', 'text', (c) => c.references('person.id'))
    .addColumn('asked_by', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('open', 'accepted', 'declined', 'withdrawn')`),
    )
    .addColumn('answer', 'text')
    .addColumn('answered_by', 'text', (c) => c.references('account.id'))
    .addColumn('answered_at', 'text')
    .addCheckConstraint('correction_request_own', sql`kind = 'locked' or person_id is not null`)
    .addCheckConstraint('correction_request_answered', sql`(state = 'open') = (answered_at is null)`)
    .execute()
  // One that waits for each person at a meeting, and one for the page of each who recorded it.
  await db.schema
    .createIndex('correction_request_one_own')
    .unique()
    .on('correction_request')
    .columns(['meeting_id', 'person_id'])
    .where(sql<boolean>`state = 'open' and kind = 'own'`)
    .execute()
  await db.schema
    .createIndex('correction_request_one_locked')
    .unique()
    .on('correction_request')
    .columns(['meeting_id', 'asked_by'])
    .where(sql<boolean>`state = 'open' and kind = 'locked'`)
    .execute()
  await db.schema
    .createIndex('correction_request_meeting')
    .on('correction_request')
    .columns(['meeting_id', 'state'])
    .execute()
  await db.schema
    .createIndex('correction_request_person')
    .on('correction_request')
    .columns(['person_id', 'asked_at'])
    .execute()
}
