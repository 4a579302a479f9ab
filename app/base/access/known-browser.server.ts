// SPDX-License-Identifier: AGPL-3.0-or-later
// A browser keeps a proof of the accounts that signed in from it (a "device cookie", as OWASP describes them): while others
// guess at an account from everywhere, and its limits let nobody else try, its owner still signs in there. It opens nothing.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { env } from '#base/env.server.ts'
import { keyOf } from '#base/keys.server.ts'

const seconds = 400 * 86_400
/** Several people use the computer of an office. */
const mostAccounts = 10

/** What names the browser of a Cookie header, if the account signed in from it before; else null. */
export function knownBrowser(cookieHeader: string | null, accountId: string): string | null {
  const { id, proofs } = readCookie(cookieHeader)
  const right = Buffer.from(proofOf(id, accountId))
  const isRight = proofs
    .map(Buffer.from)
    .some((proof) => proof.length === right.length && timingSafeEqual(proof, right))
  return isRight ? id : null
}

/**
 * The Set-Cookie value by which the browser of a Cookie header is known to have been used by the account, and what names the
 * browser.
 */
export function rememberBrowser(
  cookieHeader: string | null,
  accountId: string,
): { cookie: string; browser: string } {
  const kept = readCookie(cookieHeader)
  const id = kept.id || randomBytes(16).toString('base64url')
  const proof = proofOf(id, accountId)
  const others = kept.proofs.filter((other) => other !== proof)
  const value = [id, proof, ...others].slice(0, 1 + mostAccounts).join('.')
  const secure = isSecure() ? '; Secure' : ''
  const cookie = `${cookieName()}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
  return { cookie, browser: id }
}

/** Which account signed in last in the browser of a Cookie header: what isSameOwner compares; null: nobody is known to have. */
export function lastOwner(cookieHeader: string | null): string | null {
  return readCookie(cookieHeader).proofs[0] ?? null
}

/** Whether an owner, as lastOwner named it in this browser, is an account. */
export function isSameOwner(cookieHeader: string | null, owner: string, accountId: string): boolean {
  const { id } = readCookie(cookieHeader)
  return id !== '' && proofOf(id, accountId) === owner
}

function proofOf(id: string, accountId: string): string {
  const proof = createHmac('sha256', keyOf('known browser')).update(`${id}\n${accountId}`).digest('base64url')
  return proof.slice(0, 22)
}

function readCookie(header: string | null): { id: string; proofs: string[] } {
  const begin = `${cookieName()}=`
  const found = header?.split('; ').find((pair) => pair.startsWith(begin))
  const [id = '', ...proofs] = found?.slice(begin.length, 500).split('.') ?? []
  const isOurs = [id, ...proofs].every((part) => /^[\w-]{22}$/.test(part))
  return isOurs ? { id, proofs: proofs.slice(0, mostAccounts) } : { id: '', proofs: [] }
}

const isSecure = () => env().APP_URL.startsWith('https:')
const cookieName = () => (isSecure() ? '__Host-known_browser' : 'known_browser')
