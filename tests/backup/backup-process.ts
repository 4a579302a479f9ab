// SPDX-License-Identifier: AGPL-3.0-or-later
// Run by interrupted.test.ts as a process of its own: makes a backup, or restores one, and is killed meanwhile.
import { makeBackup } from '#backup/make-backup.server.ts'
import { restoreBackup } from '#backup/restore.server.ts'

const [what = '', path = '', databaseUrl = '', dataDir = ''] = process.argv.slice(2)
const secretKey = 'a key for tests only, of no value to anybody'
if (what === 'backup') await makeBackup({ databaseUrl, dataDir, secretKey }, path, null)
else await restoreBackup(path, null, { databaseUrl, dataDir, secretKey: null })
