// SPDX-License-Identifier: AGPL-3.0-or-later
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import { dialectOf } from './dialects.server.ts'
import type { Limits } from './postgres.server.ts'
import type { Database } from './schema.ts'
import { retryOnce } from './transaction.server.ts'

export type Db = Kysely<Database>

/**
 * Opens the database at `url` (`file:path` or `postgres://`), making a new SQLite file and its folder for their owner's eyes only. A whole transaction is tried
 * once more when its connection died before the commit was sent.
 */
export function connect(url: string, poolSize?: number, limits: Limits = {}): Db {
  if (url.startsWith('file:')) makeOwnFile(url.slice(5))
  return new RetryingKysely({ dialect: dialectOf(url, { ...limits, ...(poolSize && { poolSize }) }) })
}

class RetryingKysely extends Kysely<Database> {
  override transaction() {
    const builder = super.transaction()
    const execute = builder.execute.bind(builder)
    builder.execute = (work) => retryOnce(() => execute(work))
    return builder
  }
}

function makeOwnFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    // SQLite would make it readable for all, and gives its -wal and -shm the mode of the file. One that is there is left alone:
    // to close it would take away every lock that this process has on it (POSIX), under a connection that relies on them.
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
