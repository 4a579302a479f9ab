// SPDX-License-Identifier: AGPL-3.0-or-later
// Attempts are counted in the database, so that all workers and all machines share the count. One upsert counts an
// attempt on either engine; the libraries for it bring their own connection and table.
import { sql } from 'kysely'
import { minutesAfter, now } from '#app/clock.server.ts'
import { AppError } from '#app/error.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'

/** What an attempt is counted under: the account's e-mail and the address it comes from, each with its own limit. */
export type Attempt = { account: string; address: string }

const windowMinutes = 3
const mostPerAccount = 10
// An office is one address: many people may sign in from it at nine o'clock.
const mostPerAddress = 100

/** Counts an attempt; refuses (too_many) when the account or the address has had too many within three minutes. */
export async function countAttempt(db: Db, purpose: string, attempt: Attempt): Promise<void> {
  await countUnder(db, accountKey(purpose, attempt), mostPerAccount)
  await countUnder(db, `${purpose}:address:${attempt.address}`, mostPerAddress)
}

/** Counts an attempt of an account alone, wherever it comes from; refuses (too_many) as countAttempt does. */
export async function countAccountAttempt(db: Db, purpose: string, account: string): Promise<void> {
  await countUnder(db, accountKey(purpose, { account }), mostPerAccount)
}

/** Refuses (too_many) an account that has no attempt left, without counting one: a read, for what is mostly right. */
export async function refuseTooMany(db: Db, purpose: string, account: string): Promise<void> {
  const moment = now()
  const counted = await db
    .selectFrom('rate_limit')
    .select(['points', 'expires_at'])
    .where('key', '=', accountKey(purpose, { account }))
    .where('expires_at', '>', moment)
    .executeTakeFirst()
  if (counted && Number(counted.points) >= mostPerAccount) throw tooMany(counted.expires_at, moment)
}

/** Forgets an account's attempts after a success. */
export async function forgetAttempts(db: Db, purpose: string, attempt: Attempt): Promise<void> {
  await db.deleteFrom('rate_limit').where('key', '=', accountKey(purpose, attempt)).execute()
}

export async function deleteExpiredAttempts(db: Db): Promise<void> {
  await db.deleteFrom('rate_limit').where('expires_at', '<=', now()).execute()
}

async function countUnder(db: Db, key: string, most: number): Promise<void> {
  const moment = now()
  const expires_at = minutesAfter(moment, windowMinutes)
  const over = sql<boolean>`rate_limit.expires_at <= ${moment}`
  const counted = await db
    .insertInto('rate_limit')
    .values({ key, points: 1, expires_at })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        points: sql`case when ${over} then 1 else rate_limit.points + 1 end`,
        expires_at: sql`case when ${over} then ${expires_at} else rate_limit.expires_at end`,
      }),
    )
    .returning(['points', 'expires_at'])
    .executeTakeFirstOrThrow()
  if (Number(counted.points) <= most) return
  throw tooMany(counted.expires_at, moment)
}

function tooMany(expires_at: string, moment: string): AppError {
  const wait = Date.parse(expires_at) - Date.parse(moment)
  const minutes = Math.max(1, Math.ceil(wait / 60_000))
  return new AppError('too_many', m.access_too_many_attempts({ minutes }))
}

function accountKey(purpose: string, { account }: Pick<Attempt, 'account'>): string {
  return `${purpose}:account:${account.toLowerCase()}`
}
