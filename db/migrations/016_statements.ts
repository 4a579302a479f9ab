// SPDX-License-Identifier: AGPL-3.0-or-later
// A mark is a statement: when it was made, what its author had seen, up to when it was said again. One can be withdrawn; what
// arrives after its page was closed waits as a proposal.
import { type Kysely, sql } from 'kysely'
import { changeTable } from './change-table.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('mark').addColumn('stated_at', 'text').execute()
  await db.schema.alterTable('mark').addColumn('restated_at', 'text').execute()
  await db.schema.alterTable('mark').addColumn('restated_nonce', 'text').execute()
  await db.schema
    .alterTable('mark')
    .addColumn('based_on', 'text', (c) => c.references('mark.id'))
    .execute()
  await sql`update mark set stated_at = recorded_at, restated_at = recorded_at, restated_nonce = nonce`.execute(
    db,
  )
  // Who came early was marked at once; they are present as the meeting begins.
  const begins = sql`(select starts_at from meeting where meeting.id = mark.meeting_id)`
  await sql`
    update mark set stated_at = ${begins}, restated_at = ${begins}
    where source = 'self' and recorded_at < ${begins}`.execute(db)
  await changeTable(db, 'mark', [
    { column: 'stated_at', notNull: true },
    { column: 'restated_at', notNull: true },
    { column: 'restated_nonce', notNull: true },
    {
      column: 'status',
      check: {
        from: `status in ('present', 'absent', 'excused')`,
        to: `status in ('present', 'absent', 'excused', 'withdrawn')`,
      },
    },
  ])
  await db.schema
    .createTable('proposed_mark')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('meeting_id', 'text', (c) => c.notNull().references('meeting.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('status', 'text', (c) =>
      c.notNull().check(sql`status in ('present', 'absent', 'excused', 'withdrawn')`),
    )
    .addColumn('intervals', 'text', (c) => c.notNull())
    .addColumn('stated_at', 'text', (c) => c.notNull())
    .addColumn('arrived_at', 'text', (c) => c.notNull())
    .addColumn('nonce', 'text', (c) => c.notNull())
    .addColumn('proposed_by', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('waiting', 'accepted', 'dismissed')`))
    .addColumn('decided_by', 'text', (c) => c.references('account.id'))
    .addColumn('decided_at', 'text')
    .addUniqueConstraint('proposed_mark_nonce', ['meeting_id', 'person_id', 'nonce'])
    .addCheckConstraint('proposed_mark_decided', sql`(state = 'waiting') = (decided_at is null)`)
    .execute()
  await db.schema.createIndex('mark_based_on').on('mark').columns(['based_on']).execute()
}
