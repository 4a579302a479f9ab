// SPDX-License-Identifier: AGPL-3.0-or-later
import { existsSync, statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { Migrator } from 'kysely/migration'
import type { Db } from './connect.server.ts'
import { migrations } from './migrations/index.ts'

/**
 * Brings the database to the newest schema; returns the names of the migrations run. All or nothing: a failing
 * migration leaves the schema as it was. Safe to call from several processes at once (the migrator takes a lock).
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  return results.map((result) => result.migrationName)
}

/** Whether some migration has not run yet. */
export async function needsMigration(db: Db): Promise<boolean> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  return (await migrator.getMigrations()).some((migration) => !migration.executedAt)
}

/** Copies an existing SQLite file beside itself before a migration; returns the copy's path, null if there was none. */
export async function copyBeforeMigration(url: string, stamp: string): Promise<string | null> {
  const path = url.startsWith('file:') ? url.slice(5) : null
  if (!path || !existsSync(path) || statSync(path).size === 0) return null
  const copy = `${path}.before-${stamp}`
  const source = new Sqlite(path, { readonly: true })
  await source.backup(copy)
  source.close()
  return copy
}
