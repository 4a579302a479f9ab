// SPDX-License-Identifier: AGPL-3.0-or-later
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { connect, type Db } from '#db/connect.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { organisation } from '#tests/support/people.ts'

const namesIn = async (db: Db) =>
  (await db.selectFrom('organisation').select('name').orderBy('name').execute()).map(({ name }) => name)

describeEnginesAfresh('a transaction', (world) => {
  it('is undone as a whole when it fails', async () => {
    const failed = world.db.transaction().execute(async (db) => {
      await organisation(db, 'Comune di Terni')
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    expect(await namesIn(world.db)).toEqual([])
  })

  it('lets nobody see what is not yet done', async () => {
    const reader = world.connectAgain()
    await world.db.transaction().execute(async (db) => {
      await organisation(db, 'Comune di Foligno')
      expect(await namesIn(reader)).toEqual([])
    })
    expect(await namesIn(reader)).toEqual(['Comune di Foligno'])
  })
})

describeEnginesAfresh('two workers', (world) => {
  // Processes, as in production: better-sqlite3 waits for a lock without letting the loop of its own process turn.
  it('wait for one another: no write is refused, none lost', async () => {
    const workers = ['Comune', 'Cooperativa'].map((name) => startWriter(world.url, name, 40))
    expect(await Promise.all(workers.map((worker) => worker.ended()))).toEqual([40, 40])
    expect(await namesIn(world.db)).toHaveLength(80)
    const head = await world.db.selectFrom('ledger_head').select('seq').executeTakeFirstOrThrow()
    expect(Number(head.seq)).toBe(80)
  })
})

it('a new SQLite file is opened while another process writes to it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'presente-open-'))
  const path = join(folder, 'new.db')
  const holding = `
    const file = new (require('better-sqlite3'))(${JSON.stringify(path)})
    file.exec('create table held (by_whom); begin immediate')
    console.log('held')
    setTimeout(() => file.exec('commit'), 200)`
  const holder = spawn(process.execPath, ['-e', holding])
  await once(holder.stdout, 'data')
  const db = connect(`file:${path}`)
  expect((await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db)).rows).toEqual([
    { journal_mode: 'wal' },
  ])
  await db.destroy()
  rmSync(folder, { recursive: true })
})

it.skipIf(!existsSync('/proc/locks'))('opening a SQLite file once more takes no lock away', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'presente-open-'))
  const path = join(folder, 'own.db')
  const db = connect(`file:${path}`)
  await sql`create table kept (what)`.execute(db)
  const inode = `:${statSync(path).ino} `
  const locks = () =>
    readFileSync('/proc/locks', 'utf8')
      .split('\n')
      .filter((line) => line.includes(inode))
  expect(locks()).toHaveLength(1)
  await connect(`file:${path}`).destroy()
  expect(locks()).toHaveLength(1)
  await db.destroy()
  rmSync(folder, { recursive: true })
})

describeEnginesAfresh('what was acknowledged', (world) => {
  it('survives the death of the process', async () => {
    const worker = startWriter(world.url, 'Ente', 100_000)
    await worker.said(25)
    worker.kill()
    const acknowledged = await worker.ended()
    expect(acknowledged).toBeGreaterThanOrEqual(25)
    const kept = await namesIn(world.connectAgain())
    for (let number = 1; number <= acknowledged; number++) expect(kept).toContain(`Ente ${number}`)
    // The one under way may have been done, never half of it, and nothing beyond.
    expect(kept.length).toBeLessThanOrEqual(acknowledged + 1)
    const head = await world.db.selectFrom('ledger_head').select('seq').executeTakeFirstOrThrow()
    expect(Number(head.seq)).toBe(kept.length)
  })
})

function startWriter(url: string, name: string, times: number) {
  const path = fileURLToPath(new URL('./writer-process.ts', import.meta.url))
  const child = spawn(process.execPath, [path, url, name, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  let heard = ''
  child.stdout.on('data', (chunk) => {
    heard += chunk
  })
  const last = () => Number(heard.split('\n').at(-2) ?? 0)
  return {
    async said(number: number) {
      while (last() < number) {
        if (child.exitCode !== null) throw new Error(`the writer ended early, with ${child.exitCode}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    /** As a power cut would. */
    kill: () => child.kill('SIGKILL'),
    /** The last number it said. */
    async ended() {
      await closed
      return last()
    },
  }
}
