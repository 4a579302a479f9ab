// SPDX-License-Identifier: AGPL-3.0-or-later
// A backup, and a restore, that are killed in the middle.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { makeBackup } from '#backup/make-backup.server.ts'
import { restoreBackup } from '#backup/restore.server.ts'
import { connect } from '#db/connect.server.ts'
import { migrate, requireOwnSchema } from '#db/migrate.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { emptyPlace, fillInstallation, newFolder } from './installation.ts'

describeEngines('killed in the middle', (world) => {
  it('a backup leaves no archive; a restore leaves a place that is refused until it is done again', {
    timeout: 120_000,
  }, async () => {
    const site = await fillInstallation(world)
    for (let scans = 0; scans < 2; scans++) await site.scan(10_000_000)
    const { databaseUrl, dataDir } = site.itself
    const folder = newFolder()
    const path = join(folder, 'copia.tar.gz')
    await killedWhen(() => existsSync(`${path}.part`), 'backup', path, databaseUrl, dataDir)
    expect(readdirSync(folder)).toEqual(['copia.tar.gz.part'])
    await expect(makeBackup(site.itself, path, null)).rejects.toThrow('copia.tar.gz.part is there')

    const archive = join(newFolder(), 'copia.tar.gz')
    await makeBackup(site.itself, archive, null)
    const place = await emptyPlace(world.engine)
    const filesAreComing = () => existsSync(join(place.dataDir, 'files'))
    await killedWhen(filesAreComing, 'restore', archive, place.databaseUrl, place.dataDir)
    const db = connect(place.databaseUrl, 1)
    await expect(requireOwnSchema(db)).rejects.toThrow('half restored')
    await db.destroy()
    await expect(restoreBackup(archive, null, place)).rejects.toThrow('Add --again')
    const { manifest } = await restoreBackup(archive, null, place, { again: true })
    expect(manifest.files).toBe(2)
  })
})

async function killedWhen(isTime: () => boolean, ...given: string[]): Promise<void> {
  const path = fileURLToPath(new URL('./backup-process.ts', import.meta.url))
  const child = spawn(process.execPath, [path, ...given], { stdio: 'inherit' })
  const ended = once(child, 'exit')
  while (!isTime()) {
    if (child.exitCode !== null) throw new Error(`it ended before it was killed, with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  child.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
}

describeEngines('an archive of an older schema', (world) => {
  it('becomes the newest schema where it is restored', async () => {
    const { databaseOf, fixtureNumbers } = await import('#tests/db/fixtures.ts')
    const old = await databaseOf(fixtureNumbers.at(-1) ?? '', world.engine)
    const archive = join(newFolder(), 'copia.tar.gz')
    // The fixture names a scan whose bytes it does not bring.
    const secretKey = 'a key for tests only, of no value to anybody'
    await makeBackup({ databaseUrl: old, dataDir: newFolder(), secretKey }, archive, null)
    const place = await emptyPlace(world.engine === 'sqlite' ? 'postgres' : 'sqlite')
    await restoreBackup(archive, null, place, { acceptFaults: true })
    const db = connect(place.databaseUrl, 1)
    expect(await migrate(db)).toEqual([])
    expect(await db.selectFrom('mark').select('id').execute()).not.toEqual([])
    await db.destroy()
  })
})
