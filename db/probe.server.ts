// SPDX-License-Identifier: AGPL-3.0-or-later
import { randomUUID } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import type { Db } from './connect.server.ts'
import { type Outage, outageOf } from './errors.server.ts'

/**
 * Why a SQLite file cannot be written: `locked` when others do not let go of it for two seconds. Waits without holding the event
 * loop, and writes nothing. Null when it can, and for PostgreSQL, whose writers wait for rows and not for a file.
 */
export async function findLock(url: string): Promise<Outage | null> {
  if (!url.startsWith('file:')) return null
  // A connection of its own: the program's may be in the middle of something.
  const file = new Sqlite(url.slice(5), { fileMustExist: true, timeout: 0 })
  try {
    for (let tries = 20; tries > 0; tries--) {
      const outage = beginning(file)
      if (outage !== 'locked') return outage
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return 'locked'
  } finally {
    file.close()
  }
}

function beginning(file: Sqlite.Database): Outage | null {
  try {
    file.exec('begin immediate; rollback')
    return null
  } catch (error) {
    const outage = outageOf(error)
    if (!outage) throw error
    return outage
  }
}

/**
 * Writes a row and takes it back, failing as any write would: on a server whose disk is full, or that only reads. Nobody sees the
 * row or waits for it.
 */
export async function tryWriting(db: Db): Promise<void> {
  const takenBack = new Error('taken back')
  const tried = db.transaction().execute(async (db) => {
    await db
      .insertInto('setting')
      .values({ key: `probe_${randomUUID()}`, value: '' })
      .execute()
    throw takenBack
  })
  await tried.catch((error: unknown) => {
    if (error !== takenBack) throw error
  })
}
