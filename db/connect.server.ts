// SPDX-License-Identifier: AGPL-3.0-or-later
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import { dialectOf } from './dialects.server.ts'
import type { Database } from './schema.ts'

export type Db = Kysely<Database>

/** Opens the database at `url` (`file:path` or `postgres://`), making a new SQLite file and its folder, for their owner's eyes only. */
export function connect(url: string, poolSize?: number): Db {
  if (url.startsWith('file:')) {
    const path = url.slice(5)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // SQLite would make it readable for all, and gives its -wal and -shm the mode of the file.
    closeSync(openSync(path, 'a', 0o600))
  }
  return new Kysely<Database>({ dialect: dialectOf(url, poolSize) })
}
