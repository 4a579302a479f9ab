// SPDX-License-Identifier: AGPL-3.0-or-later
// What cannot start says why in one line, with exit code 1 and no stack; what can only start later waits.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#db/connect.server.ts'
import { startPostgres } from '#tests/support/postgres.ts'
import { beginSite, freePort, startSite } from './server.ts'
import { expect, test } from './support.ts'

test.describe.configure({ timeout: 120_000 })

const commands = {
  start: ['app/server.ts'],
  backup: ['app/backup/run-backup.ts'],
  restore: ['app/backup/run-restore.ts'],
  recover: ['app/recover.ts'],
  verify: ['app/verify.ts'],
  demo: ['app/demo/run-demo.ts'],
  courses: ['app/plan/courses/check-courses.ts'],
}

function run(command: keyof typeof commands, settings: Record<string, string>, args: string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...commands[command], ...args], {
    env: { NODE_ENV: 'production', PATH: process.env.PATH, ...settings },
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { status, said: `${stdout}${stderr}`.trim().split('\n') }
}

test.describe('in one line', () => {
  let folder: string
  test.beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'presente-start-'))
  })
  test.afterEach(() => rmSync(folder, { recursive: true }))

  test('wrong settings, a line for each', () => {
    for (const command of ['start', 'verify', 'demo', 'backup', 'restore', 'recover'] as const) {
      const settings = { DATA_DIR: folder, PORT: 'x', SMTP_URL: 'posta', LOG_LEVEL: 'loud' }
      const { status, said } = run(command, settings, command === 'restore' ? ['copia.tar.gz'] : [])
      expect(status, command).toBe(1)
      expect(said, command).toHaveLength(4)
      expect(said[0]).toBe('Presente cannot start, settings are wrong:')
      expect(said.slice(1).map((line) => line.split(':')[0])).toEqual(['PORT', 'SMTP_URL', 'LOG_LEVEL'])
    }
  })

  test('a data folder that cannot be', () => {
    writeFileSync(join(folder, 'file'), '')
    for (const command of ['start', 'verify'] as const) {
      const { status, said } = run(command, { DATA_DIR: join(folder, 'file', 'data') })
      expect(status, command).toBe(1)
      expect(said, command).toHaveLength(1)
      expect(said[0], command).toMatch(
        /^Presente cannot start: .*file.data(.presente\.db)? is not in a folder \(ENOTDIR\)\.$/,
      )
    }
  })

  test('a database that is none', () => {
    writeFileSync(join(folder, 'presente.db'), 'not a database, but long enough to look at'.repeat(200))
    for (const command of ['start', 'verify'] as const) {
      const { status, said } = run(command, { DATA_DIR: folder, PORT: '0' })
      expect(status, command).toBe(1)
      expect(said.at(-1), command).toMatch(
        /^Presente cannot start: the database file cannot be used: .*SQLITE_NOTADB/,
      )
      expect(said.join('\n'), command).not.toMatch(/^\s+at /m)
    }
  })

  test('a port that somebody else uses', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
    const { status, said } = run('start', { DATA_DIR: folder, PORT: String(port) })
    other.close()
    expect(status).toBe(1)
    expect(said).toEqual([
      `Presente cannot start: port ${port} is in use: stop what uses it, or set another PORT.`,
    ])
  })

  test('a database that is not there, for a command that cannot wait', async () => {
    const url = `postgres://presente:segreta@127.0.0.1:${await freePort()}/presente`
    const { status, said } = run('verify', { DATA_DIR: folder, DATABASE_URL: url })
    expect(status).toBe(1)
    expect(said).toHaveLength(2)
    expect(said[1]).toMatch(/^Presente cannot start: the database does not answer: connect ECONNREFUSED/)
    expect(said.join()).not.toContain('segreta')
  })

  test('courses that are not there', () => {
    const { status, said } = run('courses', { DATA_DIR: folder }, [join(folder, 'corsi')])
    expect(status).toBe(1)
    expect(said).toEqual([`Presente cannot start: ${join(folder, 'corsi')} does not exist (ENOENT).`])
  })

  test('a database made by a newer version', async () => {
    const site = await startSite({}, { empty: true })
    const db = connect(site.databaseUrl, 1)
    const newer = { name: '999_from_the_future', timestamp: '2030-01-01T00:00:00.000Z' }
    await db
      .insertInto('kysely_migration' as never)
      .values(newer as never)
      .execute()
    await db.destroy()
    for (const command of ['start', 'verify'] as const) {
      const { status, said } = run(command, { DATA_DIR: site.dataDir, PORT: '0', LOG_LEVEL: 'silent' })
      expect(status, command).toBe(1)
      expect(said.at(-1), command).toMatch(/^This database belongs to a newer Presente/)
      expect(said.join('\n'), command).not.toMatch(/^\s+at /m)
    }
    await site.stop()
  })
})

test('a start waits for its database, says so once, and goes on when it comes', async () => {
  const postgres = await startPostgres()
  try {
    await postgres.down('fast')
    const starting = await beginSite({ DATABASE_URL: postgres.urlOf('postgres') }, { empty: true })
    await expect.poll(starting.log, { timeout: 30_000 }).toContain('waiting: the database does not answer')
    await postgres.up()
    const site = await starting.ready
    expect(site.log().match(/waiting: the database does not answer/g)).toHaveLength(1)
    expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
    expect(await site.stop()).toBe(0)
  } finally {
    await postgres.stop()
  }
})

test('a start that waits is ended like any other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'presente-start-'))
  const url = `postgres://postgres@127.0.0.1:${await freePort()}/presente`
  const child = spawn(process.execPath, commands.start, {
    env: { NODE_ENV: 'production', PATH: process.env.PATH, DATA_DIR: folder, DATABASE_URL: url, PORT: '0' },
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  await expect.poll(() => said, { timeout: 30_000 }).toContain('waiting: the database does not answer')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  rmSync(folder, { recursive: true })
})
