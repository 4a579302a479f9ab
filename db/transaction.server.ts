// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from './connect.server.ts'

/** Runs `work` in the caller's transaction when `db` is one, else in a transaction of its own. */
export async function inTransaction<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? await work(db) : await db.transaction().execute(work)
}
