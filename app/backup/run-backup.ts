// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run backup -- FILE`: everything in one archive, while the server runs. Exit code 1 and one line if it is not made.
import '#base/fault-line.ts'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { closeDatabase, database } from '#base/database.server.ts'
import { env } from '#base/env.server.ts'
import { BackupError } from './archive.ts'
import { noteBackup } from './last-backup.server.ts'
import { makeBackup } from './make-backup.server.ts'
import { passphraseFrom } from './passphrase.server.ts'

const usage = `npm run backup -- FILE [--passphrase-file FILE | --ask-passphrase]
  Without either, the passphrase is BACKUP_PASSPHRASE of the environment; without that, the archive is not encrypted.`

try {
  const { path, file, ask } = given()
  const { DATABASE_URL, DATA_DIR, SECRET_KEY, BACKUP_PASSPHRASE } = env()
  const passphrase = await passphraseFrom({ file, ask, environment: BACKUP_PASSPHRASE }, true)
  const itself = { databaseUrl: DATABASE_URL, dataDir: DATA_DIR, secretKey: SECRET_KEY }
  const backup = await makeBackup(itself, path, passphrase)
  await noteBackup(database(), basename(path), backup)
  console.log(`${path}: ${backup.rows} rows and ${backup.files} files, ${backup.size} bytes`)
  if (backup.lost.count > 0) {
    console.error(
      `${backup.lost.count} files are missing or damaged and could not be put in it ("npm run verify" names them): ${backup.lost.hashes.join(' ')}`,
    )
  }
  if (passphrase === null)
    console.error('No passphrase: whoever has this file has everybody’s data and the key.')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
await closeDatabase()

function given() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'passphrase-file': { type: 'string' },
        'ask-passphrase': { type: 'boolean', default: false },
      },
    })
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) throw new BackupError(usage)
    return { path, file: values['passphrase-file'], ask: values['ask-passphrase'] }
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError(usage)
  }
}
