// SPDX-License-Identifier: AGPL-3.0-or-later
// An invitation that went to a mistyped address is put right by who keeps the person's record, while nobody has accepted it.
import type { Transaction } from 'kysely'
import type { Actor, Oneself } from '#base/access/actor.ts'
import { endLinks } from '#base/access/tokens.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { isOfStranger, weighAddress } from '#plan/people/address.server.ts'
import { reachOf } from '#plan/people/home.server.ts'
import { mailInvitation } from './invitations.server.ts'

/** The account of a person, held until the caller's transaction ends; undefined when they have none. */
export async function holdAccountOfPerson(db: Transaction<Database>, person_id: string) {
  const found = await db
    .selectFrom('account')
    .select('id')
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  return found && (await holdRow(db, 'account', found.id))
}

/**
 * Before moveInvitation, outside its transaction: an address of somebody of another project is noted and counted as a try of it,
 * since the refusal tells. Where no invitation waits, nothing is said of the address, and nothing counted.
 */
export async function weighMove(db: Db, self: Oneself, person_id: string, email: string): Promise<void> {
  const waiting = await db
    .selectFrom('account')
    .select('id')
    .where('person_id', '=', person_id)
    .where('password_hash', 'is', null)
    .where('email', '!=', email)
    .executeTakeFirst()
  if (waiting) await weighAddress(db, self, email, 'record')
}

/**
 * Gives the account of a person another address and mails the invitation there; the one mailed before is dead. Refuses
 * (conflict, at `email`) an account with a password, which is its holder's to change; an account or a person of any project that
 * the actor does not manage, since whoever accepts has all that is theirs; and an address that is somebody else's. Runs in the
 * caller's transaction, under the ledger's head.
 */
export async function moveInvitation(
  db: Transaction<Database>,
  actor: Actor | null,
  account: { id: string; person_id: string | null; password_hash: string | null },
  email: string,
): Promise<void> {
  const movable = account.password_hash === null && (actor === null || (await isWithin(db, actor, account)))
  if (!movable) throw new AppError('conflict', m.people_email_of_account(), 'email')
  const taken = await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirst()
  if (taken || (actor && (await isOfStranger(db, actor, email, 'own')))) {
    throw new AppError('conflict', m.access_email_taken(), 'email')
  }
  await db.updateTable('account').set({ email }).where('id', '=', account.id).execute()
  await endLinks(db, account.id)
  await mailInvitation(db, actor, account.id)
}

/** Whether the actor manages every project that an account has a role in or its person belongs to. */
async function isWithin(
  db: Transaction<Database>,
  actor: Actor,
  { id, person_id }: { id: string; person_id: string | null },
): Promise<boolean> {
  const { managed } = reachOf(actor)
  const roles = await db
    .selectFrom('role_grant')
    .leftJoin('edition', 'edition.id', 'role_grant.edition_id')
    .select((eb) => eb.fn.coalesce('role_grant.project_id', 'edition.project_id').as('project_id'))
    .where('account_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
  const homes = await db
    .selectFrom('person_home')
    .select('project_id')
    .where('person_id', '=', person_id ?? '')
    .execute()
  return [...roles, ...homes].every(({ project_id }) => project_id !== null && managed.includes(project_id))
}
