// SPDX-License-Identifier: AGPL-3.0-or-later
// What the ids in ledger rows stand for today: one query for each kind of thing, however many rows.

import { locale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { personName } from '#plan/people/person.ts'
import type { Names, Values } from './facts.ts'

type Row = { subject_type: string; subject_id: string; before: Values | null; after: Values | null }

/** Names by id, and the name of a row's subject; an id that names nothing any more is shown by its end. */
export async function namesOf(db: Db, rows: readonly Row[]) {
  const ids = [...new Set(rows.flatMap((row) => [row.subject_id, ...idsIn(row.before), ...idsIn(row.after)]))]
  const names = ids.length === 0 ? new Map<string, string>() : await namesById(db, ids)
  const subjectName = (row: Row) => {
    if (row.subject_type === 'setting') return m.ledger_installation()
    return names.get(row.subject_id) ?? removedName(row) ?? row.subject_id.slice(-8)
  }
  return { names: names as Names, subjectName }
}

async function namesById(db: Db, ids: string[]): Promise<Map<string, string>> {
  const language = locale()
  const [persons, enrolments, marks, editions, meetings, accounts, others] = await Promise.all([
    db.selectFrom('person').select(['id', 'first_name', 'last_name']).where('id', 'in', ids).execute(),
    db
      .selectFrom('enrolment')
      .innerJoin('person', 'person.id', 'enrolment.person_id')
      .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
      .select(['enrolment.id', 'person.first_name', 'person.last_name', 'edition.code'])
      .where('enrolment.id', 'in', ids)
      .execute(),
    db
      .selectFrom('mark')
      .innerJoin('person', 'person.id', 'mark.person_id')
      .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .select(['mark.id', 'person.first_name', 'person.last_name', 'meeting.number', 'edition.code'])
      .where('mark.id', 'in', ids)
      .execute(),
    db.selectFrom('edition').select(['id', 'code', 'title']).where('id', 'in', ids).execute(),
    db
      .selectFrom('meeting')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .select(['meeting.id', 'meeting.number', 'meeting.title', 'edition.code'])
      .where('meeting.id', 'in', ids)
      .execute(),
    db.selectFrom('account').select(['id', 'name']).where('id', 'in', ids).execute(),
    db
      .selectFrom('organisation')
      .select(['id', 'name'])
      .where('id', 'in', ids)
      .unionAll(db.selectFrom('project').select(['id', 'acronym as name']).where('id', 'in', ids))
      .unionAll(
        db
          .selectFrom('target')
          .select(['id', `label_${language} as name`])
          .where('id', 'in', ids),
      )
      .unionAll(
        db
          .selectFrom('course')
          .select(['id', `title_${language} as name`])
          .where('id', 'in', ids),
      )
      .unionAll(db.selectFrom('module').select(['id', 'title as name']).where('id', 'in', ids))
      .execute(),
  ])
  return new Map([
    ...persons.map((row) => [row.id, nameOf(row)] as const),
    ...enrolments.map((row) => [row.id, `${nameOf(row)} (${row.code})`] as const),
    ...marks.map((row) => [row.id, `${nameOf(row)} (${meetingName(row)})`] as const),
    ...editions.map((row) => [row.id, `${row.code} ${row.title}`] as const),
    ...meetings.map((row) => [row.id, `${meetingName(row)} ${row.title}`] as const),
    ...accounts.map((row) => [row.id, row.name] as const),
    ...others.map((row) => [row.id, row.name] as const),
  ])
}

const nameOf = (row: { first_name: string; last_name: string }) => personName(row.first_name, row.last_name)
const meetingName = (row: { code: string; number: number }) => `${row.code} n. ${row.number}`

// Of what was removed since, the row itself may still say the name.
function removedName({ before, after }: Row): string | null {
  const values = { ...after, ...before }
  const name = values[`label_${locale()}`] ?? values.title ?? values.name
  return typeof name === 'string' ? name : null
}

/** Every id within kept values, at any depth. */
function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : []
}
