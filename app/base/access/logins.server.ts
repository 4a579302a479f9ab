// SPDX-License-Identifier: AGPL-3.0-or-later
// The one module that knows Lucia: signed-in browsers ("logins"). The database keeps only the SHA-256 of the cookie.
import { createHash } from 'node:crypto'
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia'
import { minutesAfter, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { log } from '#base/log.server.ts'
import type { Db } from '#db/connect.server.ts'

type LoginAttributes = {
  created_at: string
  browser: string
  browser_id: string | null
  used_at: string | null
  proved_at: string | null
}
type AccountAttributes = { person_id: string | null; name: string; email: string; language: 'it' | 'en' }

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaOver>
    DatabaseSessionAttributes: LoginAttributes
    DatabaseUserAttributes: AccountAttributes
  }
}

const lifetime = new TimeSpan(30, 'd')

/** A login that began before has ended, however often it is used: Lucia only moves the end of one on. */
const oldest = () => minutesAfter(now(), -lifetime.milliseconds() / 60_000)

function luciaOver(db: Db) {
  const secure = env().APP_URL.startsWith('https:')
  return new Lucia(adapterOver(db), {
    sessionExpiresIn: lifetime,
    // The database decides when a login ends; the cookie itself lives long, so that no loader has to renew it.
    sessionCookie: {
      name: secure ? '__Host-presente' : 'presente',
      expires: false,
      attributes: { secure, sameSite: 'lax' },
    },
    getUserAttributes: (account) => account,
    getSessionAttributes: (login) => login,
  })
}

const instances = new WeakMap<Db, ReturnType<typeof luciaOver>>()

function lucia(db: Db) {
  const kept = instances.get(db) ?? luciaOver(db)
  instances.set(db, kept)
  return kept
}

/** The account behind a Cookie header; null for none, an expired login, a disabled account, a malformed cookie. */
export async function findLogin(db: Db, cookieHeader: string | null) {
  const id = readCookie(db, cookieHeader)
  if (!id) return null
  const { session, user } = await lucia(db).validateSession(id)
  if (!session) return null
  await keepUse(db, session)
  return { login: { handle: hashed(session.id), provedAt: session.proved_at }, account: user }
}

/** Keeps when a login was used, to the hour. What cannot be kept, as on a full disk, keeps nobody from reading. */
async function keepUse(db: Db, login: { id: string; used_at: string | null }): Promise<void> {
  const moment = now()
  if ((login.used_at ?? '') > minutesAfter(moment, -60)) return
  try {
    await db.updateTable('login').set({ used_at: moment }).where('id', '=', hashed(login.id)).execute()
  } catch (error) {
    log.debug({ err: error }, 'the use of a login was not kept')
  }
}

/**
 * Signs a browser in, ending the login it presented, if any, and what the account still has of the same browser: whoever asks has
 * proved just now who they are. Returns the Set-Cookie value.
 */
export async function startLogin(
  db: Db,
  accountId: string,
  browser: string,
  oldCookies: string | null,
  browser_id: string | null = null,
): Promise<string> {
  const old = readCookie(db, oldCookies)
  if (old) await lucia(db).invalidateSession(old)
  if (browser_id !== null) {
    await db
      .deleteFrom('login')
      .where('account_id', '=', accountId)
      .where('browser_id', '=', browser_id)
      .execute()
  }
  const moment = now()
  const login = await lucia(db).createSession(accountId, {
    created_at: moment,
    browser: browser.slice(0, 300),
    browser_id,
    used_at: moment,
    proved_at: moment,
  })
  return lucia(db).createSessionCookie(login.id).serialize()
}

/** Keeps that a browser's holder proved just now who they are. */
export async function renewProof(db: Db, handle: string, moment: string): Promise<void> {
  await db.updateTable('login').set({ proved_at: moment }).where('id', '=', handle).execute()
}

/** Signs this browser out. Returns the Set-Cookie value that clears the cookie. */
export async function endLogin(db: Db, cookieHeader: string | null): Promise<string> {
  const id = readCookie(db, cookieHeader)
  if (id) await lucia(db).invalidateSession(id)
  return lucia(db).createBlankSessionCookie().serialize()
}

/** Signs an account out everywhere. */
export async function endAllLogins(db: Db, accountId: string): Promise<void> {
  await lucia(db).invalidateUserSessions(accountId)
}

/** An account's signed-in browsers, the one used last first; `handle` names one without being usable as a cookie. */
export async function devicesOf(db: Db, accountId: string) {
  return await db
    .selectFrom('login')
    .select((eb) => ['id as handle', 'browser', eb.fn.coalesce('used_at', 'created_at').as('used_at')])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now())
    .where('created_at', '>', oldest())
    .orderBy('used_at', 'desc')
    .orderBy('id')
    .execute()
}

/** Signs one of the account's own browsers out. */
export async function endDevice(db: Db, accountId: string, handle: string): Promise<void> {
  await db.deleteFrom('login').where('id', '=', handle).where('account_id', '=', accountId).execute()
}

export async function deleteExpiredLogins(db: Db): Promise<void> {
  await lucia(db).deleteExpiredSessions()
}

function readCookie(db: Db, header: string | null): string | null {
  if (!header) return null
  try {
    return lucia(db).readSessionCookie(header)
  } catch {
    // Lucia decodes every cookie and throws on a malformed one, ours or not.
    return null
  }
}

const hashed = (id: string) => createHash('sha256').update(id).digest('hex')

function adapterOver(db: Db): Adapter {
  return {
    async getSessionAndUser(id) {
      const row = await db
        .selectFrom('login')
        .innerJoin('account', 'account.id', 'login.account_id')
        .select(['login.account_id', 'login.expires_at', 'login.created_at', 'login.browser'])
        .select(['login.browser_id', 'login.used_at', 'login.proved_at'])
        .select(['account.person_id', 'account.name', 'account.email', 'account.language'])
        .where('login.id', '=', hashed(id))
        .where('login.created_at', '>', oldest())
        .where('account.disabled_at', 'is', null)
        .executeTakeFirst()
      if (!row) return [null, null]
      const { account_id, expires_at, created_at, browser, browser_id, used_at, proved_at, ...account } = row
      const session: DatabaseSession = {
        // The raw id: Lucia's later calls hash it again.
        id,
        userId: account_id,
        expiresAt: new Date(expires_at),
        attributes: { created_at, browser, browser_id, used_at, proved_at },
      }
      return [session, { id: account_id, attributes: account }]
    },
    async getUserSessions(accountId) {
      const rows = await db.selectFrom('login').selectAll().where('account_id', '=', accountId).execute()
      return rows.map((row) => ({
        id: row.id,
        userId: row.account_id,
        expiresAt: new Date(row.expires_at),
        attributes: row,
      }))
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const row = { id: hashed(id), account_id: userId, expires_at: expiresAt.toISOString(), ...attributes }
      await db.insertInto('login').values(row).execute()
    },
    async updateSessionExpiration(id, expiresAt) {
      const expires_at = expiresAt.toISOString()
      await db.updateTable('login').set({ expires_at }).where('id', '=', hashed(id)).execute()
    },
    async deleteSession(id) {
      await db.deleteFrom('login').where('id', '=', hashed(id)).execute()
    },
    async deleteUserSessions(accountId) {
      await db.deleteFrom('login').where('account_id', '=', accountId).execute()
    },
    async deleteExpiredSessions() {
      await db
        .deleteFrom('login')
        .where((eb) => eb.or([eb('expires_at', '<=', now()), eb('created_at', '<=', oldest())]))
        .execute()
    },
  }
}
