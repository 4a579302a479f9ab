// SPDX-License-Identifier: AGPL-3.0-or-later
import { SqliteAdapter } from 'kysely'
import type { Db } from './connect.server.ts'

export type Engine = 'sqlite' | 'postgres'

/** A database's address as it may be shown: without who signs in and with which password. */
export function shownAddress(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//…@')
}

/** Which of the two engines is behind the queries, where they cannot be the same. */
export function engineOf(db: Db): Engine {
  return db.getExecutor().adapter instanceof SqliteAdapter ? 'sqlite' : 'postgres'
}
