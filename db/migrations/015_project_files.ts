// SPDX-License-Identifier: AGPL-3.0-or-later
// Which files each project keeps, so that the space they take is counted without reading its marks.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('project_file')
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    .addColumn('file_hash', 'text', (c) => c.notNull().references('file.hash'))
    .addPrimaryKeyConstraint('project_file_key', ['project_id', 'file_hash'])
    .execute()
  await sql`
    insert into project_file (project_id, file_hash)
    select edition.project_id, evidence.file_hash from evidence
      join meeting on meeting.id = evidence.meeting_id join edition on edition.id = meeting.edition_id
    union
    select edition.project_id, platform_report.file_hash from platform_report
      join meeting on meeting.id = platform_report.meeting_id join edition on edition.id = meeting.edition_id
    union
    select edition.project_id, mark.document from mark
      join meeting on meeting.id = mark.meeting_id join edition on edition.id = meeting.edition_id
      where mark.document is not null
    union
    select edition.project_id, issued_document.file_hash from issued_document
      join edition on edition.id = issued_document.edition_id
  `.execute(db)
}
