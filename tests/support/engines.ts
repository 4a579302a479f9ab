// SPDX-License-Identifier: AGPL-3.0-or-later
// The same tests on both engines, each block, or each test, on a fresh, migrated database of its own.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, inject } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { connect, type Db } from '#db/connect.server.ts'

export type World = {
  readonly engine: 'sqlite' | 'postgres'
  /** This block's database, ready when its tests and its beforeAll run; each test's own with `describeEnginesAfresh`. */
  readonly db: Db
  readonly url: string
  /** One more connection to the same database, as another worker has; closed after the block. */
  connectAgain(): Db
  /** The address of one more database: migrated and empty as this one began, or without any table. */
  anotherDatabase(schema: 'migrated' | 'none'): Promise<string>
}

type Block = (world: World) => void

/** Runs `block` once on SQLite and once on PostgreSQL. `world.db` is empty but for what the migrations put there. */
export function describeEngines(name: string, block: Block): void {
  onBoth(name, block, beforeAll, afterAll)
}

/** The same, with a database for each test: what is set up is in beforeEach. For tests that count or list what there is. */
export function describeEnginesAfresh(name: string, block: Block): void {
  onBoth(name, block, beforeEach, afterEach)
}

type Hook = (work: () => Promise<void>) => void

function onBoth(name: string, block: Block, begin: Hook, end: Hook): void {
  for (const engine of ['sqlite', 'postgres'] as const) {
    describe(`${name} on ${engine}`, () => {
      let open: Db[] = []
      let url: string | undefined
      const ready = <T>(value: T | undefined): T => {
        if (value === undefined)
          throw new Error('the database is ready in beforeAll and in tests, not before')
        return value
      }
      begin(async () => {
        url = await databaseOf(engine)
        open = [connect(url)]
      })
      end(async () => {
        await Promise.all(open.map((db) => db.destroy()))
      })
      block({
        engine,
        get db() {
          return ready(open[0])
        },
        get url() {
          return ready(url)
        },
        connectAgain() {
          const db = connect(ready(url))
          open.push(db)
          return db
        },
        anotherDatabase: (schema) => databaseOf(engine, schema),
      })
    })
  }
}

async function databaseOf(
  engine: World['engine'],
  schema: 'migrated' | 'none' = 'migrated',
): Promise<string> {
  if (engine === 'sqlite') {
    const path = join(inject('folder'), `${newId()}.db`)
    if (schema === 'migrated') copyFileSync(inject('sqliteTemplate'), path)
    return `file:${path}`
  }
  const name = `t_${newId().replace(/-/g, '')}`
  const root = connect(inject('postgres'), 1)
  const template = schema === 'migrated' ? 'template_presente' : 'template1'
  await sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(root)
  await root.destroy()
  return inject('postgres').replace(/postgres$/, name)
}
