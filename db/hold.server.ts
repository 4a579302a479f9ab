// SPDX-License-Identifier: AGPL-3.0-or-later
// Rules of "at most, exactly one, last, next number" are about a row: whoever checks one holds that row first, and whoever
// comes second waits until the first has committed, and then reads what the first wrote. On SQLite nothing is to be done:
// `begin immediate` lets one transaction write at a time. db/README.md says in which order rows are held.
import { PostgresAdapter, type Selectable, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

type Holdable = 'project' | 'edition' | 'meeting' | 'person' | 'account'

/** A row as it is now, held until the transaction ends; undefined when there is none. Rows that name it may be added meanwhile. */
export async function holdRow<T extends Holdable>(
  db: Transaction<Database>,
  table: T,
  id: string,
): Promise<Selectable<Database[T]> | undefined> {
  const row = db
    .selectFrom(table as Holdable)
    .selectAll()
    .where('id', '=', id)
  const found = await (hasLocks(db) ? row.forNoKeyUpdate() : row).executeTakeFirst()
  return found as Selectable<Database[T]> | undefined
}

/**
 * Holds the ledger's head, for which whoever writes an act waits. What is looked for in the whole installation before it is added
 * (a person, an account, a role, the last administrator) is looked for under it. No other row is held after it.
 */
export async function holdLedger(db: Transaction<Database>): Promise<void> {
  if (hasLocks(db)) await db.selectFrom('ledger_head').select('id').forNoKeyUpdate().execute()
}

function hasLocks(db: Transaction<Database>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}
