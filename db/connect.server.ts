// SPDX-License-Identifier: AGPL-3.0-or-later
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import { dialectOf } from './dialects.server.ts'
import type { Limits } from './postgres.server.ts'
import type { Database } from './schema.ts'
import { retryOnce } from './transaction.server.ts'

export type Db = Kysely<Database>

/**
 * Opens the database at `url` (`file:path` or `postgres://`), making the folder of a new SQLite file. A whole transaction is tried
 * once more when its connection died before the commit was sent.
 */
export function connect(url: string, poolSize?: number, limits: Limits = {}): Db {
  if (url.startsWith('file:')) mkdirSync(dirname(url.slice(5)), { recursive: true })
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
