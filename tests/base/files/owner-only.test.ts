// SPDX-License-Identifier: AGPL-3.0-or-later
import { chmodSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, inject, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { exposedIn, mendAtStart, mendFiles } from '#base/files/owner-only.server.ts'
import { keepFile, pathOf } from '#base/files/store.server.ts'
import { connect } from '#db/connect.server.ts'
import { copySqlite } from '#db/copy-sqlite.server.ts'
import { pdf } from './samples.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777

async function installation() {
  const dataDir = join(inject('folder'), newId())
  const path = join(dataDir, 'presente.db')
  const db = connect(`file:${path}`, 1)
  await sql`create table a (b text)`.execute(db)
  const kept = await keepFile(pdf('foglio'), 'application/pdf', dataDir)
  return { dataDir, path, db, databaseUrl: `file:${path}`, file: pathOf(kept.hash, dataDir) }
}

it('what the program makes is for its own account only, whatever the umask', async () => {
  const before = process.umask(0)
  try {
    const { dataDir, path, db, file, databaseUrl } = await installation()
    const copy = await copySqlite(databaseUrl, '2026-01-01')
    for (const folder of [dataDir, join(dataDir, 'files'), join(file, '..')])
      expect(modeOf(folder), folder).toBe(0o700)
    for (const one of [path, `${path}-wal`, `${path}-shm`, file, copy ?? ''])
      expect(modeOf(one), one).toBe(0o600)
    expect(await exposedIn({ dataDir, databaseUrl })).toEqual([])
    await db.destroy()
  } finally {
    process.umask(before)
  }
})

it('what was open is closed: at the start what leads to everything, at night every file', async () => {
  const { dataDir, path, db, file, databaseUrl } = await installation()
  const key = join(dataDir, 'secret.key')
  writeFileSync(key, 'x'.repeat(32))
  const open = [path, `${path}-wal`, `${path}-shm`, file, key]
  for (const one of open) chmodSync(one, 0o644)
  for (const folder of [join(file, '..'), join(dataDir, 'files'), dataDir]) chmodSync(folder, 0o755)
  expect((await exposedIn({ dataDir, databaseUrl })).map(({ why }) => why)).toContain('kept_open')
  expect(await mendAtStart({ dataDir, databaseUrl })).toEqual([])
  for (const folder of [dataDir, join(dataDir, 'files'), join(file, '..')]) expect(modeOf(folder)).toBe(0o700)
  for (const one of [path, `${path}-wal`, `${path}-shm`, key]) expect(modeOf(one)).toBe(0o600)
  expect(modeOf(file)).toBe(0o644)
  expect(await mendFiles(dataDir)).toEqual([])
  expect(modeOf(file)).toBe(0o600)
  await db.destroy()
})

it('a database elsewhere is closed, its folder and what lies beside it are left', async () => {
  const { path, db, databaseUrl } = await installation()
  const [elsewhere, beside] = [join(path, '..'), join(path, '..', 'presente.db.txt')]
  writeFileSync(beside, '')
  for (const one of [path, beside]) chmodSync(one, 0o644)
  chmodSync(elsewhere, 0o755)
  const dataDir = join(inject('folder'), newId())
  expect(await mendAtStart({ dataDir, databaseUrl })).toEqual([])
  expect([modeOf(path), modeOf(beside), modeOf(elsewhere)]).toEqual([0o600, 0o644, 0o755])
  await db.destroy()
})

it('what everybody shares, and what a link leads to, is not changed; the first is said', async () => {
  const dataDir = join(inject('folder'), newId())
  const outside = join(inject('folder'), newId())
  mkdirSync(dataDir)
  chmodSync(dataDir, 0o1777)
  writeFileSync(outside, '')
  chmodSync(outside, 0o644)
  symlinkSync(outside, join(dataDir, 'link'))
  const exposed = await mendAtStart({ dataDir, databaseUrl: 'postgres://nowhere' })
  expect(exposed).toEqual([{ path: dataDir, why: 'shared_folder' }])
  expect([modeOf(dataDir), modeOf(outside)]).toEqual([0o777, 0o644])
})

it.skipIf(process.getuid?.() !== 0)("another account's is said, and left", async () => {
  const { dataDir, file, db, databaseUrl } = await installation()
  chmodSync(file, 0o644)
  chownSync(file, 65534, 65534)
  expect(await mendFiles(dataDir)).toEqual([{ path: file, why: 'other_owner' }])
  chmodSync(dataDir, 0o755)
  chownSync(dataDir, 65534, 65534)
  expect(await mendAtStart({ dataDir, databaseUrl })).toEqual([{ path: dataDir, why: 'other_owner' }])
  expect([modeOf(dataDir), modeOf(file)]).toEqual([0o755, 0o644])
  await db.destroy()
})
