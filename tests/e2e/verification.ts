// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync } from 'node:child_process'
import type { Site } from './server.ts'

/** What `npm run verify` says of the server's data. */
export function verify(site: Site): string {
  const env = { ...process.env, DATA_DIR: site.dataDir, DATABASE_URL: site.databaseUrl, LOG_LEVEL: 'warn' }
  return execFileSync(process.execPath, ['app/verify.ts'], { env, encoding: 'utf8' })
}
