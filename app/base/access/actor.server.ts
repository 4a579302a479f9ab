// SPDX-License-Identifier: AGPL-3.0-or-later
import { now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Actor } from './actor.ts'
import { findLogin } from './logins.server.ts'

/** Who a Cookie header signs in, with the roles in force now; null when nobody. */
export async function findActor(db: Db, cookieHeader: string | null): Promise<Actor | null> {
  const found = await findLogin(db, cookieHeader)
  if (!found) return null
  const { account, login } = found
  return {
    accountId: account.id,
    personId: account.person_id,
    name: account.name,
    email: account.email,
    language: account.language,
    grants: await grantsOf(db, account.id),
    login,
  }
}

/** The actor an account is, without a browser. */
export async function actorOfAccount(db: Db, accountId: string): Promise<Actor> {
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return {
    accountId: account.id,
    personId: account.person_id,
    name: account.name,
    email: account.email,
    language: account.language,
    grants: await grantsOf(db, account.id),
  }
}

async function grantsOf(db: Db, accountId: string): Promise<Actor['grants']> {
  return await db
    .selectFrom('role_grant')
    .select(['role', 'project_id as projectId', 'edition_id as editionId'])
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now())]))
    .execute()
}
