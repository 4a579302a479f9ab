// SPDX-License-Identifier: AGPL-3.0-or-later
import { AppError } from '#app/error.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { passwordMatches } from './passwords.server.ts'
import { countAttempt, forgetAttempts } from './rate-limit.server.ts'

/**
 * The account of an e-mail and password. A wrong password, an unknown, invited or disabled account are refused in the
 * same words and time; too many attempts for the account or from the address are refused before the password is looked at.
 */
export async function checkPassword(db: Db, email: string, password: string, address: string) {
  const attempt = { account: email, address }
  await countAttempt(db, 'sign-in', attempt)
  const account = await db
    .selectFrom('account')
    .select(['id', 'password_hash', 'language', 'disabled_at'])
    .where('email', '=', email)
    .executeTakeFirst()
  const matches = await passwordMatches(account?.password_hash, password)
  if (!account || !matches || account.disabled_at) throw new AppError('invalid', m.access_sign_in_failed())
  await forgetAttempts(db, 'sign-in', attempt)
  return { id: account.id, language: account.language }
}
