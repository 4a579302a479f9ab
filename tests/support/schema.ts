// SPDX-License-Identifier: AGPL-3.0-or-later
// A schema as its engine tells it: tables, columns, checks, references and indexes, to be compared with another's.
import { type Kysely, sql } from 'kysely'

type Described = Record<string, string[]>

/** What each table is made of, by its name, whatever order it was made in. */
export async function schemaOf(db: Kysely<never>, engine: 'sqlite' | 'postgres'): Promise<Described> {
  const { rows } = await (engine === 'sqlite' ? sqlite : postgres).execute(db)
  const tables: Described = {}
  for (const { name, part } of rows) tables[name] = [...(tables[name] ?? []), part]
  for (const parts of Object.values(tables)) parts.sort()
  return tables
}

const sqlite = sql<{ name: string; part: string }>`
  select tbl_name as name, sql as part from sqlite_master where sql is not null`

const postgres = sql<{ name: string; part: string }>`
  select t.relname as name, format('%s %s %s %s', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then 'not null' end, pg_get_expr(d.adbin, d.adrelid)) as part
  from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
  where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace
  union all
  select conrelid::regclass::text, format('%s %s', conname, pg_get_constraintdef(oid)) from pg_constraint
  where connamespace = current_schema()::regnamespace and conrelid <> 0
  union all
  select tablename, indexdef from pg_indexes where schemaname = current_schema()`
