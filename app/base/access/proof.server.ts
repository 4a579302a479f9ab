// SPDX-License-Identifier: AGPL-3.0-or-later
// A proof of identity with its moment: that whoever sits at a signed-in browser is the account's holder. It is made by signing
// in or by confirming the password, and kept with the login; later ways to prove come in here too.
import { minutesAfter, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { visitorAddress } from '#base/http/visitor.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { Actor, Oneself } from './actor.ts'
import { renewProof } from './logins.server.ts'
import { passwordMatches } from './passwords.server.ts'
import type { Asking } from './proof.ts'
import { limited } from './rate-limit.server.ts'
import { noteEvent } from './security-events.server.ts'

const freshMinutes = 15

/** Whether a proof made at a moment is good at another: it is not over 15 minutes old. */
export function isFresh(provedAt: string | null, moment: string): boolean {
  return provedAt !== null && provedAt >= minutesAfter(moment, -freshMinutes)
}

/** What a form of the actor's asks for: nothing, where their last proof is enough. */
export function askedOf({ login }: Actor, asking: Asking): Asking | null {
  return asking === 'when_old' && login && isFresh(login.provedAt, now()) ? null : asking
}

/**
 * The actor, once they have proved who they are: by the password now, or earlier where that is enough. Every write that wants
 * a proof refuses the actor without it (see refuseUnproved). A missing or wrong password is refused at the field `password`;
 * after too many wrong ones it is not looked at. Not for transactions: a refusal would take back its count.
 */
export async function prove(
  db: Db,
  self: Oneself,
  asking: Asking,
  password: string | undefined,
): Promise<Actor> {
  const { login } = self
  if (!login || (asking === 'when_old' && isFresh(login.provedAt, now()))) return self
  if (!password) throw proofWanted()
  await checkOwnPassword(db, self, password, 'password')
  const moment = now()
  await renewProof(db, login.handle, moment)
  await noteEvent(db, { kind: 'identity_proved', account_id: self.accountId })
  return { ...self, login: { ...login, provedAt: moment }, signs: true }
}

/** Refuses (invalid, at `password`) whoever acts from a browser without the proof that the act wants. */
export function refuseUnproved(actor: Actor | null, asking: Asking): void {
  if (!actor?.login) return
  const proved = asking === 'always' ? actor.signs : isFresh(actor.login.provedAt, now())
  if (!proved) throw proofWanted()
}

/**
 * The hash of the actor's password, which they typed in `field`. A wrong one is refused there, and noted; after too many it is
 * not looked at.
 */
export async function checkOwnPassword(
  db: Db,
  self: Oneself,
  password: string,
  field: string,
): Promise<string | null> {
  const { accountId } = self
  return await limited(
    db,
    'confirm',
    { account: accountId, address: visitorAddress(), accountId },
    async () => {
      const account = await db
        .selectFrom('account')
        .select(['password_hash', 'disabled_at'])
        .where('id', '=', accountId)
        .executeTakeFirst()
      const matches = await passwordMatches(account?.password_hash, password)
      if (!account || !matches || account.disabled_at) {
        await noteEvent(db, { kind: 'identity_not_proved', account_id: accountId })
        throw new AppError('invalid', m.access_proof_wrong(), field)
      }
      return account.password_hash
    },
  )
}

function proofWanted(): AppError {
  return new AppError('invalid', m.access_proof_wanted(), 'password')
}
