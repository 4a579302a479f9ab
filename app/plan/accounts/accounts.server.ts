// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import type { Actor, Oneself } from '#base/access/actor.ts'
import { endAllLogins } from '#base/access/logins.server.ts'
import { mailOwner } from '#base/access/owner-mail.server.ts'
import { refuseUnproved } from '#base/access/proof.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { refuseLastAdministrator } from '#base/access/roles.server.ts'
import { noteEvent } from '#base/access/security-events.server.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { type ListQuery, listPage } from '#base/http/list.ts'
import type { Locale } from '#base/i18n/locale.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import { searchable } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { containing } from '#db/containing.server.ts'
import { holdLedger, holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { keepsRecord } from '#plan/people/home.server.ts'
import { recordOfPerson } from '#plan/people/person-ledger.server.ts'
import { mailInvitation } from './invitations.server.ts'

export type NewAccount = { email: string; name: string; person_id: string | null; language?: Locale }

/**
 * The account of an e-mail address: made and invited by mail when new, and linked to its person if one is given. An existing one
 * without a person gets the one given if they bear the same name: an office's address mistyped for a person's must not open
 * that person's pages to the office. A person is linked only by who keeps their record, to the address that is in it, and once:
 * see mayLink; a new account for any other is refused. `actor` null: the program. Runs in the caller's transaction.
 */
export async function inviteAccount(db: Transaction<Database>, actor: Actor | null, account: NewAccount) {
  await holdAccountOf(db, account.email)
  await holdLedger(db)
  const links = account.person_id !== null && (await mayLink(db, actor, account.email, account.person_id))
  const kept = await db
    .selectFrom('account')
    .select(['id', 'person_id', 'name'])
    .where('email', '=', account.email)
    .executeTakeFirst()
  if (!kept) {
    if (account.person_id && !links) throw new AppError('conflict', m.access_person_not_yours(), 'email')
    const id = await makeAccount(db, actor, account)
    if (id) return { account_id: id, isNew: true }
    // Another made it meanwhile: as if it had been there.
    return await inviteAccount(db, actor, account)
  }
  if (!kept.person_id && links && sameName(kept.name, account.name)) {
    await db.updateTable('account').set({ person_id: account.person_id }).where('id', '=', kept.id).execute()
    await recordLink(db, actor, kept.id, { ...account, person_id: account.person_id })
  }
  return { account_id: kept.id, isNew: false }
}

/** Holds the account of an address, if there is one: before the ledger's head is, as whoever changes an account does. */
export async function holdAccountOf(db: Transaction<Database>, email: string): Promise<void> {
  const found = await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirst()
  if (found) await holdRow(db, 'account', found.id)
}

type Linked = { name: string; email: string; person_id: string | null }

/** Tells every project of a person, and the account's owner, that whoever holds the account now sees the person's own pages. */
async function recordLink(
  db: Transaction<Database>,
  actor: Actor | null,
  account_id: string,
  linked: Linked,
): Promise<void> {
  const { name, email, person_id } = linked
  if (!person_id) return
  await recordOfPerson(db, actor, { act: 'account_linked', person_id, after: { email } })
  await mailOwner(db, account_id, { kind: 'person_linked', person: name })
}

async function makeAccount(
  db: Transaction<Database>,
  actor: Actor | null,
  account: NewAccount,
): Promise<string | null> {
  const { email, name, person_id, language = 'it' } = account
  const made = await db
    .insertInto('account')
    .values({ id: newId(), email, name, person_id, language, created_at: now() })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return null
  await record(db, actor, {
    act: 'account_created',
    subject: ['account', made.id],
    after: { email, name, person_id },
  })
  await recordLink(db, actor, made.id, account)
  await mailInvitation(db, actor, made.id)
  return made.id
}

/**
 * Whether an account of an address may become a person's: the address is the one in their record, they have no account yet, and
 * a project of the actor's keeps the record. Under the ledger's head, for which whoever changes a record waits too.
 */
async function mayLink(db: Db, actor: Actor | null, email: string, person_id: string): Promise<boolean> {
  if (actor && !(await keepsRecord(db, actor, person_id))) return false
  const found = await db
    .selectFrom('person')
    .leftJoin('account', 'account.person_id', 'person.id')
    .select('person.id')
    .where('person.id', '=', person_id)
    .where('person.email', '=', email)
    .where('account.id', 'is', null)
    .executeTakeFirst()
  return Boolean(found)
}

/** An administrator makes an account; refused when the e-mail already has one. */
export async function addAccount(
  db: Db,
  actor: Actor,
  account: { email: string; name: string; language: Locale },
) {
  refuseUnless(actor, 'installation:administer', {})
  return await db.transaction().execute(async (db) => {
    const { account_id, isNew } = await inviteAccount(db, actor, { ...account, person_id: null })
    if (!isNew) throw new AppError('conflict', m.access_email_taken(), 'email')
    return { id: account_id }
  })
}

/**
 * Stops an account from signing in, at once and everywhere, or lets it again. Refuses to stop one's own, the last
 * administrator's, and whoever's proof of identity is old.
 */
export async function setAccountDisabled(
  db: Db,
  actor: Actor,
  account_id: string,
  disabled: boolean,
): Promise<void> {
  refuseUnless(actor, 'installation:administer', {})
  refuseUnproved(actor, 'when_old')
  if (account_id === actor.accountId) throw new AppError('invalid', m.access_not_yourself())
  await db.transaction().execute(async (db) => {
    await holdRow(db, 'account', account_id)
    const { numUpdatedRows } = await db
      .updateTable('account')
      .set({ disabled_at: disabled ? now() : null })
      .where('id', '=', account_id)
      .where('disabled_at', disabled ? 'is' : 'is not', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    if (disabled) await refuseLastAdministrator(db, account_id)
    const act = disabled ? 'account_disabled' : 'account_enabled'
    await record(db, actor, { act, subject: ['account', account_id] })
    await noteEvent(db, { kind: act, account_id })
    if (disabled) await endAllLogins(db, account_id)
  })
}

/** What one's own messages are written in from now on. */
export async function keepLanguage(db: Db, self: Oneself, language: Locale): Promise<void> {
  await db.updateTable('account').set({ language }).where('id', '=', self.accountId).execute()
}

/** One account, as the administrator sees it; null when there is none. */
export async function findAccount(db: Db, id: string) {
  const found = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'disabled_at'])
    .select((eb) => eb('password_hash', 'is not', null).as('has_password'))
    .where('id', '=', id)
    .executeTakeFirst()
  return found ?? null
}

/** The accounts of the installation, a page of them. */
export async function listAccounts(db: Db, query: ListQuery<'name' | 'email' | 'created_at'>) {
  const matching = db
    .selectFrom('account')
    .where((eb) =>
      query.q
        ? eb.or([containing(eb.ref('account.name'), query.q), containing(eb.ref('account.email'), query.q)])
        : eb.lit(true),
    )
  return await listPage(
    matching
      .select(['id', 'name', 'email', 'created_at', 'disabled_at'])
      .select((eb) => [eb('password_hash', 'is not', null).as('has_password')])
      .orderBy(query.sort, query.direction)
      .orderBy('id')
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
}

function sameName(one: string, other: string): boolean {
  const words = (name: string) => searchable(name).split(' ').sort().join(' ')
  return words(one) === words(other)
}
