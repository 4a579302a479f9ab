// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs } from '@remix-run/node'
import { requireAccount } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { checkIn } from './check-ins.server.ts'
import { deviceOf, findTicket, noTicketCookie } from './ticket.server.ts'

/**
 * What public/check-in.js sends: the same as the page's button, answered in a word, because a hall of people that checks
 * in at once would otherwise wait for twice as many pages.
 */
export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const meeting_id = args.params.meeting ?? ''
  const cookies = args.request.headers.get('Cookie')
  const { device, cookie } = await deviceOf(cookies)
  const scan = await findTicket(cookies, meeting_id, now())
  const arrival = scan && (await checkIn(db, actor, { meeting_id, scan, device }))
  if (!arrival) throw new AppError('not_found', m.access_not_found())
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  // Who is asked something answers on the page.
  if (arrival.outcome !== 'refused' && arrival.outcome !== 'asks')
    headers.append('Set-Cookie', await noTicketCookie())
  if (cookie) headers.append('Set-Cookie', cookie)
  return Response.json({ outcome: arrival.outcome }, { headers })
}
