// SPDX-License-Identifier: AGPL-3.0-or-later
// What a browser keeps of a scan: a signed ticket, so that a slow sign-in does not lose it, and a random key of its own.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { minutesAfter } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { keyOf } from '#base/keys.server.ts'
import type { Scan } from './code.server.ts'

const ticketMinutes = 10
const deviceSeconds = 400 * 86_400

const ticketSchema = z.object({ meeting: z.string(), step: z.number(), at: z.iso.datetime() })

/** The Set-Cookie value that lets this browser register the scan within ten minutes. */
export function ticketCookie(meeting_id: string, { step, at }: Scan): string {
  const content = Buffer.from(JSON.stringify({ meeting: meeting_id, step, at })).toString('base64url')
  return cookieOf('check_in', `${content}.${signatureOf(content)}`, ticketMinutes * 60)
}

/** The Set-Cookie value that takes the ticket away. */
export function noTicketCookie(): string {
  return cookieOf('check_in', '', 0)
}

/** The scan that a Cookie header's ticket proves, if it is ours, for this meeting and not over; else null. */
export function findTicket(cookieHeader: string | null, meeting_id: string, moment: string): Scan | null {
  const [content = '', signature = ''] = (valueIn(cookieHeader, 'check_in') ?? '').split('.')
  const given = Buffer.from(signature)
  const right = Buffer.from(signatureOf(content))
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  const { meeting, step, at } = ticketSchema.parse(JSON.parse(textOf(content)))
  if (meeting !== meeting_id || at > moment || minutesAfter(at, ticketMinutes) < moment) return null
  return { step, at }
}

/** What names a browser in the table, and the Set-Cookie value that makes it known if it was not. */
export function deviceOf(cookieHeader: string | null): { device: string; cookie: string | null } {
  const kept = valueIn(cookieHeader, 'check_in_device')
  const known = kept && /^[\w-]{22}$/.test(kept) ? kept : null
  const key = known ?? randomBytes(16).toString('base64url')
  return {
    // The table tells two browsers apart, and names neither.
    device: createHash('sha256').update(key).digest('base64url'),
    cookie: known ? null : cookieOf('check_in_device', key, deviceSeconds),
  }
}

function textOf(content: string): string {
  return Buffer.from(content, 'base64url').toString()
}

function signatureOf(content: string): string {
  return createHmac('sha256', keyOf('check-in ticket')).update(content).digest('base64url')
}

const isSecure = () => env().APP_URL.startsWith('https:')
const nameOf = (name: string) => (isSecure() ? `__Host-${name}` : name)

function cookieOf(name: string, value: string, seconds: number): string {
  const secure = isSecure() ? '; Secure' : ''
  return `${nameOf(name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

function valueIn(header: string | null, name: string): string | null {
  const begin = `${nameOf(name)}=`
  const found = header?.split('; ').find((pair) => pair.startsWith(begin))
  return found ? found.slice(begin.length) : null
}
