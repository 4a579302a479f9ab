// SPDX-License-Identifier: AGPL-3.0-or-later
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Db } from './connect.server.ts'
import { migrations } from './migrations/index.ts'

/** A database that this program must not work on; the message is one line for whoever started it. */
export class SchemaError extends Error {}

/** Stands in a database while it is being restored into; whoever finds it finds half of something. */
export const unfinishedTable = 'restore_unfinished'

function migratorOf(db: Db, known: Record<string, Migration> = migrations): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => known } })
}

/**
 * Brings the database to the newest schema, or to the one that `names` make; returns the names of the migrations run. All or
 * nothing: a failing migration leaves the schema as it was. Safe to call from several processes at once (the migrator takes a
 * lock).
 */
export async function migrate(db: Db, names = Object.keys(migrations)): Promise<string[]> {
  const known = Object.entries(migrations).filter(([name]) => names.includes(name))
  const { error, results = [] } = await migratorOf(db, Object.fromEntries(known)).migrateToLatest()
  if (error) throw error
  return results.map((result) => result.migrationName)
}

/** The migrations that a database has had, in order; none where there is no schema. */
export async function migrationsRun(db: Db): Promise<string[]> {
  const tables = await tablesIn(db)
  if (!tables.includes('kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Migrations of a newer program among these. */
export function unknownMigrations(names: readonly string[]): string[] {
  return names.filter((name) => !(name in migrations))
}

/**
 * Whether the schema is `current`, `old`, a `newer` program's, or there is none yet (`empty`). Refuses a database whose
 * restoring was never finished.
 */
export async function schemaState(db: Db): Promise<'empty' | 'old' | 'current' | 'newer'> {
  if ((await tablesIn(db)).includes(unfinishedTable)) {
    throw new SchemaError(
      'This database is half restored: an "npm run restore" was interrupted. Run it again with --again.',
    )
  }
  const run = await migrationsRun(db)
  if (run.length === 0) return 'empty'
  if (unknownMigrations(run).length > 0) return 'newer'
  return run.length === Object.keys(migrations).length ? 'current' : 'old'
}

/** Refuses a database that a newer program has changed; returns the state of any other. */
export async function requireOwnSchema(db: Db): Promise<'empty' | 'old' | 'current'> {
  const state = await schemaState(db)
  if (state !== 'newer') return state
  const [name] = unknownMigrations(await migrationsRun(db))
  throw new SchemaError(
    `This database belongs to a newer Presente (it has had migration ${name}, unknown here). Start that version, or restore a backup of this one.`,
  )
}

async function tablesIn(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  return tables.map(({ name }) => name)
}
