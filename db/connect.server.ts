// SPDX-License-Identifier: AGPL-3.0-or-later
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import { dialectOf } from './dialects.server.ts'
import type { Database } from './schema.ts'

export type Db = Kysely<Database>

/** Opens the database at `url` (`file:path` or `postgres://`), making the folder of a new SQLite file. */
export function connect(url: string, poolSize?: number): Db {
  if (url.startsWith('file:')) mkdirSync(dirname(url.slice(5)), { recursive: true })
  return new Kysely<Database>({ dialect: dialectOf(url, poolSize) })
}
