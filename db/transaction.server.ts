// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from './connect.server.ts'
import { isUndone } from './errors.server.ts'

/** Runs `work` in the caller's transaction when `db` is one, else in a transaction of its own. */
export async function inTransaction<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? await work(db) : await db.transaction().execute(work)
}

/**
 * Runs a transaction, and once more when the first was certainly undone by no fault of its own: its connection died before the
 * commit was sent, or the database chose it as a deadlock's victim. Its work must touch nothing but the database.
 */
export async function retryOnce<T>(transaction: () => Promise<T>): Promise<T> {
  try {
    return await transaction()
  } catch (error) {
    if (!isUndone(error)) throw error
    // The pool's other connections may be dying too: a moment, in which it hears so.
    await new Promise((resolve) => setTimeout(resolve, 100))
    return await transaction()
  }
}
