// SPDX-License-Identifier: AGPL-3.0-or-later
// `node tests/db/make-fixture.ts`: writes the fixture of the newest schema into tests/db/fixtures, when it has landed: the
// statements that its migrations really ran on each engine, and rows of every table. Then add the migrations to landed.ts, with
// the line that this prints for each. A fixture that is there is never made again: it is what was.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { connect, type Db } from '#db/connect.server.ts'
import { dialectOf } from '#db/dialects.server.ts'
import { migrations } from '#db/migrations/index.ts'
import { startPostgres } from '#tests/support/postgres.ts'

const names = Object.keys(migrations)
const number = names.at(-1)?.slice(0, 3) ?? ''
const folder = 'tests/db/fixtures'
const rowsPath = `${folder}/${number}.rows.sql`
if (existsSync(rowsPath)) throw new Error(`${rowsPath} is there already`)

const data = mkdtempSync(join(tmpdir(), 'presente-fixture-'))
// The program's own functions read the settings.
Object.assign(process.env, {
  DATA_DIR: data,
  SECRET_KEY: 'a key for tests only, of no value to anybody',
  LOG_LEVEL: 'silent',
})
const { fillFixture } = await import('./fixture-rows.ts')
const postgres = await startPostgres()
try {
  const sqlite = `file:${join(data, 'fixture.db')}`
  connect(sqlite).destroy()
  writeFileSync(`${folder}/${number}.sqlite.sql`, await statementsOn(sqlite))
  writeFileSync(`${folder}/${number}.postgres.sql`, await statementsOn(postgres.urlOf('postgres')))
  const db = connect(sqlite, 1)
  await fillFixture(db, data)
  writeFileSync(rowsPath, await rowsOf(db))
  await db.destroy()
  for (const name of names) console.log(`  '${name}': '${hashOf(name)}',`)
} finally {
  await postgres.stop()
  rmSync(data, { recursive: true, force: true })
}

/** Runs the migrations; returns what they did to the schema, and the names that were noted. */
async function statementsOn(url: string): Promise<string> {
  const said: string[] = []
  const db = new Kysely<unknown>({
    dialect: dialectOf(url, { poolSize: 1 }),
    log: ({ level, query }) => {
      if (level === 'query' && /^(create|alter|drop)\b/i.test(query.sql)) said.push(query.sql)
    },
  })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
  await db.destroy()
  const noted = names.map(
    (name) => `insert into "kysely_migration" values (${text(name)}, '2026-01-01T00:00:00.000Z')`,
  )
  const lock = `insert into "kysely_migration_lock" values ('migration_lock', 0)`
  return `${header('the schema')}${[...said, ...noted, lock].map((one) => `${one};\n`).join('')}`
}

/** Every row, a table after those that it refers to. */
async function rowsOf(db: Db): Promise<string> {
  const statements: string[] = []
  const empty: string[] = []
  for (const table of await tablesInOrder(db)) {
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(table)} order by rowid`.execute(db)
    if (rows.length === 0) empty.push(table)
    const columns = Object.keys(rows[0] ?? {}).map((column) => `"${column}"`)
    const values = rows.map((row) => `  (${Object.values(row).map(literal).join(', ')})`)
    if (rows.length > 0)
      statements.push(`insert into "${table}" (${columns.join(', ')}) values\n${values.join(',\n')};\n`)
  }
  if (empty.length > 0) throw new Error(`add rows to fixture-rows.ts for ${empty.join(', ')}`)
  return `${header('rows')}${statements.join('')}`
}

async function tablesInOrder(db: Db): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'`.execute(
    db,
  )
  const { rows: references } = await sql<{ from: string; to: string }>`
    select t.name as "from", f."table" as "to" from sqlite_master t, pragma_foreign_key_list(t.name) f where t.type = 'table'`.execute(
    db,
  )
  const order: string[] = []
  let left = tables.map(({ name }) => name)
  while (left.length > 0) {
    const waits = (name: string) =>
      references.some(({ from, to }) => from === name && to !== name && left.includes(to))
    const next = left.filter((name) => !waits(name))
    if (next.length === 0) throw new Error(`${left.join(', ')} refer to one another in a circle`)
    order.push(...next)
    left = left.filter((name) => !next.includes(name))
  }
  return order
}

function literal(value: unknown): string {
  return value === null || typeof value === 'number' ? String(value) : text(String(value))
}

function text(value: string): string {
  return `'${value.replace(/'/g, "''")}'`
}

function header(what: string): string {
  return `-- SPDX-License-Identifier: AGPL-3.0-or-later\n-- ${what} of ${names.at(-1)}: made by make-fixture.ts, never edited.\n`
}

function hashOf(name: string): string {
  return createHash('sha256')
    .update(readFileSync(`db/migrations/${name}.ts`))
    .digest('hex')
}
