// SPDX-License-Identifier: AGPL-3.0-or-later
import { AppError } from '#app/error.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { noteAttempt } from './attempt-events.server.ts'
import { knownBrowser } from './known-browser.server.ts'
import { passwordMatches } from './passwords.server.ts'
import { limited } from './rate-limit.server.ts'

/**
 * The account of an e-mail and password. A wrong password, an unknown, invited or disabled account are refused in the
 * same words and time; after too many failures of the account or from the address, whoever comes is refused before the
 * password is looked at, except from a browser that `cookies` prove the account has signed in from.
 */
export async function checkPassword(
  db: Db,
  email: string,
  password: string,
  address: string,
  cookies: string | null = null,
) {
  const account = await db
    .selectFrom('account')
    .select(['id', 'password_hash', 'language', 'disabled_at'])
    .where('email', '=', email)
    .executeTakeFirst()
  const accountId = account?.id ?? null
  const browser = accountId && knownBrowser(cookies, accountId)
  return await limited(db, 'sign-in', { account: email, address, browser, accountId }, async () => {
    const matches = await passwordMatches(account?.password_hash, password)
    const event = { account_id: accountId }
    if (!account || !matches || account.disabled_at) {
      await noteAttempt(db, { kind: 'sign_in_failed', ...event })
      throw new AppError('invalid', m.access_sign_in_failed())
    }
    await noteAttempt(db, { kind: 'sign_in', ...event })
    return { id: account.id, language: account.language }
  })
}
