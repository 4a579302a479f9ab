// SPDX-License-Identifier: AGPL-3.0-or-later
import { existsSync, writeFileSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, it } from 'vitest'
import { connect } from '#db/connect.server.ts'
import { copySqlite } from '#db/copy-sqlite.server.ts'
import { migrate, schemaState } from '#db/migrate.server.ts'
import { migrations } from '#db/migrations/index.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { organisation } from '#tests/support/people.ts'

const failing = {
  ...migrations,
  '900_good': {
    up: (db: Kysely<unknown>) => db.schema.createTable('half').addColumn('id', 'text').execute(),
  },
  '901_bad': {
    async up(db: Kysely<unknown>) {
      await db.schema.createTable('other_half').addColumn('id', 'text').execute()
      await sql`insert into no_such_table (id) values (1)`.execute(db)
    },
  },
}

describeEngines('migrations', (world) => {
  const tables = async () => (await world.db.introspection.getTables()).map(({ name }) => name)

  it('have all run on a new database, and run only once', async () => {
    expect(await schemaState(world.db)).toBe('current')
    expect(await migrate(world.db)).toEqual([])
    expect(await tables()).toEqual(expect.arrayContaining(['person', 'mark', 'ledger', 'setting']))
  })

  it('are named in the order they run', () => {
    const names = Object.keys(migrations)
    expect(names).toEqual([...names].sort())
  })

  it('leave nothing behind when one of them fails', async () => {
    const migrator = new Migrator({ db: world.db, provider: { getMigrations: async () => failing } })
    const before = await tables()
    const { error } = await migrator.migrateToLatest()
    expect(String(error)).toContain('no_such_table')
    expect(await tables()).toEqual(before)
    expect(await schemaState(world.db)).toBe('current')
  })

  it('are missed on a database that lacks the last one, and on a new one', async () => {
    const last = Object.keys(migrations).at(-1) ?? ''
    const tried = world.db.transaction().execute(async (db) => {
      await sql`delete from kysely_migration where name = ${last}`.execute(db)
      expect(await schemaState(db)).toBe('old')
      await sql`delete from kysely_migration`.execute(db)
      expect(await schemaState(db)).toBe('empty')
      throw new Error('put it back')
    })
    await expect(tried).rejects.toThrow('put it back')
    expect(await schemaState(world.db)).toBe('current')
  })
})

describeEngines('the copy before a migration', (world) => {
  it('holds what the database held, and exists on SQLite only', async () => {
    await organisation(world.db, 'Comune di Perugia')
    const copy = await copySqlite(world.url, '2026-02-05')
    if (world.engine === 'postgres') return expect(copy).toBeNull()
    expect(copy).toBe(`${world.url.slice(5)}.before-2026-02-05`)
    const kept = connect(`file:${copy}`)
    expect(await kept.selectFrom('organisation').select('name').execute()).toEqual([
      { name: 'Comune di Perugia' },
    ])
    await kept.destroy()
  })

  it('leaves none half-made by one that was killed, and no other file', async () => {
    if (world.engine === 'postgres') return
    const path = world.url.slice(5)
    const other = `${path}.else.part`
    for (const left of [`${path}.before-2025-01-01.part`, other]) writeFileSync(left, 'half')
    await copySqlite(world.url, '2026-02-06')
    expect(existsSync(`${path}.before-2025-01-01.part`)).toBe(false)
    expect(existsSync(other)).toBe(true)
  })
})
