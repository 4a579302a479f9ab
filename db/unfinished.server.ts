// SPDX-License-Identifier: AGPL-3.0-or-later
// A database that is being restored into: empty before, marked meanwhile, so that nobody takes half of it for the whole.
import { sql } from 'kysely'
import type { Db } from './connect.server.ts'
import { engineOf } from './engine.server.ts'
import { unfinishedTable } from './migrate.server.ts'

/** Whether a database has no table, was begun to be restored into and not finished, or is somebody's. */
export async function occupationOf(db: Db): Promise<'empty' | 'unfinished' | 'taken'> {
  const tables = await everyTable(db)
  if (tables.includes(unfinishedTable)) return 'unfinished'
  return tables.length === 0 ? 'empty' : 'taken'
}

/** Marks an empty database as being restored into. Of two at once, one is refused. */
export async function markUnfinished(db: Db): Promise<void> {
  await db.schema.createTable(unfinishedTable).addColumn('begun_at', 'text').execute()
}

/** What was restored is whole. */
export async function markFinished(db: Db): Promise<void> {
  await db.schema.dropTable(unfinishedTable).execute()
}

/** Empties a database that is marked as unfinished; another is left as it is. The mark goes last. */
export async function emptyUnfinished(db: Db): Promise<void> {
  if ((await occupationOf(db)) !== 'unfinished') return
  if (engineOf(db) === 'sqlite') await sql`pragma foreign_keys = off`.execute(db)
  for (const name of await everyTable(db)) {
    if (name === unfinishedTable) continue
    const cascade = engineOf(db) === 'sqlite' ? sql`` : sql` cascade`
    await sql`drop table ${sql.table(name)}${cascade}`.execute(db)
  }
  await markFinished(db)
}

async function everyTable(db: Db): Promise<string[]> {
  const query =
    engineOf(db) === 'sqlite'
      ? sql<{
          name: string
        }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
      : sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`
  return (await query.execute(db)).rows.map(({ name }) => name)
}
