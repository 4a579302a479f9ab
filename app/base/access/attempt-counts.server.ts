// SPDX-License-Identifier: AGPL-3.0-or-later
// Failures are counted in the database, so that all workers and all machines share the count. One upsert counts one on
// either engine; the libraries for it bring their own connection and table.

import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { minutesAfter, now } from '#base/clock.server.ts'
import { networkOf } from '#base/http/network.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { type AttemptPurpose, attemptLimits, type Limit, pauseAfter } from './attempt-limits.ts'

export type Attempt = {
  /** What names the account: its id, or what was typed for it. Null where none is meant. */
  account: string | null
  /** Where it comes from. Null where that is not to count. */
  address: string | null
  /** A browser the account is known to use (known-browser.server.ts): then only what fails there counts, whoever else tries. */
  browser?: string | null
  /** The account to note with what happens, if there is one. */
  accountId?: string | null
}

/** One failure counted under one key, and the end of the pause it began. */
export type Counted = { key: string; by: LimitName; paused_until: string | null }

export type LimitName = 'together' | 'account' | 'address'

/** The keys that an attempt is counted under, always in one order, so that no two attempts wait for each other. */
export function keysOf(purpose: AttemptPurpose, attempt: Attempt) {
  const { account, address, browser } = attempt
  const limits = attemptLimits[purpose]
  const network = networkOf(address)
  const keys: { key: string; by: LimitName; limit: Limit }[] = []
  const add = (by: LimitName, ...parts: string[]) => {
    const limit = limits[by]
    // Hashed: what people type as their address may be anything, a password too.
    if (limit) keys.push({ key: `${purpose} ${by} ${hashed(parts.join('\n'))}`, by, limit })
  }
  const name = account?.toLowerCase()
  if (name !== undefined) add('together', name, browser ?? network)
  if (name !== undefined && !browser) add('account', name)
  if (address !== null && !browser) add('address', network)
  if (keys.length === 0) throw new Error(`nothing limits this attempt: ${purpose}`)
  return keys
}

/** Counts one more failure under a key. In a pause `refused`, uncounted; else the end of the pause that it begins, or null. */
export async function countUnder(
  db: Transaction<Database>,
  key: string,
  limit: Limit,
): Promise<string | 'refused' | null> {
  const moment = now()
  const end = minutesAfter(moment, limit.memory)
  const over = sql<boolean>`rate_limit.expires_at <= ${moment}`
  const counted = await db
    .insertInto('rate_limit')
    .values({ key, points: 1, expires_at: end })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({
          points: sql`case when ${over} then 1 else rate_limit.points + 1 end`,
          expires_at: limit.inAll ? sql`case when ${over} then ${end} else rate_limit.expires_at end` : end,
        })
        .where((eb) =>
          eb.or([eb('rate_limit.paused_until', 'is', null), eb('rate_limit.paused_until', '<=', moment)]),
        ),
    )
    .returning('points')
    .executeTakeFirst()
  if (!counted) return 'refused'
  const pause = pauseAfter(limit, Number(counted.points))
  if (pause === 0) return null
  const paused_until = minutesAfter(moment, pause)
  await db.updateTable('rate_limit').set({ paused_until }).where('key', '=', key).execute()
  return paused_until
}

/** Takes back what was counted before a check that then succeeded. Of its account there or in that browser all is forgotten. */
export async function giveBack(db: Db, counted: Counted[]): Promise<void> {
  await db.transaction().execute(async (db) => {
    for (const { key, by, paused_until } of counted) {
      if (by === 'together') {
        await db.deleteFrom('rate_limit').where('key', '=', key).execute()
        continue
      }
      await db
        .updateTable('rate_limit')
        .set((eb) => ({ points: eb('points', '-', 1) }))
        .where('key', '=', key)
        .where('points', '>', 0)
        .execute()
      if (paused_until === null) continue
      await db
        .updateTable('rate_limit')
        .set({ paused_until: null })
        .where('key', '=', key)
        .where('paused_until', '=', paused_until)
        .execute()
    }
  })
}

const hashed = (text: string) => createHash('sha256').update(text).digest('hex')
