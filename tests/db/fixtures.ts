// SPDX-License-Identifier: AGPL-3.0-or-later
// A database as a landed program left it, on either engine.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { migrations } from '#db/migrations/index.ts'
import { emptyPlace } from '#tests/backup/installation.ts'

const folder = new URL('./fixtures/', import.meta.url)

export const fixtureNumbers = [...new Set(readdirSync(folder).map((name) => name.slice(0, 3)))].sort()

/** The number of the newest migration, landed or not. */
export const newestMigration = Object.keys(migrations).at(-1)?.slice(0, 3) ?? ''

/** The newest landed schema from which there is something to do. */
export const newestOld = fixtureNumbers.filter((number) => number < newestMigration).at(-1) ?? ''

/** Makes the database of a landed schema, with its rows; returns its address. */
export async function databaseOf(number: string, engine: 'sqlite' | 'postgres'): Promise<string> {
  const texts = [`${number}.${engine}.sql`, `${number}.rows.sql`].map((name) =>
    readFileSync(new URL(name, folder), 'utf8'),
  )
  const { databaseUrl, dataDir } = await emptyPlace(engine)
  if (engine === 'sqlite') {
    const path = join(dataDir, '..', 'fixture.db')
    const db = new Sqlite(path)
    for (const text of texts) db.exec(text)
    db.close()
    return `file:${path}`
  }
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  for (const text of texts) await client.query(text)
  await client.end()
  return databaseUrl
}
