// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Database } from '#db/schema.ts'
import { enrolmentsOf } from '#plan/enrolment/enrolment.server.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'
import { refreshCompletions } from '#record/completion/completion.server.ts'
import { isInForce } from '#record/marks/in-force.ts'
import { timesOf } from '#record/marks/mark.ts'
import { creditedMinutes } from '#record/marks/minutes.ts'
import { refreshParticipants } from '#record/marks/participants.server.ts'
import { marksByPerson, writeMinutes } from '#record/marks/rows.server.ts'
import { addPageVersion } from '#record/register-page/pages.server.ts'

/**
 * Brings what follows from a meeting's marks into line with its times and state, in the caller's transaction, after the
 * meeting was moved or cancelled: minutes of the current marks, participants, completions of everybody enrolled, and, where
 * its page of the register is closed, another version of the page with `reason`.
 */
export async function recomputeMinutes(
  db: Transaction<Database>,
  actor: Actor,
  meeting_id: string,
  reason: string = m.attendance_reason_meeting_moved(),
): Promise<void> {
  const meeting = await holdMeeting(db, meeting_id)
  const times = timesOf(meeting)
  const recorded = await marksByPerson(db, meeting.id)
  const current = [...recorded.values()].flat().filter(isInForce)
  const changed = current.flatMap((mark) => {
    const credited_minutes = creditedMinutes(mark.intervals, times)
    return credited_minutes === mark.credited_minutes ? [] : [{ mark, credited_minutes }]
  })
  await writeMinutes(
    db,
    changed.map(({ mark, credited_minutes }) => ({ id: mark.id, credited_minutes })),
  )
  await record(
    db,
    actor,
    ...changed.map(({ mark, credited_minutes }) => ({
      act: 'mark_corrected' as const,
      subject: ['mark', mark.id] as const,
      projectId: meeting.project_id,
      before: { credited_minutes: mark.credited_minutes },
      after: {
        credited_minutes,
        meeting_id,
        person_id: mark.person_id,
        reason,
      },
    })),
  )
  await refreshParticipants(
    db,
    actor,
    meeting.project_id,
    current.map((mark) => mark.person_id),
  )
  const enrolments = await enrolmentsOf(db, meeting.edition_id)
  await refreshCompletions(db, actor, [...enrolments.values()])
  await addPageVersion(db, actor, meeting_id, reason)
}
