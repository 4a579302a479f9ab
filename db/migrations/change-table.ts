// SPDX-License-Identifier: AGPL-3.0-or-later
// The recipe by which a migration changes a check or a not-null, on both engines, with the rows in place. Frozen as the
// migrations are that use it: a better recipe is another file.
import { type Kysely, SqliteAdapter, sql, type Transaction } from 'kysely'

export type TableChange =
  /** A column's check, or a named one of the table; `to` null takes it away. `from` is its text as it was made. */
  | { column: string; check: { from: string; to: string | null } }
  | { constraint: string; check: { from: string; to: string | null } }
  | { column: string; notNull: boolean }

/**
 * Changes a table, in the migration's transaction: rows, indexes and references to it and from it stay. Refused, all undone,
 * where a change does not fit the table as it is, or a row does not fit the changed table. PostgreSQL keeps a check in words of
 * its own: there it is known by its name only, and `from` is not compared.
 */
export async function changeTable(
  db: Kysely<unknown>,
  table: string,
  changes: readonly TableChange[],
): Promise<void> {
  if (!db.isTransaction) throw new Error(`${table} can only be changed inside a transaction`)
  if (db.getExecutor().adapter instanceof SqliteAdapter)
    await remake(db as Transaction<unknown>, table, changes)
  else for (const change of changes) await alter(db, table, change)
}

async function alter(db: Kysely<unknown>, table: string, change: TableChange): Promise<void> {
  // A table is not changed while references that wait for the end of the transaction are unchecked.
  await sql`set constraints all immediate`.execute(db)
  const altered = sql`alter table ${sql.table(table)}`
  if ('notNull' in change) {
    const { rows } = await sql<{ attnotnull: boolean }>`
      select attnotnull from pg_attribute
      where attrelid = ${table}::regclass and attname = ${change.column}`.execute(db)
    if (rows[0]?.attnotnull !== !change.notNull) throw unfit(table, change.column)
    const verb = sql.raw(change.notNull ? 'set' : 'drop')
    await sql`${altered} alter column ${sql.ref(change.column)} ${verb} not null`.execute(db)
    return
  }
  // So PostgreSQL calls the check of a column.
  const name = 'constraint' in change ? change.constraint : `${table}_${change.column}_check`
  await sql`${altered} drop constraint ${sql.ref(name)}`.execute(db)
  if (change.check.to === null) return
  await sql`${altered} add constraint ${sql.ref(name)} check (${sql.raw(change.check.to)})`.execute(db)
}

function unfit(table: string, name: string): Error {
  return new Error(`${name} of ${table} is not what was to be changed`)
}

type Reference = { table: string; column: string }

/**
 * SQLite cannot change a constraint. The rows are put aside, the table dropped and made again under its own name: renaming
 * another into its place would rewrite the references of other tables. While it is away every reference to it is broken, and
 * counted; the count is zero again when the rows are back.
 */
async function remake(
  db: Transaction<unknown>,
  table: string,
  changes: readonly TableChange[],
): Promise<void> {
  const { made, indexes } = await definitionOf(db, table)
  const changed = changes.reduce((text, change) => edited(text, table, change), made)
  const references = await unindexedReferences(db, table)
  const own = references.filter((reference) => reference.table === table)
  const aside = `${table}_aside`
  await sql`pragma defer_foreign_keys = on`.execute(db)
  // Each row that goes and comes back is looked for in the tables that refer to it: by an index, or a large table takes hours.
  for (const reference of references) await index(db, reference)
  await sql`create table ${sql.table(aside)} as select * from ${sql.table(table)}`.execute(db)
  await sql`drop table ${sql.table(table)}`.execute(db)
  await sql.raw(changed).execute(db)
  for (const reference of own) await index(db, reference)
  await sql`insert into ${sql.table(table)} select * from ${sql.table(aside)} order by rowid`.execute(db)
  await sql`drop table ${sql.table(aside)}`.execute(db)
  for (const reference of references) await sql`drop index ${sql.ref(nameOf(reference))}`.execute(db)
  for (const text of indexes) await sql.raw(text).execute(db)
  await sql`pragma defer_foreign_keys = off`.execute(db)
  for (const checked of new Set([table, ...references.map((reference) => reference.table)])) {
    const { rows } = await sql`pragma foreign_key_check(${sql.lit(checked)})`.execute(db)
    if (rows.length > 0) throw new Error(`${checked} refers to rows that are gone since ${table} was changed`)
  }
}

async function definitionOf(db: Kysely<unknown>, table: string) {
  const { rows } = await sql<{ type: string; name: string; sql: string }>`
    select type, name, sql from sqlite_master where tbl_name = ${table} and sql is not null order by rowid`.execute(
    db,
  )
  const made = rows.find(({ type }) => type === 'table')?.sql
  if (made === undefined) throw new Error(`there is no table ${table}`)
  const other = rows.find(({ type }) => type !== 'table' && type !== 'index')
  if (other) throw new Error(`${table} has a ${other.type}, which would be lost`)
  return { made, indexes: rows.filter(({ type }) => type === 'index').map((row) => row.sql) }
}

/** Columns that refer to the table and lead no index of their own. */
async function unindexedReferences(db: Kysely<unknown>, table: string): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select t.name as "table", f."from" as "column" from sqlite_master t, pragma_foreign_key_list(t.name) f
    where t.type = 'table' and f."table" = ${table} and not exists (
      select 1 from pragma_index_list(t.name) i, pragma_index_info(i.name) c
      where i.partial = 0 and c.seqno = 0 and c.name = f."from")`.execute(db)
  return rows
}

function nameOf({ table, column }: Reference): string {
  return `${table}_${column}_aside`
}

async function index(db: Kysely<unknown>, reference: Reference): Promise<void> {
  const { table, column } = reference
  await sql`create index ${sql.ref(nameOf(reference))} on ${sql.table(table)} (${sql.ref(column)})`.execute(
    db,
  )
}

/** The statement that makes a table, changed. */
function edited(made: string, table: string, change: TableChange): string {
  const [start, end] = [made.indexOf('(') + 1, made.lastIndexOf(')')]
  const parts = partsOf(made.slice(start, end))
  const name = 'constraint' in change ? `constraint "${change.constraint}"` : `"${change.column}"`
  const at = parts.findIndex((part) => part.startsWith(`${name} `))
  const part = parts[at]
  if (part === undefined) throw new Error(`${table} has no ${name}`)
  const now = 'notNull' in change ? withNotNull(part, change.notNull) : withCheck(part, change.check)
  if (now === part) throw unfit(table, name)
  const rest = parts.toSpliced(
    at,
    1,
    ...(now.startsWith('constraint') && !now.includes('check') ? [] : [now]),
  )
  return `${made.slice(0, start)}${rest.join(', ')}${made.slice(end)}`
}

function withCheck(part: string, { from, to }: { from: string; to: string | null }): string {
  return part.replace(` check (${from})`, () => (to === null ? '' : ` check (${to})`))
}

function withNotNull(part: string, notNull: boolean): string {
  if (part.includes(' not null') === notNull) return part
  return notNull ? part.replace(/^("[^"]+" \w+)/, '$1 not null') : part.replace(' not null', '')
}

/** What stands between the commas of a definition; those in brackets and quotes separate nothing. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let [depth, quoted, from] = [0, '', 0]
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (quoted) quoted = letter === quoted ? '' : quoted
    else if (letter === "'" || letter === '"') quoted = letter
    else if (letter === '(') depth += 1
    else if (letter === ')') depth -= 1
    else if (letter === ',' && depth === 0) {
      parts.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  return [...parts, text.slice(from).trim()]
}
