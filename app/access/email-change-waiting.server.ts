// SPDX-License-Identifier: AGPL-3.0-or-later
// A change of address that its owner asked for and did not confirm at both addresses yet, as they see it.
import type { Db } from '#db/connect.server.ts'
import type { Actor } from './actor.ts'
import { emailAskedFor } from './email-changes.server.ts'
import { holdAccount } from './invitations.server.ts'
import { endEmailChanges } from './tokens.server.ts'

/** The change an account waits for, and which of the two addresses has confirmed it; null when there is none. */
export async function waitingEmailChange(db: Db, account_id: string) {
  const asked = await emailAskedFor(db, account_id)
  if (!asked) return null
  const sides = await db
    .selectFrom('email_change')
    .select(['old_confirmed_at', 'new_confirmed_at'])
    .where('account_id', '=', account_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return {
    ...asked,
    confirmedByOld: Boolean(sides?.old_confirmed_at),
    confirmedByNew: Boolean(sides?.new_confirmed_at),
  }
}

/** Ends what the actor asked for: its links open nothing any more, and the address stays. */
export async function cancelEmailChange(db: Db, actor: Actor): Promise<void> {
  await db.transaction().execute(async (db) => {
    await holdAccount(db, actor.accountId)
    await endEmailChanges(db, actor.accountId)
  })
}
