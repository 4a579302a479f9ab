// SPDX-License-Identifier: AGPL-3.0-or-later
import { AppError } from '#app/error.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { Actor } from './actor.ts'
import { passwordMatches } from './passwords.server.ts'
import { limited } from './rate-limit.server.ts'

/**
 * Confirms that whoever is signed in is the account's holder, by the password, before an act that signs. A wrong one is
 * refused at the field `password`; after too many the password is not looked at. Not for transactions: a
 * refusal would take back its count.
 */
export async function confirmPassword(
  db: Db,
  actor: Actor,
  password: string,
  address: string,
): Promise<void> {
  const { accountId } = actor
  await limited(db, 'confirm', { account: accountId, address, accountId }, async () => {
    const account = await db
      .selectFrom('account')
      .select(['password_hash', 'disabled_at'])
      .where('id', '=', accountId)
      .executeTakeFirst()
    const matches = await passwordMatches(account?.password_hash, password)
    if (!account || !matches || account.disabled_at) {
      throw new AppError('invalid', m.register_error_password(), 'password')
    }
  })
}
