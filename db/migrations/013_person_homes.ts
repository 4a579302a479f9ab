// SPDX-License-Identifier: AGPL-3.0-or-later
// To which projects a person belongs, and who keeps their record; changes of an account's e-mail address under way.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('person_home')
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('own', 'guest')`))
    .addColumn('since', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('person_home_key', ['person_id', 'project_id'])
    .execute()
  await db.schema
    .createIndex('person_home_project')
    .on('person_home')
    .columns(['project_id', 'person_id'])
    .execute()
  await homesSoFar(db)
  await db.schema
    .createTable('email_change')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('old_hash', 'text', (c) => c.notNull().unique())
    .addColumn('new_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('old_confirmed_at', 'text')
    .addColumn('new_confirmed_at', 'text')
    .addColumn('ended_at', 'text')
    .execute()
  await db.schema
    .createIndex('email_change_under_way')
    .on('email_change')
    .unique()
    .columns(['account_id'])
    .where(sql.ref('ended_at'), 'is', null)
    .execute()
}

/** Until now every project that had to do with a person could open their record: it keeps it. */
async function homesSoFar(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into person_home (person_id, project_id, kind, since)
    select found.person_id, found.project_id, 'own', min(found.since)
    from (
      select enrolment.person_id, edition.project_id, enrolment.enrolled_at as since
      from enrolment
      inner join edition on edition.id = enrolment.edition_id
      union all
      select meeting_trainer.person_id, edition.project_id, edition.created_at
      from meeting_trainer
      inner join meeting on meeting.id = meeting_trainer.meeting_id
      inner join edition on edition.id = meeting.edition_id
      union all
      select account.person_id, edition.project_id, role_grant.granted_at
      from role_grant
      inner join account on account.id = role_grant.account_id
      inner join edition on edition.id = role_grant.edition_id
      where role_grant.role = 'trainer' and account.person_id is not null
      union all
      select participant.person_id, participant.project_id, meeting.starts_at
      from participant
      inner join meeting on meeting.id = participant.first_meeting_id
      union all
      select person.id, project.id, ledger.at
      from ledger
      inner join person on person.id = ledger.subject_id
      inner join project on project.id = ledger.project_id
      where ledger.act = 'person_added' and ledger.subject_type = 'person'
    ) as found
    group by found.person_id, found.project_id
  `.execute(db)
}
