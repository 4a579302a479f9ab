// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Transaction } from 'kysely'
import type { Db } from './connect.server.ts'
import type { Database } from './schema.ts'

/** Runs `work` in the caller's transaction when `db` is one, else in a transaction of its own. */
export async function inTransaction<T>(db: Db, work: (db: Transaction<Database>) => Promise<T>): Promise<T> {
  return isTransaction(db) ? await work(db) : await db.transaction().execute(work)
}

function isTransaction(db: Db): db is Transaction<Database> {
  return db.isTransaction
}
