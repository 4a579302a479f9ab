// SPDX-License-Identifier: AGPL-3.0-or-later
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { AppError } from '#base/error.ts'
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { RecordedMeeting } from '#plan/meetings/record-change.ts'
import { endMeetingNow } from '#record/attendance/end.server.ts'
import type { Taken } from '#record/device/kept-form.ts'

/**
 * Ends a meeting at the moment at which its trainer said so on a device without network. Refuses what endMeetingNow refuses, and the other
 * form of that page: a signature wants its password, which no device keeps.
 */
export async function takeEnd(
  db: Db,
  actor: Actor,
  meeting: RecordedMeeting,
  intent: 'end_now' | 'close',
  at?: string,
): Promise<Taken> {
  refuseUnless(actor, 'attendance:record', placeOf(meeting))
  if (intent !== 'end_now') throw new AppError('invalid', m.ui_form_unreadable())
  const time = showTime(await endMeetingNow(db, actor, meeting.id, at))
  return { path: `/meetings/${meeting.id}/close`, text: m.register_end_now_done({ time }) }
}
