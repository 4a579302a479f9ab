// SPDX-License-Identifier: AGPL-3.0-or-later
import { connect, type Db } from '#db/connect.server.ts'
import { env } from './env.server.ts'
import { noteOutage } from './outage.server.ts'

export type { Db }

// In development the bundle is evaluated again at each change: the connection outlives it.
const kept = globalThis as { presenteDatabase?: Db }

/** This process's one connection (SQLite) or pool (PostgreSQL), in which nothing takes longer than people wait. */
export function database(): Db {
  kept.presenteDatabase ??= connect(env().DATABASE_URL, undefined, {
    bounded: true,
    onLost: (error) => noteOutage('away', error),
  })
  return kept.presenteDatabase
}

export async function closeDatabase(): Promise<void> {
  const open = kept.presenteDatabase
  delete kept.presenteDatabase
  await open?.destroy()
}
