// SPDX-License-Identifier: AGPL-3.0-or-later
// A form sent after the login had ended leads to sign-in and back to its page with what was typed. It waits here for an hour,
// sealed under a key that only the browser has, and is never sent by itself. Passwords and files are not kept.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { minutesAfter, newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import type { Fields } from '#base/http/given-back.ts'
import { unsentOf } from '#base/http/unsent.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { keyOf } from '#base/keys.server.ts'
import { seal, unseal } from '#base/sealing.server.ts'
import type { Db } from '#db/connect.server.ts'
import { isSameOwner, lastOwner } from './known-browser.server.ts'

const keptMinutes = 60
/** Of one address (a whole office may be one), and in all: whoever is signed out must not fill the database. About so many. */
const mostOfAddress = 50
const mostInAll = 500
/** Characters of a form: the roll of a thousand people has less. */
const longestForm = 400_000
const longestPath = 2000

export type KeptForm = { fields: Fields; left: boolean }

/**
 * Keeps the form of a request that nobody is signed in for, and leads to sign-in and from there to the form's page. What cannot be
 * kept, being too large or one too many, is said not to have been sent.
 */
export async function keepForm(db: Db, request: Request, address: string): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const path = pathname.replace(/\.data$/, '') + search
  const signIn = `/sign-in?to=${encodeURIComponent(path)}`
  const { fields, left } = await unsentOf(request)
  const cookie = fields && (await kept(db, request, { path, address, form: { fields, left } }))
  if (!cookie) return await redirectWith(signIn, m.access_form_not_kept(), 'warning')
  return await redirectWith(signIn, m.access_form_kept(), 'info', new Headers({ 'Set-Cookie': cookie }))
}

type Keeping = { path: string; address: string; form: KeptForm }

/** The cookie by which the browser gets the form back; null where it is not kept. */
async function kept(db: Db, request: Request, { path, address, form }: Keeping): Promise<string | null> {
  const moment = now()
  const text = JSON.stringify(form)
  const owner = lastOwner(request.headers.get('Cookie'))
  // Of whom nobody knows, nobody could be told from others afterwards.
  if (owner === null || path.length > longestPath || text.length > longestForm) return null
  const from = createHmac('sha256', keyOf('kept form')).update(address).digest('base64url')
  const cookies = request.headers.get('Cookie')
  const old = readCookie(cookies)
  const [id, secret] = [newId(), randomBytes(32)]
  const row = {
    id,
    path,
    owner,
    sealed: seal(keyFor(secret), id, text),
    address: from,
    expires_at: minutesAfter(moment, keptMinutes),
  }
  const { all, own } = await db
    .selectFrom('kept_form')
    .select((eb) => [
      eb.fn.countAll().as('all'),
      eb.fn.sum(eb.case().when('address', '=', from).then(1).else(0).end()).as('own'),
    ])
    .where('expires_at', '>', moment)
    .executeTakeFirstOrThrow()
  // Read before anything is held: whoever sends many keeps nobody else from writing.
  if (Number(all) >= mostInAll || Number(own) >= mostOfAddress) return null
  if (old) await db.deleteFrom('kept_form').where('id', '=', old.id).execute()
  await db.insertInto('kept_form').values(row).execute()
  return cookieOf(`${id}.${secret.toString('base64url')}`, keptMinutes * 60)
}

/**
 * The form that a browser's cookie keeps for the page that it opens. 'lost' when somebody else sent it than who is signed in now, or
 * it cannot be read any more; null where there is none for this page, or no page is opened. With the cookie that forgets it; the
 * row is forgotten when the page has been made (forgetForm): until then it is kept.
 */
export async function findKeptForm(
  db: Db,
  accountId: string,
  request: Request,
): Promise<{ id: string; form: KeptForm | 'lost'; forget: string } | null> {
  const cookies = request.headers.get('Cookie')
  const held = readCookie(cookies)
  // What a script asks for is no page that somebody sees; what a worker passes on is.
  const isPage = request.headers.get('Sec-Fetch-Mode') !== 'cors'
  if (!held || request.method !== 'GET' || !isPage) return null
  const { pathname, search } = new URL(request.url)
  const row = await db
    .selectFrom('kept_form')
    .select(['owner', 'sealed', 'expires_at'])
    .where('id', '=', held.id)
    .where('path', '=', pathname + search)
    .executeTakeFirst()
  if (!row) return null
  const found = { id: held.id, forget: cookieOf('', 0) }
  if (row.expires_at <= now() || !isSameOwner(cookies, row.owner, accountId))
    return { ...found, form: 'lost' }
  try {
    return { ...found, form: JSON.parse(unseal(keyFor(held.secret), held.id, row.sealed)) }
  } catch {
    return { ...found, form: 'lost' }
  }
}

/** Of a form that its page has shown again. */
export async function forgetForm(db: Db, id: string): Promise<void> {
  await db.deleteFrom('kept_form').where('id', '=', id).execute()
}

export async function deleteExpiredForms(db: Db): Promise<void> {
  await db.deleteFrom('kept_form').where('expires_at', '<=', now()).execute()
}

/** Of the browser's secret and the installation's: neither a copy of the database nor the cookie alone opens anything. */
function keyFor(secret: Buffer): Buffer {
  return createHash('sha256').update(keyOf('kept form')).update(secret).digest()
}

function readCookie(header: string | null): { id: string; secret: Buffer } | null {
  const [, id = '', secret = ''] =
    /(?:^|; )kept_form=([\w-]{36})\.([\w-]{43})(?:;|$)/.exec(header ?? '') ?? []
  return id ? { id, secret: Buffer.from(secret, 'base64url') } : null
}

function cookieOf(value: string, seconds: number): string {
  const secure = env().APP_URL.startsWith('https:') ? '; Secure' : ''
  return `kept_form=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}
