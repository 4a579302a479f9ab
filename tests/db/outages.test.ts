// SPDX-License-Identifier: AGPL-3.0-or-later
// A database that goes away, falls silent or is held by others: what is asked of it fails in bounded time, is never done twice,
// and goes on by itself afterwards.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { connect, type Db } from '#db/connect.server.ts'
import { isUndone, outageOf } from '#db/errors.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { type Network, networkTo } from '#tests/support/network.ts'
import { organisation } from '#tests/support/people.ts'

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })

describe('why the database cannot serve', () => {
  it.each([
    [coded('57P01'), 'away', true],
    [coded('57P03'), 'away', true],
    [coded('08006'), 'away', true],
    [coded('53300'), 'away', true],
    [coded('25006'), 'away', true],
    [coded('ECONNREFUSED'), 'away', true],
    [coded('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:5432'), 'away', false],
    [new Error('Connection terminated unexpectedly'), 'away', true],
    [new Error('Connection terminated due to connection timeout'), 'away', false],
    [new Error('timeout exceeded when trying to connect'), 'away', false],
    [new Error('Query read timeout'), 'away', false],
    [new Error('Client has encountered a connection error and is not queryable'), 'away', true],
    [coded('40P01'), 'locked', true],
    [coded('57014'), 'locked', false],
    [coded('SQLITE_BUSY'), 'locked', false],
    [coded('SQLITE_BUSY_RECOVERY'), 'locked', false],
    [coded('SQLITE_FULL'), 'full', false],
    [coded('53100'), 'full', false],
    [coded('SQLITE_IOERR_WRITE'), 'unwritable', false],
    [coded('SQLITE_READONLY_DBMOVED'), 'unwritable', false],
    [coded('SQLITE_CANTOPEN'), 'unwritable', false],
    [coded('23505'), null, false],
    [coded('42P01'), null, false],
    [coded('SQLITE_CONSTRAINT_UNIQUE'), null, false],
    [new Error('what a bug says'), null, false],
    ['57P01', null, false],
  ])('%s: %s', (error, why, again) => {
    expect(outageOf(error)).toBe(why)
    expect(isUndone(error)).toBe(again)
  })
})

describeEngines('a file or row that somebody else holds', (world) => {
  it('is waited for, and the others of this process go on meanwhile', async () => {
    const other = world.connectAgain()
    let tried: Promise<unknown> | undefined
    await other.transaction().execute(async (db) => {
      await organisation(db, 'Comune di Terni')
      await db.updateTable('ledger_head').set({ seq: 1 }).execute()
      tried = world.db.transaction().execute((db) => db.updateTable('ledger_head').set({ seq: 2 }).execute())
      // A turn of the loop, in which the other one is asked for.
      await new Promise((resolve) => setTimeout(resolve, 50))
    })
    await tried
    const { seq } = await world.db.selectFrom('ledger_head').select('seq').executeTakeFirstOrThrow()
    expect(Number(seq)).toBe(2)
  })

  it('is given up in the end, for all who wait at once', { timeout: 30_000 }, async () => {
    const held = await world.connectAgain().startTransaction().execute()
    await held.updateTable('ledger_head').set({ seq: 3 }).execute()
    const writer = world.engine === 'sqlite' ? world.db : connect(`${world.url}?statement_timeout=300`, 10)
    const tries = Array.from({ length: 10 }, () =>
      writer
        .updateTable('ledger_head')
        .set({ seq: 4 })
        .execute()
        .then(() => 'done', outageOf),
    )
    expect(new Set(await Promise.all(tries))).toEqual(new Set(['locked']))
    await held.rollback().execute()
    await writer.updateTable('ledger_head').set({ seq: 5 }).execute()
    if (writer !== world.db) await writer.destroy()
  })
})

describe('a SQLite file that somebody else holds', () => {
  it('is waited for once: then who writes is refused at once, though others read all the while', {
    timeout: 60_000,
  }, async () => {
    const url = `file:${join(inject('folder'), 'held.db')}`
    copyFileSync(inject('sqliteTemplate'), url.slice(5))
    const [db, other] = [connect(url), connect(url)]
    const read = () => db.selectFrom('ledger_head').select('seq').executeTakeFirstOrThrow()
    /** Milliseconds until a write was refused. */
    const refused = async () => {
      const since = performance.now()
      const fault = await db
        .transaction()
        .execute((db) => db.updateTable('ledger_head').set({ seq: 1 }).execute())
        .then(() => null, outageOf)
      expect(fault).toBe('locked')
      return performance.now() - since
    }
    let held = await other.startTransaction().execute()
    const first = await refused()
    let others = 0
    for (let time = 0; time < 5; time++) {
      await read()
      others += await refused()
    }
    expect(others).toBeLessThan(first / 2)
    await held.rollback().execute()

    // Long after, it is another who holds it, and may be done in a moment.
    held = await other.startTransaction().execute()
    const { now } = performance
    const later = vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 3_600_000)
    const waiting = db.updateTable('ledger_head').set({ seq: 2 }).execute()
    await new Promise((resolve) => setTimeout(resolve, 200))
    await held.rollback().execute()
    await waiting
    later.mockRestore()
    await Promise.all([db.destroy(), other.destroy()])
  })
})

describe('PostgreSQL', () => {
  let network: Network
  let direct: Db
  const open: Db[] = []
  const through = (poolSize: number, settings = '') => {
    const url = new URL(inject('postgres').replace(/postgres$/, 'outages'))
    url.port = String(network.port)
    const db = connect(`${url}${settings}`, poolSize, { onLost: (error) => lost.push(error.message) })
    open.push(db)
    return db
  }
  const lost: string[] = []
  const named = async (name: string) =>
    (await direct.selectFrom('organisation').select('id').where('name', '=', name).execute()).length

  beforeAll(async () => {
    const root = connect(inject('postgres'), 1)
    await sql`create database outages template template_presente`.execute(root)
    await root.destroy()
    network = await networkTo(Number(new URL(inject('postgres')).port))
    direct = connect(inject('postgres').replace(/postgres$/, 'outages'), 2)
  })

  afterEach(async () => {
    network.resume()
    await Promise.all(open.splice(0).map((db) => db.destroy()))
    lost.length = 0
  })

  afterAll(async () => {
    await direct.destroy()
    await network.close()
  })

  const terminate = (db: Db) =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = 'outages' and pid <> pg_backend_pid()`.execute(db)

  it('may end the connections that nobody uses', async () => {
    const db = through(3)
    await Promise.all([1, 2, 3].map(() => sql`select pg_sleep(0.05)`.execute(db)))
    await terminate(direct)
    await expect.poll(() => lost.length).toBe(3)
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  })

  it('may end a connection in the middle of a transaction: it is done all the same, and once', async () => {
    const db = through(2)
    let tries = 0
    await db.transaction().execute(async (db) => {
      tries += 1
      await organisation(db, 'Comune di Gubbio')
      if (tries === 1) await terminate(direct)
      await db.selectFrom('organisation').select('id').execute()
    })
    expect([tries, await named('Comune di Gubbio')]).toEqual([2, 1])
  })

  it('is not tried a third time', async () => {
    const db = through(2)
    let tries = 0
    const failed = db.transaction().execute(async (db) => {
      tries += 1
      await organisation(db, 'Comune di Narni')
      await terminate(direct)
      await db.selectFrom('organisation').select('id').execute()
    })
    expect(outageOf(await failed.catch((error) => error))).toBe('away')
    expect([tries, await named('Comune di Narni')]).toEqual([2, 0])
  })

  it('is not asked again when its answer to the commit was lost', async () => {
    const db = through(2)
    let tries = 0
    network.breakAfter('commit')
    const failed = db.transaction().execute(async (db) => {
      tries += 1
      await organisation(db, 'Comune di Todi')
    })
    expect(outageOf(await failed.catch((error) => error))).toBe('unknown')
    expect(tries).toBe(1)
    await expect.poll(() => named('Comune di Todi')).toBe(1)
  })

  it('keeps its own reason when the work refuses', async () => {
    const failed = through(1)
      .transaction()
      .execute(async (db) => {
        await terminate(direct)
        await db
          .selectFrom('organisation')
          .select('id')
          .execute()
          .catch(() => {})
        throw new Error('no seat left')
      })
    await expect(failed).rejects.toThrow('no seat left')
  })

  it('may fall silent: what was asked and what is asked then fails, and goes on afterwards', async () => {
    const db = through(2, '?query_timeout=300')
    const ask = () => sql<{ one: number }>`select ${sql.val('1')}::int as one`.execute(db)
    await Promise.all([ask(), ask()])
    network.silence()
    let tries = 0
    const under = db.transaction().execute(async (db) => {
      tries += 1
      await organisation(db, 'Comune di Spello')
    })
    expect(outageOf(await under.catch((error) => error))).toBe('away')
    expect(outageOf(await ask().catch((error) => error))).toBe('away')
    expect(tries).toBe(0)
    network.resume()
    await expect
      .poll(() =>
        ask().then(
          ({ rows }) => rows,
          () => [],
        ),
      )
      .toEqual([{ one: 1 }])
    expect(await named('Comune di Spello')).toBe(0)
  })
})
