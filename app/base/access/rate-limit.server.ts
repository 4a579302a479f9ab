// SPDX-License-Identifier: AGPL-3.0-or-later
// The one limiter of every place that checks a password or takes a code that could be guessed. Only failures count.

import type { Transaction } from 'kysely'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { type Attempt, type Counted, countUnder, giveBack, keysOf } from './attempt-counts.server.ts'
import { noteAttempt } from './attempt-events.server.ts'
import type { AttemptPurpose } from './attempt-limits.ts'

/**
 * Runs a check of a password or code and gives its answer; refuses (too_many) without checking while there is a pause. Each
 * check is counted before it runs and given back when it succeeds, so that of guesses sent at once no more are looked at than
 * of guesses sent one by one. Not for transactions: a refusal would take back its count.
 */
export async function limited<T>(
  db: Db,
  purpose: AttemptPurpose,
  attempt: Attempt,
  check: () => Promise<T>,
): Promise<T> {
  return await inTurn(async () => {
    const counted = await count(db, purpose, attempt)
    const result = await check().catch(async (error: unknown) => {
      if (error instanceof AppError) await notePauses(db, purpose, attempt, counted)
      throw error
    })
    await giveBack(db, counted)
    return result
  })
}

/** Counts a failure; refuses (too_many) one that comes in a pause, uncounted. Not for transactions, as `limited`. */
export async function countFailure(db: Db, purpose: AttemptPurpose, attempt: Attempt): Promise<void> {
  await notePauses(db, purpose, attempt, await count(db, purpose, attempt))
}

/** Refuses (too_many) what comes in a pause. Only a read: for what is mostly right, and takes no time to check. */
export async function refuseTooMany(db: Db, purpose: AttemptPurpose, attempt: Attempt): Promise<void> {
  const keys = keysOf(purpose, attempt).map(({ key }) => key)
  const until = await endOfPause(db, keys)
  if (until !== null) throw tooMany(purpose, until)
}

/** Forgets what failed at an account from anywhere, and from this address: for who has proved by mail whose it is. */
export async function forgetFailures(
  db: Transaction<Database>,
  purpose: AttemptPurpose,
  attempt: Attempt,
): Promise<void> {
  const keys = keysOf(purpose, attempt).filter(({ by }) => by !== 'address')
  for (const { key } of keys) await db.deleteFrom('rate_limit').where('key', '=', key).execute()
}

/** Deletes what is over, some at a time: an attack leaves many, and SQLite has one writer. */
export async function deleteExpiredAttempts(db: Db): Promise<void> {
  const moment = now()
  let deleted = 1n
  while (deleted > 0n) {
    const over = db
      .selectFrom('rate_limit')
      .select('key')
      .where('expires_at', '<=', moment)
      .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', moment)]))
      .limit(1000)
    const result = await db.deleteFrom('rate_limit').where('key', 'in', over).executeTakeFirst()
    deleted = result.numDeletedRows
  }
}

async function count(db: Db, purpose: AttemptPurpose, attempt: Attempt): Promise<Counted[]> {
  return await db.transaction().execute(async (db) => {
    const counted: Counted[] = []
    for (const { key, by, limit } of keysOf(purpose, attempt)) {
      const paused_until = await countUnder(db, key, limit)
      if (paused_until === 'refused') throw tooMany(purpose, (await endOfPause(db, [key])) ?? now())
      counted.push({ key, by, paused_until })
    }
    return counted
  })
}

async function endOfPause(db: Db, keys: string[]): Promise<string | null> {
  const paused = await db
    .selectFrom('rate_limit')
    .select('paused_until')
    .where('key', 'in', keys)
    .where('paused_until', '>', now())
    .orderBy('paused_until', 'desc')
    .executeTakeFirst()
  return paused?.paused_until ?? null
}

/** A pause is noted when it begins, not at each refusal: whoever goes on hammering writes nothing. */
async function notePauses(db: Db, purpose: AttemptPurpose, attempt: Attempt, counted: Counted[]) {
  for (const { by, paused_until } of counted) {
    if (paused_until === null) continue
    const account_id = attempt.accountId ?? null
    await noteAttempt(db, { kind: 'limit_reached', account_id, detail: `${purpose}: ${by}` })
  }
}

function tooMany(purpose: AttemptPurpose, until: string): AppError {
  const wait = Date.parse(until) - Date.parse(now())
  const minutes = Math.max(1, Math.ceil(wait / 60_000))
  // Only where mail is sent can it be the way in.
  const words =
    purpose === 'sign-in' && env().SMTP_URL ? m.access_too_many_sign_ins : m.access_too_many_attempts
  return new AppError('too_many', words({ minutes }))
}

// As many as hashing has threads. The others wait before they are counted: a hall that signs in at once is no attack.
const mostAtOnce = 4
let underWay = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (underWay < mostAtOnce) underWay += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else underWay -= 1
  }
}
