// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of the table `mark`, many at a time. Nothing here decides anything: see marks.server.ts.

import type { Insertable, Selectable, Transaction } from 'kysely'
import type { Db } from '#db/connect.server.ts'
import type { Database, MarkTable } from '#db/schema.ts'
import { intervalsOf } from './mark.ts'
import type { Interval } from './minutes.ts'

export type KeptMark = Omit<Selectable<MarkTable>, 'intervals'> & {
  intervals: Interval[]
  recorded_by_name: string | null
}

/** Every mark of a meeting, superseded ones too, oldest first, with its author's name, by person. */
export async function marksByPerson(db: Db, meeting_id: string): Promise<Map<string, KeptMark[]>> {
  const rows = await db
    .selectFrom('mark')
    .leftJoin('account', 'account.id', 'mark.recorded_by')
    .selectAll('mark')
    .select('account.name as recorded_by_name')
    .where('mark.meeting_id', '=', meeting_id)
    .orderBy('mark.recorded_at')
    .orderBy('mark.id')
    .execute()
  const marks = rows.map((row) => ({ ...row, intervals: intervalsOf(row.intervals) }))
  return Map.groupBy(marks, (mark) => mark.person_id)
}

// SQLite takes at most 32,766 values in a statement.
const batch = 500

export async function insertMarks(db: Transaction<Database>, rows: Insertable<MarkTable>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batch) {
    await db
      .insertInto('mark')
      .values(rows.slice(from, from + batch))
      .execute()
  }
}

/**
 * Says which mark supersedes which, before the new ones are inserted: the database allows one current mark for a person at
 * a meeting, and checks that the new ones exist when the transaction ends.
 */
export async function supersedeMarks(
  db: Transaction<Database>,
  pairs: { old: string; by: string }[],
): Promise<void> {
  for (let from = 0; from < pairs.length; from += batch) {
    const [first, ...others] = pairs.slice(from, from + batch)
    if (!first) return
    await db
      .updateTable('mark')
      .set((eb) => ({
        superseded_by: others
          .reduce(
            (cases, pair) => cases.when('id', '=', pair.old).then(pair.by),
            eb.case().when('id', '=', first.old).then(first.by),
          )
          .end(),
      }))
      .where(
        'id',
        'in',
        [first, ...others].map((pair) => pair.old),
      )
      .execute()
  }
}

export async function writeMinutes(
  db: Transaction<Database>,
  changes: { id: string; credited_minutes: number }[],
): Promise<void> {
  for (let from = 0; from < changes.length; from += batch) {
    const [first, ...others] = changes.slice(from, from + batch)
    if (!first) return
    await db
      .updateTable('mark')
      .set((eb) => ({
        // Literals, because PostgreSQL takes a parameter after `then` for text.
        credited_minutes: others
          .reduce(
            (cases, change) => cases.when('id', '=', change.id).then(eb.lit(change.credited_minutes)),
            eb.case().when('id', '=', first.id).then(eb.lit(first.credited_minutes)),
          )
          .else(eb.ref('credited_minutes'))
          .end(),
      }))
      .where(
        'id',
        'in',
        [first, ...others].map((change) => change.id),
      )
      .execute()
  }
}
