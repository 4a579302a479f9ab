// SPDX-License-Identifier: AGPL-3.0-or-later
import { AppError } from '#base/error.ts'
import { chosenLanguage, languageCookie, noChoiceCookie } from '#base/http/language.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import { noteAttempt } from './attempt-events.server.ts'
import { knownBrowser, rememberBrowser } from './known-browser.server.ts'
import { startLogin } from './logins.server.ts'
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
    .select(['id', 'password_hash', 'disabled_at'])
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
    const { id, password_hash } = account
    return { id, password_hash }
  })
}

/** An account whose password was checked or chosen just now, and the hash it had then. */
export type Checked = { id: string; password_hash: string | null }

/**
 * Signs the browser of a request in, and gives the cookies that say so. A language chosen there while nobody was signed in becomes
 * the account's; else the account's becomes the browser's. Refuses an account that was disabled, or whose password
 * became another, since it was checked: who changes it ends every login, one under way too.
 */
export async function signIn(db: Db, checked: Checked, request: Request): Promise<Headers> {
  const cookies = request.headers.get('Cookie')
  const agent = request.headers.get('User-Agent') ?? ''
  const { cookie, browser } = rememberBrowser(cookies, checked.id)
  const chosen = chosenLanguage(cookies)
  const { login, language } = await db.transaction().execute(async (db) => {
    const account = await holdRow(db, 'account', checked.id)
    if (!account || account.disabled_at || account.password_hash !== checked.password_hash) {
      throw new AppError('invalid', m.access_sign_in_failed())
    }
    if (chosen !== null && chosen !== account.language) {
      await db.updateTable('account').set({ language: chosen }).where('id', '=', checked.id).execute()
    }
    return {
      login: await startLogin(db, checked.id, agent, cookies, browser),
      language: chosen ?? account.language,
    }
  })
  const headers = new Headers()
  headers.append('Set-Cookie', login)
  headers.append('Set-Cookie', cookie)
  headers.append('Set-Cookie', languageCookie(language))
  if (chosen !== null) headers.append('Set-Cookie', noChoiceCookie())
  return headers
}
