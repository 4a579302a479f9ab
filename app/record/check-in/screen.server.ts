// SPDX-License-Identifier: AGPL-3.0-or-later
// What the screen on the wall shows at a moment.
import { qrSvg } from '#base/documents/qr.ts'
import { env } from '#base/env.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { type CheckInMeeting, refusalOf, screenTimes } from './arrival.ts'
import { arrivalsCount } from './arrivals.server.ts'
import { codeAt } from './code.server.ts'
import { endOfStep, spacedCode, stepOf } from './code.ts'

/**
 * The code in force with its QR code, for how many milliseconds, and how many people arrived; before its time or after it
 * when it opens, and why there is none at all.
 */
export async function screenOf(db: Db, meeting: CheckInMeeting & { id: string }, moment: string) {
  const { from, to } = screenTimes(meeting)
  const refusal = refusalOf(meeting, moment, env().TZ_DISPLAY)
  if (refusal && refusal !== 'another_day' && refusal !== 'over') return { closed: refusal }
  if (moment < from) return { opensAt: from }
  if (moment > to) return { closed: 'over' as const }
  const step = stepOf(moment)
  const code = codeAt(meeting.id, step)
  const link = `${env().APP_URL}/check-in/${meeting.id}?code=${code}`
  return {
    code: spacedCode(code),
    link,
    svg: qrSvg(link, { label: m.checkin_screen_qr() }),
    left: Date.parse(endOfStep(step)) - Date.parse(moment),
    ...(await arrivalsCount(db, meeting.id)),
  }
}
