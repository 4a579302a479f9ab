// SPDX-License-Identifier: AGPL-3.0-or-later
// What /healthz finds: a database that answers and cannot be written serves nobody.
import { copyFileSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, inject, it } from 'vitest'
import { connect, type Db } from '#db/connect.server.ts'
import { findWriteFault } from '#site/health.server.ts'
import { describeEngines } from '#tests/support/engines.ts'

describeEngines('a database', (world) => {
  const fault = (db: Db) => findWriteFault(db, inject('folder'), world.url)

  it('is well when it can be written, and nothing is left of the try', async () => {
    const settings = () => world.db.selectFrom('setting').select('key').execute()
    const before = await settings()
    expect(await fault(world.db)).toBeNull()
    expect(await settings()).toEqual(before)
  })

  it('is well while somebody writes an act, for which other acts wait', async () => {
    if (world.engine === 'sqlite') return
    const writing = await world.connectAgain().startTransaction().execute()
    await writing.updateTable('ledger_head').set({ seq: 1 }).execute()
    await writing.insertInto('setting').values({ key: 'being written', value: '' }).execute()
    expect(await fault(world.db)).toBeNull()
    await writing.rollback().execute()
  })

  it('is not well when it only reads: a standby, after the other one took its place', async () => {
    if (world.engine === 'sqlite') return
    const name = new URL(world.url).pathname.slice(1)
    await sql`alter database ${sql.id(name)} set default_transaction_read_only = on`.execute(world.db)
    expect(await fault(world.connectAgain())).toBe('away')
    const writing = connect(`${world.url}?options=-c%20default_transaction_read_only%3Doff`, 1)
    await sql`alter database ${sql.id(name)} reset default_transaction_read_only`.execute(writing)
    await writing.destroy()
    expect(await fault(world.connectAgain())).toBeNull()
  })

  it('is not well when its own disk is full', async () => {
    if (world.engine === 'sqlite') return
    await sql`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`.execute(world.db)
    await sql`create trigger full_disk before insert on setting execute function refuse()`.execute(world.db)
    expect(await fault(world.db)).toBe('full')
    await sql`drop trigger full_disk on setting`.execute(world.db)
    expect(await fault(world.db)).toBeNull()
  })

  it('is not well while somebody holds its file', async () => {
    if (world.engine === 'postgres') return
    const writing = await world.connectAgain().startTransaction().execute()
    expect(await fault(world.db)).toBe('locked')
    await writing.rollback().execute()
  })
})

it('the try of a process that was killed meanwhile is taken away by the next', async () => {
  const folder = mkdtempSync(join(inject('folder'), 'probed-'))
  const url = `file:${join(folder, 'presente.db')}`
  copyFileSync(inject('sqliteTemplate'), url.slice(5))
  writeFileSync(join(folder, `.probe-${hostname()}`), 'half')
  const db = connect(url)
  // Workers of one machine may try at the same moment.
  const faults = await Promise.all(Array.from({ length: 8 }, () => findWriteFault(db, folder, url)))
  expect(faults).toEqual(Array(8).fill(null))
  await db.destroy()
  expect(readdirSync(folder).filter((name) => !name.startsWith('presente.db'))).toEqual([])
})
