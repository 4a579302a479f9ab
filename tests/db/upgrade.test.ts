// SPDX-License-Identifier: AGPL-3.0-or-later
// Every schema that has landed becomes the newest one, on both engines, with its rows; a migration killed at any moment leaves the
// old state or the new one.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Db } from '#db/connect.server.ts'
import { migrate, migrationsRun, schemaState } from '#db/migrate.server.ts'
import { migrations } from '#db/migrations/index.ts'
import { keyedTables } from '#db/snapshot.server.ts'
import { emptyPlace, newFolder } from '#tests/backup/installation.ts'
import { schemaOf } from '#tests/support/schema.ts'
import { databaseOf, fixtureNumbers, newestMigration, newestOld } from './fixtures.ts'
import { landed } from './landed.ts'

describe('what has landed', () => {
  it('is never edited', () => {
    const names = Object.keys(landed)
    const now = names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(`db/migrations/${name}.ts`))
        .digest('hex'),
    ])
    expect(Object.fromEntries(now)).toEqual(landed)
    expect(Object.keys(migrations).slice(0, names.length)).toEqual(names)
  })

  it('has a fixture of its last schema', () => {
    expect(fixtureNumbers.at(-1)).toBe(Object.keys(landed).at(-1)?.slice(0, 3))
  })
})

const numberOf = (name: string) => name.slice(0, 3)

/** Rows that no migration changes: they are the evidence. */
const evidence = ['mark', 'ledger', 'register_page', 'participant', 'enrolment', 'person']

for (const engine of ['sqlite', 'postgres'] as const) {
  describe(`an upgrade on ${engine}`, () => {
    let fresh: Record<string, string[]>
    const open: Db[] = []
    const opened = (url: string) => {
      const db = connect(url, 1)
      open.push(db)
      return db
    }
    beforeAll(async () => {
      const db = opened((await emptyPlace(engine)).databaseUrl)
      await migrate(db)
      fresh = await schemaOf(db as never, engine)
    })
    afterAll(() => Promise.all(open.map((db) => db.destroy())))

    it.each(fixtureNumbers)(
      'from %s keeps every row and makes the schema of a new database',
      async (number) => {
        const url = await databaseOf(number, engine)
        const old = opened(url)
        expect(await schemaState(old)).toBe(number === newestMigration ? 'current' : 'old')
        const before = await contentsOf(old)
        // A connection of PostgreSQL keeps the plans of before.
        const db = opened(url)
        await migrate(db)
        expect(await schemaOf(db as never, engine)).toEqual(fresh)
        const after = await contentsOf(db)
        for (const [table, { keys, columns, rows }] of Object.entries(before)) {
          expect(after[table]?.keys, table).toEqual(keys)
          const kept = after[table]?.rows.map((row) =>
            Object.fromEntries(columns.map((name) => [name, row[name]])),
          )
          if (evidence.includes(table)) expect(kept, table).toEqual(rows)
        }
        if (engine === 'sqlite') {
          expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([])
        }
        const { faultsOf } = await import('#prove/verification/verification.server.ts')
        for await (const { name, fault } of faultsOf(db, newFolder())) {
          // A fixture is a database: it brings no files. Its walk-in was put straight into the table, and no ledger tells of it.
          if (name === 'walk-ins') expect(fault ?? 'Zoë D’Angelo', name).toContain('Zoë D’Angelo')
          else if (name !== 'files') expect(fault, name).toBeNull()
        }
      },
    )

    it('killed after any statement is wholly old or wholly new, and the next start finishes it', {
      timeout: 120_000,
    }, async () => {
      const begun = Object.keys(landed).filter((name) => numberOf(name) <= newestOld).length
      const statements = Number(await migrateIn(await databaseOf(newestOld, engine), 0))
      expect(statements).toBeGreaterThan(5)
      const moments = spread(statements, 6)
      const states = new Set<string>()
      for (const moment of moments) {
        const url = await databaseOf(newestOld, engine)
        expect(await migrateIn(url, moment), `it dies after ${moment} of ${statements}`).toBe('')
        const db = opened(url)
        const state = await schemaState(db)
        states.add(state)
        if (state === 'old') expect((await migrationsRun(db)).length).toBe(begun)
        await migrate(db)
        expect(await schemaState(db), `after ${moment}`).toBe('current')
        expect(await schemaOf(db as never, engine), `after ${moment}`).toEqual(fresh)
      }
      expect([...states].sort()).toEqual(['current', 'old'])
    })
  })
}

/** At most so many numbers from 1 to `last`, both among them, more of them near the end, where it is decided. */
function spread(last: number, most: number): number[] {
  if (last <= most) return Array.from({ length: last }, (_, at) => at + 1)
  const early = Array.from({ length: most - 4 }, (_, at) => 1 + Math.floor((at * (last - 4)) / (most - 4)))
  return [...early, last - 3, last - 2, last - 1, last]
}

async function migrateIn(url: string, last: number): Promise<string> {
  const path = fileURLToPath(new URL('./migrating-process.ts', import.meta.url))
  const child = spawn(process.execPath, [path, url, String(last)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (bytes) => {
    said += bytes
  })
  await once(child, 'close')
  return said
}

async function contentsOf(db: Db) {
  const contents: Record<string, { keys: string[]; columns: string[]; rows: Record<string, unknown>[] }> = {}
  for (const { name, key } of await keyedTables(db)) {
    const columns = sql.join(key.map((column) => sql.ref(column)))
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(name)} order by ${columns}`.execute(db)
    const keys = rows.map((row) => key.map((column) => row[column]).join(' '))
    contents[name] = { keys, columns: Object.keys(rows[0] ?? {}), rows }
  }
  return contents
}
