// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Transaction } from 'kysely'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { Actor } from './actor.ts'
import { mailOwner } from './owner-mail.server.ts'
import { refuseUnproved } from './proof.server.ts'
import { refuseUnless } from './refuse.ts'
import type { GrantableRole } from './role.ts'
import { noteEvent } from './security-events.server.ts'

export type NewGrant = {
  account_id: string
  role: GrantableRole
  project_id: string | null
  edition_id: string | null
  /** A moment; null: until revoked. */
  expires_at: string | null
}

/** An administrator gives a role at a place: see giveRole. Joins the caller's transaction if there is one. */
export async function grantRole(db: Db, actor: Actor | null, grant: NewGrant): Promise<void> {
  refuseUnless(actor, 'installation:administer', {})
  await inTransaction(db, (db) => giveRole(db, actor, grant))
}

/**
 * Gives a role at a place. Giving what is already held there changes only its expiry. Refuses, at the field `expires_on`, an end
 * that is over already, and one for the last administrator; and an old proof of identity. `actor` null: the program. The
 * account's owner is told by mail. Runs in the caller's transaction.
 */
export async function giveRole(
  db: Transaction<Database>,
  actor: Actor | null,
  grant: NewGrant,
): Promise<void> {
  refuseUnproved(actor, 'when_old')
  const { account_id, role, project_id, edition_id, expires_at } = grant
  if (expires_at !== null && expires_at <= now()) {
    const words = role === 'auditor' ? m.access_grant_is_over_auditor : m.access_grant_is_over
    throw new AppError('invalid', words(), 'expires_on')
  }
  await holdLedger(db)
  const held = await db
    .selectFrom('role_grant')
    .select(['id', 'expires_at'])
    .where('account_id', '=', account_id)
    .where('role', '=', role)
    .where('project_id', project_id === null ? 'is' : '=', project_id)
    .where('edition_id', edition_id === null ? 'is' : '=', edition_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (held?.expires_at === expires_at) return
  if (held) {
    await db.updateTable('role_grant').set({ expires_at }).where('id', '=', held.id).execute()
    if (held.expires_at === null && role === 'administrator' && !(await someAdministrator(db))) {
      throw new AppError('conflict', m.access_last_administrator_end(), 'expires_on')
    }
  } else {
    const granted = { granted_by: actor?.accountId ?? null, granted_at: now() }
    await db
      .insertInto('role_grant')
      .values({ id: newId(), ...grant, ...granted })
      .execute()
  }
  await record(db, actor, {
    act: 'role_granted',
    subject: ['account', account_id],
    projectId: project_id,
    after: { role, project_id, edition_id, expires_at },
  })
  await noteEvent(db, { kind: 'role_granted', account_id, detail: role })
  if (actor) await mailOwner(db, account_id, { kind: 'role_granted', ...grant })
}

/** An administrator takes a role back: see takeRole. Joins the caller's transaction if there is one. */
export async function revokeRole(db: Db, actor: Actor, account_id: string, grant_id: string): Promise<void> {
  refuseUnless(actor, 'installation:administer', {})
  await inTransaction(db, (db) => takeRole(db, actor, account_id, grant_id))
}

/**
 * Takes a role back, at once, and tells the account's owner by mail. The last administrator's, and an old proof of identity,
 * are refused. Runs in the caller's transaction.
 */
export async function takeRole(
  db: Transaction<Database>,
  actor: Actor,
  account_id: string,
  grant_id: string,
): Promise<void> {
  refuseUnproved(actor, 'when_old')
  await holdLedger(db)
  const grant = await db
    .updateTable('role_grant')
    .set({ revoked_at: now() })
    .where('id', '=', grant_id)
    .where('account_id', '=', account_id)
    .where('revoked_at', 'is', null)
    .returning(['role', 'project_id', 'edition_id'])
    .executeTakeFirst()
  if (!grant) return
  if (grant.role === 'administrator' && !(await someAdministrator(db))) {
    throw new AppError('conflict', m.access_last_administrator())
  }
  await record(db, actor, {
    act: 'role_revoked',
    subject: ['account', account_id],
    projectId: grant.project_id,
    before: grant,
  })
  await noteEvent(db, { kind: 'role_revoked', account_id, detail: grant.role })
  await mailOwner(db, account_id, { kind: 'role_revoked', ...grant })
}

/** An account's roles, those in force first, with the names of their places. */
export async function grantsOf(db: Db, account_id: string) {
  const rows = await grantsIn(db, [account_id]).limit(100).execute()
  return rows.map(withEnd)
}

/** The roles of some accounts that nobody took back, by account, with the names of their places: those that ended too. */
export async function rolesOf(db: Db, account_ids: string[]) {
  if (account_ids.length === 0) return new Map<string, never[]>()
  const rows = await grantsIn(db, account_ids)
    .where('role_grant.revoked_at', 'is', null)
    .limit(1000)
    .execute()
  return Map.groupBy(rows.map(withEnd), (row) => row.account_id)
}

function grantsIn(db: Db, account_ids: string[]) {
  return db
    .selectFrom('role_grant')
    .leftJoin('project', 'project.id', 'role_grant.project_id')
    .leftJoin('edition', 'edition.id', 'role_grant.edition_id')
    .select(['role_grant.id', 'role_grant.role', 'role_grant.granted_at', 'role_grant.expires_at'])
    .select(['role_grant.account_id', 'role_grant.revoked_at', 'project.acronym', 'edition.code'])
    .where('account_id', 'in', account_ids)
    .orderBy('role_grant.granted_at', 'desc')
    .orderBy('role_grant.id')
}

function withEnd<Grant extends { expires_at: string | null }>(grant: Grant) {
  return { ...grant, ended: grant.expires_at !== null && grant.expires_at <= now() }
}

/** Refuses to let an account sign in no more, after the caller wrote so, when that was the last administrator's. */
export async function refuseLastAdministrator(db: Transaction<Database>, account_id: string): Promise<void> {
  const administrates = await db
    .selectFrom('role_grant')
    .select('id')
    .where('account_id', '=', account_id)
    .where('role', '=', 'administrator')
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!administrates) return
  await holdLedger(db)
  if (!(await someAdministrator(db))) throw new AppError('conflict', m.access_last_administrator_disabled())
}

/**
 * Whether somebody is administrator for good: enabled, with a password, and without an end, so that there is one at every
 * moment to come. Whoever ends an administrator asks this afterwards, under the ledger's head: of two at once the second sees what
 * the first did.
 */
async function someAdministrator(db: Transaction<Database>): Promise<boolean> {
  const found = await db
    .selectFrom('role_grant')
    .innerJoin('account', 'account.id', 'role_grant.account_id')
    .select('role_grant.id')
    .where('role_grant.role', '=', 'administrator')
    .where('role_grant.revoked_at', 'is', null)
    .where('role_grant.expires_at', 'is', null)
    .where('account.disabled_at', 'is', null)
    .where('account.password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return Boolean(found)
}
