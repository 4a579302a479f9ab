// SPDX-License-Identifier: AGPL-3.0-or-later
// All that was recorded of who was at a meeting, taken back at once: on the wrong day, or at the wrong meeting.
import type { Actor } from '#base/access/actor.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { enrolmentsOf } from '#plan/enrolment/enrolment.server.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { writeMarks } from '#record/attendance/writing.server.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import { isInForce } from '#record/marks/in-force.ts'
import { type KeptMark, marksByPerson } from '#record/marks/rows.server.ts'
import { withdrawWalkIn } from '#record/walk-ins/corrections.server.ts'
import { walkInsOf } from '#record/walk-ins/walk-ins.server.ts'

type Taken = { marks: number; walkIns: number }

/**
 * Withdraws, with a reason, every presence and absence in force at a meeting whose page is open, teachers' and check-ins' among them,
 * and every walk-in who is not matched; who is excused stays so, since that can be said beforehand. Each is a statement of its own, with
 * its row in the ledger: what a phone kept before it stays behind it, what is stated later is in force. A second time finds
 * nothing. Refuses who may not record there (forbidden), a cancelled meeting and a closed page (conflict). Answers how many.
 */
export async function withdrawPresences(
  db: Db,
  actor: Actor,
  { meeting_id, reason }: { meeting_id: string; reason: string },
): Promise<Taken> {
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, meeting_id)
    await refuseRecordChange(db, actor, meeting)
    if (isSettled(meeting)) throw new AppError('conflict', m.attendance_error_withdrawn_closed())
    // Who came in with the code and is no presence yet would be one a moment later.
    await settleCheckIns(db, meeting_id)
    const found = recordedMarks(await marksByPerson(db, meeting_id))
    const marks = found.map((current) => ({
      person_id: current.person_id,
      role: current.role,
      status: 'withdrawn' as const,
      intervals: [],
      source: 'trainer' as const,
      reason,
      nonce: newId(),
      by: actor,
      current,
      based_on: current.id,
    }))
    const enrolments = await enrolmentsOf(db, meeting.edition_id)
    await writeMarks(db, actor, meeting, marks, { enrolments, moment: now() })
    const walkIns = await walkInsOf(db, meeting_id)
    for (const { id } of walkIns) await withdrawWalkIn(db, actor, { walk_in_id: id, meeting_id, reason })
    return { marks: marks.length, walkIns: walkIns.length }
  })
}

export function totalOf({ marks, walkIns }: Taken): number {
  return marks + walkIns
}

/** How many withdrawPresences would take back, check-ins that are no marks yet aside. */
export async function presencesAt(db: Db, meeting_id: string): Promise<Taken> {
  const marks = recordedMarks(await marksByPerson(db, meeting_id))
  return { marks: marks.length, walkIns: (await walkInsOf(db, meeting_id)).length }
}

function recordedMarks(byPerson: ReadonlyMap<string, readonly KeptMark[]>): KeptMark[] {
  return [...byPerson.values()].flat().filter((mark) => isInForce(mark) && mark.status !== 'excused')
}
