// SPDX-License-Identifier: AGPL-3.0-or-later
// Finding somebody of another project: by the exact e-mail address and in no other way. Whoever types addresses learns which
// ones are registered, so tries are counted and noted.
import type { Actor, Oneself } from '#base/access/actor.ts'
import { countFailure, limited, refuseTooMany } from '#base/access/rate-limit.server.ts'
import type { AddressPlace } from '#base/access/security-event.ts'
import { noteEvent } from '#base/access/security-events.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { personsOf, reachOf } from './home.server.ts'

/** Everybody whose address this is, by their record or by the account they sign in with. */
function peopleAt(db: Db, email: string) {
  return db
    .selectFrom('person')
    .leftJoin('account', 'account.person_id', 'person.id')
    .select('person.id')
    .where((eb) => eb.or([eb('person.email', '=', email), eb('account.email', '=', email)]))
}

/** The one person of an address, wherever they belong; null when it is nobody's. An address of several people is refused. */
export async function findByAddress(db: Db, email: string): Promise<string | null> {
  const found = await peopleAt(db, email).limit(2).execute()
  if (found.length > 1) throw new AppError('conflict', m.people_address_of_several(), 'email')
  return found[0]?.id ?? null
}

/** Whether an address is of somebody who is not of the actor's projects; `own`: whose record none of them keeps. */
export async function isOfStranger(
  db: Db,
  actor: Actor,
  email: string,
  own: 'own' | 'any' = 'any',
): Promise<boolean> {
  const found = await peopleAt(db, email)
    .where('person.id', 'not in', personsOf(db, reachOf(actor).managed, own))
    .limit(1)
    .executeTakeFirst()
  return Boolean(found)
}

const purpose = 'person-address'
const attemptOf = ({ accountId }: Oneself) => ({ account: accountId, address: null, accountId })

/**
 * Runs what finds somebody by an address, noted as a try. Refuses (too_many) after too many that came to nothing: those that
 * succeed leave the person enrolled, for everybody to see. Not for transactions: a refusal would take back its count.
 */
export async function byAddress<T>(
  db: Db,
  self: Oneself,
  where: AddressPlace,
  find: () => Promise<T>,
): Promise<T> {
  return await limited(db, purpose, attemptOf(self), async () => {
    await noteEvent(db, { kind: 'address_tried', account_id: self.accountId, detail: where })
    return await find()
  })
}

/**
 * For a form in which an address stands beside much else: whose answer would say that somebody of another project has it is
 * noted and counted as such a try. Any other address costs whoever tries it a person added, in the ledger. Outside transactions:
 * a refusal must not take back its count.
 */
export async function weighAddress(
  db: Db,
  self: Oneself,
  email: string | undefined,
  where: AddressPlace,
): Promise<void> {
  if (!email) return
  await refuseTooMany(db, purpose, attemptOf(self))
  if (!(await isOfStranger(db, self, email))) return
  await countFailure(db, purpose, attemptOf(self))
  await noteEvent(db, { kind: 'address_tried', account_id: self.accountId, detail: where })
}
