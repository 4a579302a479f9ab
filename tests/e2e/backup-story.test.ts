// SPDX-License-Identifier: AGPL-3.0-or-later
// A backup by command while people write and attach files to a server of two workers, restored elsewhere on both engines.
import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pathOf } from '#base/files/store.server.ts'
import { connect } from '#db/connect.server.ts'
import { pdf } from '#tests/base/files/samples.ts'
import { startPostgres } from '#tests/support/postgres.ts'
import { cookieOf, databaseOf, examples } from './everyone.ts'
import { type Site, startSite } from './server.ts'
import { expect, test } from './support.ts'

test.describe.configure({ timeout: 180_000 })

const passphrase = 'quattro parole messe in fila'

test('what was acknowledged before a backup under load is in it, byte for byte, on either engine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'presente-backup-'))
  const [site, postgres] = await Promise.all([startSite({ WEB_CONCURRENCY: '2' }), startPostgres()])
  try {
    const load = await startLoad(site)
    const files = () => load.written.filter((name) => name.endsWith('.pdf')).length
    await expect
      .poll(() => Math.min(load.written.length / 4, files()), { timeout: 60_000 })
      .toBeGreaterThan(5)
    const before = [...load.written]
    const archive = join(folder, 'copia.tar.gz.age')
    const settings = { DATA_DIR: site.dataDir, DATABASE_URL: site.databaseUrl, BACKUP_PASSPHRASE: passphrase }
    const made = await run('app/backup/run-backup.ts', [archive], settings)
    expect(made.code, made.said).toBe(0)
    expect(load.written.length).toBeGreaterThan(before.length)
    await load.end()
    expect(load.refused).toEqual([])

    for (const engine of ['sqlite', 'postgres']) {
      const dataDir = join(folder, engine)
      const url = engine === 'sqlite' ? `file:${join(dataDir, 'presente.db')}` : postgres.urlOf('postgres')
      const place = { DATA_DIR: dataDir, DATABASE_URL: url }
      const wrong = await run('app/backup/run-restore.ts', [archive], {
        ...place,
        BACKUP_PASSPHRASE: 'altre parole, non quelle',
      })
      expect(wrong).toMatchObject({ code: 1, errors: 'The passphrase is not the one of this archive.\n' })
      const none = await run('app/backup/run-restore.ts', [archive], place)
      expect(none).toMatchObject({ code: 1, errors: 'This archive is encrypted: give its passphrase.\n' })
      const done = await run('app/backup/run-restore.ts', [archive], {
        ...place,
        BACKUP_PASSPHRASE: passphrase,
      })
      expect(done.code, done.said).toBe(0)
      expect(done.said).toMatch(/\nDone: \d+ rows and \d+ files/)
      const verified = await run('app/verify.ts', [], place)
      expect(verified.code, verified.said).toBe(0)
      await expectThere(url, dataDir, before, site.dataDir)
    }

    const page = await (
      await fetch(`${site.url}/admin/system`, { headers: { Cookie: await cookieOf(site, 'administrator') } })
    ).text()
    expect(page).toContain('Ultima copia riuscita')
    expect(page).toContain('copia.tar.gz.age')
  } finally {
    await Promise.all([site.stop(), postgres.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Every acknowledged meeting, and every file that the restored rows name, as it is on the server's disk. */
async function expectThere(url: string, dataDir: string, written: string[], source: string): Promise<void> {
  const db = connect(url, 1)
  const ids = written.filter((one) => !one.endsWith('.pdf'))
  const { rows } = await sql<{ id: string }>`select id from meeting where id in (${sql.join(ids)})`.execute(
    db,
  )
  expect(rows).toHaveLength(ids.length)
  const names = written.filter((one) => one.endsWith('.pdf'))
  expect(names.length).toBeGreaterThan(0)
  const evidence = await db.selectFrom('evidence').select('name').where('name', 'in', names).execute()
  expect(evidence).toHaveLength(names.length)
  for (const { hash } of await db.selectFrom('file').select('hash').execute()) {
    expect(readFileSync(pathOf(hash, dataDir)).equals(readFileSync(pathOf(hash, source)))).toBe(true)
  }
  expect(existsSync(join(dataDir, 'restore-unfinished'))).toBe(false)
  await db.destroy()
}

/** Two who add meetings and two who attach files, one thing after another, until it is ended. */
async function startLoad(site: Site) {
  const db = databaseOf(site)
  const { meeting } = await examples(db)
  await db.destroy()
  const cookie = await cookieOf(site, 'manager')
  const [written, refused]: [string[], number[]] = [[], []]
  let ended = false
  const post = async (path: string, body: URLSearchParams | FormData, name: string) => {
    const headers = { Cookie: cookie, Origin: site.url }
    const answer = await fetch(site.url + path, { method: 'POST', redirect: 'manual', headers, body })
    await answer.text()
    if (answer.status === 302) written.push(name)
    else refused.push(answer.status)
  }
  const addMeeting = async () => {
    const id = randomUUID()
    const form = { id, date: '2099-03-02', start: '09:00', end: '11:00', mode: 'in_person' }
    await post('/manage/iris/editions/IRIS-PM-02/meetings/new', new URLSearchParams(form), id)
  }
  const attach = async () => {
    const name = `${randomUUID()}.pdf`
    const form = new FormData()
    form.set('kind', 'other')
    const bytes = new Uint8Array(Buffer.concat([pdf(name), randomBytes(300_000), pdf()]))
    form.set('file', new Blob([bytes], { type: 'application/pdf' }), name)
    await post(`/meetings/${meeting}/evidence`, form, name)
  }
  const people = [addMeeting, addMeeting, attach, attach].map(async (act) => {
    while (!ended) await act()
  })
  return {
    written,
    refused,
    async end() {
      ended = true
      await Promise.all(people)
    },
  }
}

async function run(path: string, given: string[], settings: Record<string, string>) {
  const env = { PATH: process.env.PATH, NODE_ENV: 'production' as const, LOG_LEVEL: 'warn', ...settings }
  const child = spawn(process.execPath, [path, ...given], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [said, errors] = ['', '']
  child.stdout.on('data', (bytes) => {
    said += bytes
  })
  child.stderr.on('data', (bytes) => {
    said += bytes
    errors += bytes
  })
  const [code] = await once(child, 'close')
  return { code, said, errors }
}
