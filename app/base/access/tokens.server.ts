// SPDX-License-Identifier: AGPL-3.0-or-later
// Personal links. The link carries 32 random bytes; the database keeps their SHA-256.
import { createHash, randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { minutesAfter, now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'

type Purpose = 'invitation' | 'password_reset'

/** Minutes a link of each purpose is good for. */
const lifetimes: Record<Purpose, number> = { invitation: 14 * 24 * 60, password_reset: 60 }

/** Until when a link made at a moment is good. */
export function endOfLink(purpose: Purpose, moment: string): string {
  return minutesAfter(moment, lifetimes[purpose])
}

/** Makes a link's token for an account, ending earlier ones of the same purpose. Runs in the caller's transaction. */
export async function makeToken(
  db: Transaction<Database>,
  purpose: Purpose,
  account_id: string,
): Promise<string> {
  const moment = now()
  // Of two links made at once the second ends the first.
  await holdRow(db, 'account', account_id)
  await db
    .updateTable('token')
    .set({ used_at: moment })
    .where('account_id', '=', account_id)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .execute()
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('token')
    .values({
      id: hashed(token),
      purpose,
      account_id,
      created_at: moment,
      expires_at: endOfLink(purpose, moment),
    })
    .execute()
  return token
}

/**
 * The account a link still opens; null when unknown, used, expired, or the account is disabled. An invitation opens no account
 * that has a password, a reset none that lacks it: who was invited reads the privacy notice first.
 */
export async function findToken(db: Db, purpose: Purpose, token: string) {
  const found = await db
    .selectFrom('token')
    .innerJoin('account', 'account.id', 'token.account_id')
    .select(['account.id', 'account.name', 'account.email', 'account.language'])
    .where('token.id', '=', hashed(token))
    .where('token.purpose', '=', purpose)
    .where('token.used_at', 'is', null)
    .where('token.expires_at', '>', now())
    .where('account.disabled_at', 'is', null)
    .where('account.password_hash', purpose === 'invitation' ? 'is' : 'is not', null)
    .executeTakeFirst()
  return found ?? null
}

/** Uses a link up; false when somebody already did. Runs in the caller's transaction. */
export async function spendToken(db: Transaction<Database>, token: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('token')
    .set({ used_at: now() })
    .where('id', '=', hashed(token))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends every link of an account, whatever it is for. Runs in the caller's transaction. */
export async function endLinks(db: Transaction<Database>, account_id: string): Promise<void> {
  await db
    .updateTable('token')
    .set({ used_at: now() })
    .where('account_id', '=', account_id)
    .where('used_at', 'is', null)
    .execute()
  await endEmailChanges(db, account_id)
}

/** Ends what an account asked of its address and did not confirm at both addresses yet. Runs in the caller's transaction. */
export async function endEmailChanges(db: Transaction<Database>, account_id: string): Promise<void> {
  await db
    .updateTable('email_change')
    .set({ ended_at: now() })
    .where('account_id', '=', account_id)
    .where('ended_at', 'is', null)
    .execute()
}

/** Deletes changes of address that are over: the address asked for may be of somebody who has nothing to do with us. */
export async function deleteOldEmailChanges(db: Db): Promise<void> {
  await db
    .deleteFrom('email_change')
    .where((eb) => eb.or([eb('ended_at', 'is not', null), eb('expires_at', '<=', now())]))
    .execute()
}

const hashed = (token: string) => createHash('sha256').update(token).digest('hex')
