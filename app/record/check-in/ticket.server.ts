// SPDX-License-Identifier: AGPL-3.0-or-later
// What a browser keeps of a scan: a signed ticket, so that a slow sign-in does not lose it, and a random key of its own.
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { minutesAfter } from '#base/clock.server.ts'
import { SiteCookie } from '#base/http/site-cookie.server.ts'
import type { Scan } from './code.server.ts'

const ticketMinutes = 10
const ticketSchema = z.object({ meeting: z.string(), step: z.number(), at: z.iso.datetime() })
const ticket = new SiteCookie('check_in', { seconds: ticketMinutes * 60, signedFor: 'check-in ticket' })

const keySchema = z.string().regex(/^[\w-]{22}$/)
const device = new SiteCookie('check_in_device', { seconds: 400 * 86_400 })

/** The Set-Cookie value that lets this browser register the scan within ten minutes. */
export function ticketCookie(meeting_id: string, { step, at }: Scan): Promise<string> {
  return ticket.keeping({ meeting: meeting_id, step, at })
}

/** The Set-Cookie value that takes the ticket away. */
export function noTicketCookie(): Promise<string> {
  return ticket.forgetting()
}

/** The scan that a Cookie header's ticket proves, if it is ours, for this meeting and not over; else null. */
export async function findTicket(
  cookieHeader: string | null,
  meeting_id: string,
  moment: string,
): Promise<Scan | null> {
  const { data } = ticketSchema.safeParse(await ticket.readFrom(cookieHeader))
  if (!data || data.meeting !== meeting_id) return null
  const { step, at } = data
  return at > moment || minutesAfter(at, ticketMinutes) < moment ? null : { step, at }
}

/** What names a browser in the table, and the Set-Cookie value that makes it known if it was not. */
export async function deviceOf(
  cookieHeader: string | null,
): Promise<{ device: string; cookie: string | null }> {
  const { data: known } = keySchema.safeParse(await device.readFrom(cookieHeader))
  const key = known ?? randomBytes(16).toString('base64url')
  return {
    // The table tells two browsers apart, and names neither.
    device: createHash('sha256').update(key).digest('base64url'),
    cookie: known ? null : await device.keeping(key),
  }
}
