// SPDX-License-Identifier: AGPL-3.0-or-later
import Sqlite from 'better-sqlite3'
import { Migrator } from 'kysely/migration'
import type { Db } from './connect.server.ts'
import { migrations } from './migrations/index.ts'

function migratorOf(db: Db): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } })
}

/**
 * Brings the database to the newest schema; returns the names of the migrations run. All or nothing: a failing
 * migration leaves the schema as it was. Safe to call from several processes at once (the migrator takes a lock).
 */
export async function migrate(db: Db): Promise<string[]> {
  const { error, results = [] } = await migratorOf(db).migrateToLatest()
  if (error) throw error
  return results.map((result) => result.migrationName)
}

/** Whether the schema is `current`, `old`, or there is none yet (`empty`). */
export async function schemaState(db: Db): Promise<'empty' | 'old' | 'current'> {
  const known = await migratorOf(db).getMigrations()
  const run = known.filter((migration) => migration.executedAt).length
  if (run === known.length) return 'current'
  return run === 0 ? 'empty' : 'old'
}

/** Copies a SQLite database beside itself, while it is in use. Returns the copy's path; null for another engine. */
export async function copySqlite(url: string, stamp: string): Promise<string | null> {
  if (!url.startsWith('file:')) return null
  const path = url.slice(5)
  const copy = `${path}.before-${stamp}`
  const source = new Sqlite(path, { readonly: true })
  try {
    await source.backup(copy)
  } finally {
    source.close()
  }
  return copy
}
