// SPDX-License-Identifier: AGPL-3.0-or-later
// Restores an archive into an empty place, on either engine, and says "done" only of what it has checked. Imports nothing that
// reads the settings: reading them makes a key where there is none, and here the archive brings it.
import { mkdir, open, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '#db/connect.server.ts'
import { outageOf } from '#db/errors.server.ts'
import { loadRows } from '#db/load.server.ts'
import { migrate, unknownMigrations } from '#db/migrate.server.ts'
import { keyedTables, type Row } from '#db/snapshot.server.ts'
import { BackupError, damaged, fileName, type Head, keyName, type Manifest } from './archive.ts'
import { keepPlace, leavePlace, type Place, takePlace, unmarkPlace } from './place.server.ts'
import { readArchive } from './unpack.server.ts'

type Options = {
  /** Throws away what an interrupted restore left. */
  again?: boolean
  /** Restores also what does not pass every check: it was so when the backup was made. */
  acceptFaults?: boolean
  say?: (line: string) => void
}

/**
 * Restores `archive`. Refused in one line: a place that is not empty, an archive that is damaged or a newer program's, another
 * key than the environment's, and what is not sound once it is there (`npm run verify`) unless that is accepted. Then the place is
 * empty again.
 */
export async function restoreBackup(
  archive: string,
  passphrase: string | null,
  place: Place,
  { again = false, acceptFaults = false, say = () => {} }: Options = {},
): Promise<{ head: Head; manifest: Manifest }> {
  const db = await takePlace(place, archive, again).catch((error: unknown) => {
    throw inWords(error)
  })
  let restored: { head: Head; manifest: Manifest }
  try {
    say('Reading the archive and its files …')
    const { head, manifest } = await restoreFiles(archive, passphrase, place)
    say('Loading the rows …')
    await migrate(db, head.migrations)
    await loadTables(db, archive, passphrase)
    await compareCounts(db, manifest)
    await migrate(db)
    say('Checking what is there …')
    await check(db, place, manifest, acceptFaults, say)
    await recordRestore(db, head)
    await keepPlace(db, place)
    restored = { head, manifest }
  } catch (error) {
    await db.destroy().catch(() => {})
    await leavePlace(place)
    throw inWords(error)
  }
  // The database is somebody's from here on: whatever fails now, nothing of it is thrown away.
  await db.destroy().catch(() => {})
  await unmarkPlace(place)
  return restored
}

function inWords(error: unknown): unknown {
  return outageOf(error) === 'full'
    ? new BackupError('The disk is full. Nothing was restored.', 'disk_full')
    : error
}

async function restoreFiles(archive: string, passphrase: string | null, place: Place) {
  let files = 0
  const read = await readArchive(archive, passphrase, {
    async head({ migrations }) {
      const [unknown] = unknownMigrations(migrations)
      if (unknown) {
        throw new BackupError(
          `This archive was made by a newer Presente (migration ${unknown}): restore it with that version.`,
        )
      }
    },
    async key(secret) {
      if (place.secretKey === null)
        return await writeFile(join(place.dataDir, keyName), secret, { mode: 0o600, flush: true })
      if (secret === place.secretKey) return
      throw new BackupError(
        'SECRET_KEY of the environment is not the one of the archive, whose sealed mail and codes it could not open: unset it, or set it to that one.',
      )
    },
    async file(hash, body) {
      const path = join(place.dataDir, fileName(hash))
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await write(path, body)
      files += 1
    },
  })
  if (files !== read.manifest.files) throw new BackupError(damaged)
  return read
}

/** Its hash is checked by whoever reads the archive. */
async function write(path: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const bytes of body) await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function loadTables(db: Db, archive: string, passphrase: string | null): Promise<void> {
  const known = new Set((await keyedTables(db)).map(({ name }) => name))
  await loadRows(db, async (insert) => {
    await readArchive(archive, passphrase, {
      async rows(table, text) {
        if (!known.has(table)) throw new BackupError(damaged)
        const rows = text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Row)
        await insert(table, rows)
      },
    })
  })
}

async function compareCounts(db: Db, manifest: Manifest): Promise<void> {
  for (const { name } of await keyedTables(db)) {
    const { rows } = await sql<{ count: unknown }>`select count(*) as count from ${sql.table(name)}`.execute(
      db,
    )
    const [count, expected] = [Number(rows[0]?.count), manifest.tables[name]]
    if (count !== expected) {
      throw new BackupError(
        `The archive says it has ${expected ?? 'no'} rows of ${name}, ${count} came out of it.`,
      )
    }
  }
}

async function check(
  db: Db,
  { dataDir }: Place,
  { lost }: Manifest,
  acceptFaults: boolean,
  say: (line: string) => void,
) {
  if (lost.count > 0) say(`${lost.count} files were missing or damaged already when the backup was made.`)
  const faults: string[] = []
  // Reads the settings: by now the key is there.
  const { faultsOf } = await import('#prove/verification/verification.server.ts')
  for await (const { name, fault } of faultsOf(db, dataDir)) {
    say(`${name}: ${fault ?? 'sound'}`)
    if (fault) faults.push(`${name}: ${fault}`)
  }
  if (faults.length === 0 || acceptFaults) return
  throw new BackupError(
    `The archive is whole, but what it holds was not sound when it was made. Nothing was restored; to restore it all the same, add --accept-faults. ${faults.join(' · ')}`,
  )
}

/** Whoever reads the ledger sees that what follows happened after a restore, and from when the rows before are. */
async function recordRestore(db: Db, { made_at }: Head): Promise<void> {
  const { record } = await import('#base/ledger/ledger.server.ts')
  await db
    .transaction()
    .execute((db) =>
      record(db, null, { act: 'backup_restored', subject: ['setting', 'installation'], after: { made_at } }),
    )
}
