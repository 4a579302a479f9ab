// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows from elsewhere, put into an empty schema in whatever order they come: what they refer to is checked at the end.
import { sql } from 'kysely'
import type { Db } from './connect.server.ts'
import { engineOf } from './engine.server.ts'
import { keyedTables, type Row } from './snapshot.server.ts'

/** What is given to `work`: puts rows into a table. */
export type Insert = (table: string, rows: readonly Row[]) => Promise<void>

/**
 * Empties every table (migrations put rows into some), runs `work` and checks every reference, in one transaction: all the rows
 * are there afterwards, or none. Refuses rows that refer to what is not there. `db` is a connection of its own.
 */
export async function loadRows(db: Db, work: (insert: Insert) => Promise<void>): Promise<void> {
  const isSqlite = engineOf(db) === 'sqlite'
  await db.connection().execute(async (db) => {
    // Takes effect outside transactions only.
    if (isSqlite) await sql`pragma foreign_keys = off`.execute(db)
    await sql.raw(isSqlite ? 'begin immediate' : 'begin').execute(db)
    try {
      const references = isSqlite ? [] : await dropReferences(db)
      for (const { name } of await keyedTables(db)) await sql`delete from ${sql.table(name)}`.execute(db)
      await work((table, rows) => insert(db, table, rows))
      if (isSqlite) await checkReferences(db)
      for (const add of references) await sql.raw(add).execute(db)
      await sql`commit`.execute(db)
    } catch (error) {
      await sql`rollback`.execute(db).catch(() => {})
      throw error
    } finally {
      if (isSqlite) await sql`pragma foreign_keys = on`.execute(db)
    }
  })
}

/** PostgreSQL takes at most 65,535 values in a statement, SQLite 32,766. */
const mostValues = 30_000

async function insert(db: Db, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const size = Math.min(500, Math.floor(mostValues / Math.max(1, columns.length)))
  const names = sql.join(columns.map((column) => sql.ref(column)))
  for (let from = 0; from < rows.length; from += size) {
    const values = rows
      .slice(from, from + size)
      .map((row) => sql`(${sql.join(columns.map((column) => sql.val(row[column])))})`)
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(db)
  }
}

/**
 * Only a superuser may have PostgreSQL look away from references; their owner may drop them and make them again, which also
 * checks all rows at once. Returns the statements that make them again.
 */
async function dropReferences(db: Db): Promise<string[]> {
  const { rows } = await sql<{ drop: string; add: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace
    order by conrelid::regclass::text, conname`.execute(db)
  for (const { drop } of rows) await sql.raw(drop).execute(db)
  return rows.map(({ add }) => add)
}

async function checkReferences(db: Db): Promise<void> {
  const { rows } = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(db)
  const [first] = rows
  if (first) throw new Error(`a row of ${first.table} refers to a row of ${first.parent} that is not there`)
}
