// SPDX-License-Identifier: AGPL-3.0-or-later
// Every row of a database as of one moment, a few at a time, while others go on writing.
import { sql } from 'kysely'
import type { Db } from './connect.server.ts'
import { engineOf } from './engine.server.ts'

export type Value = string | number | null
export type Row = Record<string, Value>
/** A table and the columns of its primary key, in order. */
export type KeyedTable = { name: string; key: readonly string[] }

/** So many rows are in memory at once: pages of the register weigh tens of thousands of bytes each. */
const batch = 200

/**
 * Runs `work` in a transaction that sees the database as it is now, whatever others write meanwhile, and that nobody waits
 * for. `db` is a connection of its own: on SQLite it is held throughout.
 */
export async function inSnapshot<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  const begin =
    engineOf(db) === 'sqlite' ? 'begin deferred' : 'begin isolation level repeatable read, read only'
  return await db.connection().execute(async (db) => {
    await sql.raw(begin).execute(db)
    try {
      return await work(db)
    } finally {
      // A connection that is gone has no transaction any more.
      await sql`rollback`.execute(db).catch(() => {})
    }
  })
}

/** The tables of the schema with their keys, the migrator's own aside. */
export async function keyedTables(db: Db): Promise<KeyedTable[]> {
  const columns = engineOf(db) === 'sqlite' ? sqliteKeys : postgresKeys
  const { rows } = await columns.execute(db)
  const tables = new Map<string, string[]>()
  for (const { name, column } of rows) tables.set(name, [...(tables.get(name) ?? []), column])
  return [...tables].map(([name, key]) => ({ name, key }))
}

const sqliteKeys = sql<{ name: string; column: string }>`
  select t.name as name, c.name as column from sqlite_master t, pragma_table_info(t.name) c
  where t.type = 'table' and t.name not like 'sqlite_%' and t.name not like 'kysely_%' and c.pk > 0
  order by t.name, c.pk`

const postgresKeys = sql<{ name: string; column: string }>`
  select t.relname as name, a.attname as column
  from pg_index i
  join pg_class t on t.oid = i.indrelid
  cross join lateral unnest(i.indkey::int2[]) with ordinality k(attnum, position)
  join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
  where i.indisprimary and t.relnamespace = current_schema()::regnamespace and t.relname not like 'kysely\_%'
  order by t.relname, k.position`

/** The rows of a table in the order of its key, in batches. */
export async function* rowsOf(db: Db, { name, key }: KeyedTable): AsyncGenerator<Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  let last: Row | undefined
  for (;;) {
    const seen = last
    const after = seen ? sql`where (${columns}) > (${sql.join(key.map((column) => seen[column]))})` : sql``
    const query = sql<Row>`select * from ${sql.table(name)} ${after} order by ${columns} limit ${sql.lit(batch)}`
    const { rows } = await query.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < batch) return
    last = rows.at(-1)
  }
}
