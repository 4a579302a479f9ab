// SPDX-License-Identifier: AGPL-3.0-or-later
import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { backupFacts, noteBackup } from '#backup/last-backup.server.ts'
import { makeBackup } from '#backup/make-backup.server.ts'
import { makeNightlyBackup, type Nightly } from '#backup/nightly.server.ts'
import { isEncrypted } from '#backup/unpack.server.ts'
import { at } from '#base/clock.server.ts'
import { pathOf } from '#base/files/store.server.ts'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { fillInstallation, newFolder } from './installation.ts'

describeEngines('the nightly backup', (world) => {
  let site: Awaited<ReturnType<typeof fillInstallation>>
  let nightly: Nightly
  let ledgerBefore: number
  beforeAll(async () => {
    site = await fillInstallation(world)
  })
  // No backup was ever made, for all that the program remembers.
  beforeEach(async () => {
    nightly = { folder: join(newFolder(), 'copie'), keep: 2, passphrase: null, zone: 'Europe/Rome' }
    await world.db.deleteFrom('setting').where('key', 'like', 'backup_%').execute()
    await world.db.deleteFrom('security_event').execute()
    const { seq } = await world.db.selectFrom('ledger_head').select('seq').executeTakeFirstOrThrow()
    ledgerBefore = Number(seq)
  })
  const night = (day: string, settings = nightly, db = world.db) =>
    at(`2026-03-${day}T00:23:00.000Z`, () => makeNightlyBackup(db, site.itself, settings))

  it('is not there at first, and that is said', async () => {
    expect(await backupFacts(world.db)).toMatchObject({ good: null, failed: null, late: true })
  })

  it('is made once a night by however many machines, noted, and in the ledger', async () => {
    const machines = Array.from({ length: 6 }, () => night('01', nightly, world.connectAgain()))
    const names = (await Promise.all(machines)).filter((name) => name !== null)
    expect(names).toEqual(['presente-2026-03-01-002300.tar.gz'])
    expect(readdirSync(nightly.folder)).toEqual(names)
    expect(statSync(nightly.folder).mode & 0o777).toBe(0o700)
    const { size } = statSync(join(nightly.folder, names[0] ?? ''))
    const facts = await at('2026-03-02T08:00:00.000Z', () => backupFacts(world.db))
    expect(facts).toMatchObject({ good: { name: names[0], size, lost: 0 }, failed: null, late: false })
    expect(await at('2026-03-03T08:00:00.000Z', () => backupFacts(world.db))).toMatchObject({ late: true })
    const acts = await world.db
      .selectFrom('ledger')
      .select('actor_name')
      .where('act', '=', 'backup_made')
      .where('seq', '>', ledgerBefore)
      .execute()
    expect(acts).toEqual([{ actor_name: 'Presente' }])
    const events = await world.db
      .selectFrom('security_event')
      .select(['account_id', 'detail'])
      .where('kind', '=', 'export')
      .execute()
    expect(events).toEqual([{ account_id: null, detail: 'backup' }])
    expect(await findLedgerFault(world.db)).toBeNull()
  })

  it('keeps the last ones, and takes nothing away that is not its own', async () => {
    await night('01')
    writeFileSync(join(nightly.folder, 'presente-del-2025.tar.gz'), 'somebody’s')
    await night('02')
    const sealed = { ...nightly, passphrase: 'quattro parole messe in fila' }
    const name = await night('03', sealed)
    expect(readdirSync(nightly.folder).sort()).toEqual([
      'presente-2026-03-02-002300.tar.gz',
      'presente-2026-03-03-002300.tar.gz.age',
      'presente-del-2025.tar.gz',
    ])
    expect(await isEncrypted(join(nightly.folder, name ?? ''))).toBe(true)
  })

  it('that fails says why, keeps the earlier ones, and the next good one is good again', async () => {
    await night('03')
    const folder = join(newFolder(), 'a file')
    writeFileSync(folder, '')
    expect(await night('04', { ...nightly, folder: join(folder, 'copie') })).toBeNull()
    expect(await backupFacts(world.db)).toMatchObject({
      good: { name: 'presente-2026-03-03-002300.tar.gz' },
      failed: { why: 'no_folder', at: '2026-03-04T00:23:00.000Z' },
    })
    mkdirSync(join(folder, '..', 'copie'))
    const mended = { ...nightly, folder: join(folder, '..', 'copie') }
    const anHourLater = () =>
      at('2026-03-04T01:23:00.000Z', () => makeNightlyBackup(world.db, site.itself, mended))
    const tries = [await anHourLater(), await anHourLater()]
    expect(tries).toEqual(['presente-2026-03-04-012300.tar.gz', null])
    expect(await backupFacts(world.db)).toMatchObject({
      failed: null,
      good: { at: '2026-03-04T01:23:00.000Z' },
    })
  })

  it('that lacks more files than the last good one is none, and takes no older one away', async () => {
    const own = { ...nightly, folder: newFolder(), keep: 1 }
    const whole = 'presente-2026-03-06-002300.tar.gz'
    const paths = await Promise.all(
      [1, 2].map(async () => pathOf((await site.scan()).hash, site.itself.dataDir)),
    )
    await night('06', own)
    const [files, away] = [join(site.itself.dataDir, 'files'), join(site.itself.dataDir, 'away')]
    renameSync(files, away)
    for (const day of ['07', '08'])
      expect(await night(day, own)).toBe(`presente-2026-03-${day}-002300.tar.gz`)
    expect(await backupFacts(world.db)).toMatchObject({
      good: { name: whole },
      failed: { why: 'other', detail: expect.stringContaining('none of the files') },
    })
    // Of those without files the last is enough.
    expect(readdirSync(own.folder).sort()).toEqual([whole, 'presente-2026-03-08-002300.tar.gz'])

    renameSync(away, files)
    renameSync(paths[0] ?? '', away)
    await night('09', own)
    expect(await backupFacts(world.db)).toMatchObject({
      good: { name: whole },
      failed: { detail: expect.stringContaining('1 files are missing') },
    })
    expect(readdirSync(own.folder)).toContain(whole)

    const byHand = join(newFolder(), 'a mano.tar.gz')
    await at('2026-03-09T09:00:00.000Z', async () =>
      noteBackup(world.db, 'a mano.tar.gz', await makeBackup(site.itself, byHand, null)),
    )
    await night('10', own)
    expect(await backupFacts(world.db)).toMatchObject({ failed: null, good: { lost: 1 } })
    expect(readdirSync(own.folder)).toEqual(['presente-2026-03-10-002300.tar.gz'])
    renameSync(away, paths[0] ?? '')
  })
})
