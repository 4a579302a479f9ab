// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run restore -- FILE`: an archive into an empty DATA_DIR and an empty database. Exit code 1 and one line if it is not
// whole and sound.
import '#base/fault-line.ts'
import { parseArgs } from 'node:util'
import { settingsOfPlace } from '#base/env.server.ts'
import { BackupError } from './archive.ts'
import { passphraseFrom } from './passphrase.server.ts'
import { restoreBackup } from './restore.server.ts'
import { isEncrypted } from './unpack.server.ts'

const usage = `npm run restore -- FILE [--passphrase-file FILE] [--again] [--accept-faults]
  The passphrase is otherwise BACKUP_PASSPHRASE of the environment, or asked for. --again throws away what an interrupted
  restore left. --accept-faults restores also what does not pass every check.`

try {
  const { path, file, again, acceptFaults } = given()
  const { DATA_DIR, DATABASE_URL, SECRET_KEY, BACKUP_PASSPHRASE } = settingsOfPlace()
  const ask = BACKUP_PASSPHRASE === null && process.stdin.isTTY && (await isEncrypted(path))
  const passphrase = await passphraseFrom({ file, ask, environment: BACKUP_PASSPHRASE }, false)
  const place = { dataDir: DATA_DIR, databaseUrl: DATABASE_URL, secretKey: SECRET_KEY }
  const say = (line: string) => console.log(line)
  const { head, manifest } = await restoreBackup(path, passphrase, place, { again, acceptFaults, say })
  const rows = Object.values(manifest.tables).reduce((sum, count) => sum + count, 0)
  console.log(
    `Done: ${rows} rows and ${manifest.files} files, as of ${head.made_at}, made by Presente ${head.program} on ${head.engine}.`,
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function given() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'passphrase-file': { type: 'string' },
        again: { type: 'boolean', default: false },
        'accept-faults': { type: 'boolean', default: false },
      },
    })
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) throw new BackupError(usage)
    return {
      path,
      file: values['passphrase-file'],
      again: values.again,
      acceptFaults: values['accept-faults'],
    }
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError(usage)
  }
}
