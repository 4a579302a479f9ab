// SPDX-License-Identifier: AGPL-3.0-or-later
// An archive made on either engine is restored on either engine; nothing is restored that is not what it was.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { makeBackup } from '#backup/make-backup.server.ts'
import { restoreBackup } from '#backup/restore.server.ts'
import { pathOf } from '#base/files/store.server.ts'
import { connect, type Db } from '#db/connect.server.ts'
import { requireOwnSchema } from '#db/migrate.server.ts'
import { keyedTables } from '#db/snapshot.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { schemaOf } from '#tests/support/schema.ts'
import { emptyPlace, fillInstallation, newFolder, rowsIn } from './installation.ts'

describeEngines('a backup', (world) => {
  let site: Awaited<ReturnType<typeof fillInstallation>>
  let archive: string
  let scan: Awaited<ReturnType<typeof site.scan>>
  /** What the archive was made of; the ledger, which a restoring adds to, apart. */
  let rows: Awaited<ReturnType<typeof rowsIn>>
  let acts: { act: string }[]
  const actsIn = (db: Db) => db.selectFrom('ledger').select('act').orderBy('seq').execute()
  const othersIn = async (db: Db) => {
    const tables = (await keyedTables(world.db)).map(({ name }) => name)
    return await rowsIn(
      db,
      tables.filter((name) => !/^ledger/.test(name)),
    )
  }
  beforeAll(async () => {
    site = await fillInstallation(world)
    scan = await site.scan()
    archive = join(newFolder(), 'copia.tar.gz')
    await makeBackup(site.itself, archive, null)
    rows = await othersIn(world.db)
    acts = await actsIn(world.db)
  })

  for (const engine of ['sqlite', 'postgres'] as const) {
    it(`comes back on ${engine}: every row, every byte, the key, and all is sound`, async () => {
      const place = await emptyPlace(engine)
      const said: string[] = []
      await restoreBackup(archive, null, place, { say: (line) => said.push(line) })
      for (const name of ['ledger', 'marks', 'attendance', 'register', 'files', 'completion'])
        expect(said).toContain(`${name}: sound`)
      const db = connect(place.databaseUrl, 1)
      expect(await othersIn(db)).toEqual(rows)
      // The restoring itself is the one act more.
      expect(await actsIn(db)).toEqual([...acts, { act: 'backup_restored' }])
      if (engine === world.engine) {
        expect(await schemaOf(db as never, engine)).toEqual(await schemaOf(world.db as never, engine))
      }
      await db.destroy()
      expect(readFileSync(pathOf(scan.hash, place.dataDir))).toEqual(
        readFileSync(pathOf(scan.hash, site.itself.dataDir)),
      )
      expect(readFileSync(join(place.dataDir, 'secret.key'), 'utf8')).toBe(site.itself.secretKey)
      const expected = engine === 'sqlite' ? ['files', 'presente.db', 'secret.key'] : ['files', 'secret.key']
      expect(readdirSync(place.dataDir).sort()).toEqual(expected)
      for (const name of readdirSync(place.dataDir, { recursive: true, encoding: 'utf8' })) {
        expect(statSync(join(place.dataDir, name)).mode & 0o077, name).toBe(0)
      }
    })
  }

  it('is for its owner only, leaves nothing beside itself, and is never written over', async () => {
    expect(statSync(archive).mode & 0o777).toBe(0o600)
    const folder = newFolder()
    const path = join(folder, 'copia.tar.gz')
    writeFileSync(path, 'something else')
    await expect(makeBackup(site.itself, path, null)).rejects.toThrow('is there already')
    await expect(makeBackup(site.itself, join(folder, 'no', 'copia'), null)).rejects.toThrow(
      'There is no folder',
    )
    rmSync(path)
    const twice = await Promise.allSettled([
      makeBackup(site.itself, path, null),
      makeBackup(site.itself, path, null),
    ])
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(readdirSync(folder)).toEqual(['copia.tar.gz'])
  })

  it('names what was lost already, and brings the rest', async () => {
    const lost = await site.scan()
    writeFileSync(pathOf(lost.hash, site.itself.dataDir), 'something else')
    const path = join(newFolder(), 'copia.tar.gz')
    const made = await makeBackup(site.itself, path, null)
    expect(made.lost).toEqual({ count: 1, hashes: [lost.hash] })
    const place = await emptyPlace(world.engine)
    await expect(restoreBackup(path, null, place)).rejects.toThrow(/--accept-faults.*files: .*missing/)
    await expectEmpty(place)
    await restoreBackup(path, null, place, { acceptFaults: true })
    expect(existsSync(pathOf(scan.hash, place.dataDir))).toBe(true)
    expect(existsSync(pathOf(lost.hash, place.dataDir))).toBe(false)
    await world.db.deleteFrom('evidence').where('file_hash', '=', lost.hash).execute()
    await world.db.deleteFrom('project_file').where('file_hash', '=', lost.hash).execute()
    await world.db.deleteFrom('file').where('hash', '=', lost.hash).execute()
  })

  it('is not made while a file cannot be read that may well be there', async () => {
    const path = join(newFolder(), 'copia.tar.gz')
    const kept = pathOf(scan.hash, site.itself.dataDir)
    renameSync(kept, `${kept}.away`)
    symlinkSync(kept, kept)
    await expect(makeBackup(site.itself, path, null)).rejects.toThrow(`${kept} cannot be read (ELOOP)`)
    expect(existsSync(path)).toBe(false)
    renameSync(`${kept}.away`, kept)
  })

  it('of what a newer program wrote is refused, and so is one of nothing', async () => {
    const path = join(newFolder(), 'copia.tar.gz')
    await sql`insert into kysely_migration (name, timestamp) values ('999_later', '')`.execute(world.db)
    await expect(makeBackup(site.itself, path, null)).rejects.toThrow('newer Presente')
    await sql`delete from kysely_migration where name = '999_later'`.execute(world.db)
    const place = await emptyPlace(world.engine)
    await expect(makeBackup({ ...site.itself, databaseUrl: place.databaseUrl }, path, null)).rejects.toThrow(
      world.engine === 'sqlite' ? 'There is no database' : 'empty',
    )
    expect(existsSync(path)).toBe(false)
  })

  it('is restored only into an empty place, and leaves an occupied one alone', async () => {
    const place = await emptyPlace(world.engine)
    await restoreBackup(archive, null, place)
    await expect(restoreBackup(archive, null, place)).rejects.toThrow('There is something in')
    await expect(restoreBackup(archive, null, place, { again: true })).rejects.toThrow(
      'There is something in',
    )
    const other = { ...(await emptyPlace('sqlite')), databaseUrl: place.databaseUrl }
    await expect(restoreBackup(archive, null, other, { again: true })).rejects.toThrow(
      'There is something in',
    )
    const db = connect(place.databaseUrl, 1)
    expect(await db.selectFrom('person').select('id').execute()).not.toEqual([])
    await db.destroy()
  })

  it('stays where it was restored, whatever fails once it is whole', async () => {
    const place = await emptyPlace(world.engine)
    const mark = join(place.dataDir, 'restore-unfinished')
    const say = (line: string) => {
      if (line !== 'Checking what is there …') return
      rmSync(mark)
      mkdirSync(mark)
    }
    await expect(restoreBackup(archive, null, place, { say })).rejects.toThrow('Everything was restored')
    expect(readFileSync(join(place.dataDir, 'secret.key'), 'utf8')).toBe(site.itself.secretKey)
    expect(existsSync(pathOf(scan.hash, place.dataDir))).toBe(true)
    const db = connect(place.databaseUrl, 1)
    expect(await requireOwnSchema(db)).toBe('current')
    await db.destroy()
  })

  it('is refused where the environment has another key, and keeps to the same one', async () => {
    const place = await emptyPlace(world.engine)
    const other = { ...place, secretKey: 'another key of thirty-two letters or more' }
    await expect(restoreBackup(archive, null, other)).rejects.toThrow('SECRET_KEY of the environment')
    await expectEmpty(place)
    await restoreBackup(archive, null, { ...place, secretKey: site.itself.secretKey })
    expect(existsSync(join(place.dataDir, 'secret.key'))).toBe(false)
  })

  it('of rows that are not sound is refused unless they are accepted', async () => {
    const mark = await world.db
      .selectFrom('mark')
      .select(['id', 'credited_minutes'])
      .where('superseded_by', 'is', null)
      .where('credited_minutes', '>', 1)
      .executeTakeFirstOrThrow()
    const credit = (credited_minutes: number) =>
      world.db.updateTable('mark').set({ credited_minutes }).where('id', '=', mark.id).execute()
    await credit(1)
    const path = join(newFolder(), 'copia.tar.gz')
    await makeBackup(site.itself, path, null)
    await credit(Number(mark.credited_minutes))
    const place = await emptyPlace(world.engine)
    await expect(restoreBackup(path, null, place)).rejects.toThrow(/not sound.*marks: the mark of/)
    await expectEmpty(place)
  })
})

/** Nothing is left that a restore could have written. */
async function expectEmpty({ dataDir, databaseUrl }: Awaited<ReturnType<typeof emptyPlace>>) {
  expect(readdirSync(dataDir)).toEqual([])
  if (databaseUrl.startsWith('file:')) return
  const db = connect(databaseUrl, 1)
  expect(await db.introspection.getTables({ withInternalKyselyTables: true })).toEqual([])
  await db.destroy()
}
