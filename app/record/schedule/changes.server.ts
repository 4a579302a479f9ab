// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { minutesAfter, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { only } from '#base/ledger/facts.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type HeldMeeting, holdMeeting } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { refuseRecordChange, refuseUnexplained } from '#plan/meetings/record-change.server.ts'
import { followEnd } from '#record/attendance/end.server.ts'
import { recomputeMinutes } from '#record/attendance/minutes.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { unmatched } from '#record/marks/unmatched.ts'
import { keepPage } from '#record/register-page/pages.server.ts'
import { columnsOf, type MeetingData } from './meetings.server.ts'

type Change = MeetingData & { meeting_id: string; reason: string | null }

const times = ['starts_at', 'ends_at', 'breaks'] as const
const names = [...times, 'title', 'mode', 'venue', 'link', 'check_in_before', 'check_in_after'] as const

/**
 * Changes a meeting's times, place, title or check-in window; the ledger keeps the old ones (domain.md 10, case 8). Credited
 * minutes, participants, completions and the closed page follow in the same transaction. Refuses a cancelled meeting, other
 * times without a reason, anything of a closed one without a reason, a locked page to whoever may not lock, and a later beginning
 * where somebody was recorded present or absent before it: nobody is, at what has not begun.
 */
export async function changeMeeting(db: Db, actor: Actor, change: Change): Promise<void> {
  await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, change.meeting_id)
    const { id, project_id, number } = meeting
    const { reason } = change
    const after = columnsOf(change, number)
    const changed = names.filter((name) => meeting[name] !== after[name])
    if (changed.length === 0) return
    await refuseRecordChange(db, actor, meeting, 'project:manage')
    refuseUnexplained(meeting, reason)
    const moved = times.some((name) => changed.includes(name))
    if (moved && !reason) throw new AppError('invalid', m.editions_move_wants_reason(), 'reason')
    if (after.starts_at > meeting.starts_at && (await wasRecordedBefore(db, id, after.starts_at))) {
      throw new AppError('conflict', m.editions_move_with_present())
    }
    await db.updateTable('meeting').set(after).where('id', '=', id).execute()
    const said = (all: Pick<typeof after, (typeof names)[number]>) =>
      only({ ...all, breaks: JSON.parse(all.breaks) as unknown }, changed)
    await record(db, actor, {
      act: 'meeting_changed',
      subject: ['meeting', id],
      projectId: project_id,
      before: said(meeting),
      after: { ...said(after), ...(reason && { reason }) },
    })
    if (moved && reason) {
      // What was said of a meeting that is over stays as it was said.
      if (now() < meeting.ends_at) await followEnd(db, actor, meeting, after.ends_at, reason)
      await doubtEarlyArrivals(db, { ...meeting, ...after })
      await recomputeMinutes(db, actor, id, reason)
    }
    await keepPage(db, actor, meeting, reason)
  })
}

/**
 * Cancels a meeting: it stays in the history and leaves the minutes that count (domain.md 10, case 7). Refuses one whose
 * register is closed, and one where somebody was: a mark of presence, an arrival, a walk-in. A second time changes nothing.
 */
export async function cancelMeeting(
  db: Db,
  actor: Actor,
  { meeting_id, reason }: { meeting_id: string; reason: string },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const meeting = await holdMeeting(db, meeting_id)
    const { id, project_id, state } = meeting
    refuseUnless(actor, 'project:manage', placeOf(meeting))
    if (state === 'cancelled') return
    if (isSettled(meeting)) throw new AppError('conflict', m.editions_cancel_closed())
    if (await wasAttended(db, id)) throw new AppError('conflict', m.editions_cancel_with_present())
    await db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', id).execute()
    await record(db, actor, {
      act: 'meeting_cancelled',
      subject: ['meeting', id],
      projectId: project_id,
      before: { state },
      after: { state: 'cancelled', reason },
    })
    await recomputeMinutes(db, actor, id, reason)
  })
}

/** Whether somebody is recorded present or absent at a meeting by what was stated before a moment. */
async function wasRecordedBefore(db: Db, meeting_id: string, moment: string): Promise<boolean> {
  const mark = await db
    .selectFrom('mark')
    .select('id')
    .where('meeting_id', '=', meeting_id)
    .where('status', 'in', ['present', 'absent'])
    .where('stated_at', '<', moment)
    .where(inForce)
    .limit(1)
    .executeTakeFirst()
  if (mark) return true
  const walkIn = await db
    .selectFrom('walk_in')
    .select('id')
    .where('meeting_id', '=', meeting_id)
    .where(unmatched)
    .where('added_at', '<', moment)
    .limit(1)
    .executeTakeFirst()
  return walkIn !== undefined
}

/** Who had checked in before the window that a moved meeting has waits for the trainer's word, as whoever does it now. */
async function doubtEarlyArrivals(db: Transaction<Database>, meeting: HeldMeeting): Promise<void> {
  await db
    .updateTable('check_in')
    .set({ state: 'waiting', doubt: 'outside_window' })
    .where('meeting_id', '=', meeting.id)
    .where('kind', '=', 'entry')
    .where('state', '=', 'accepted')
    .where('settled_at', 'is', null)
    .where('at', '<', minutesAfter(meeting.starts_at, -meeting.check_in_before))
    .execute()
}

async function wasAttended(db: Db, meeting_id: string): Promise<boolean> {
  const found = await db
    .selectFrom('meeting')
    .select('id')
    .where('id', '=', meeting_id)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('mark')
            .select('mark.id')
            .where('mark.meeting_id', '=', meeting_id)
            .where('mark.status', '=', 'present')
            .where(inForce),
        ),
        exists(
          selectFrom('check_in')
            .select('check_in.id')
            .where('check_in.meeting_id', '=', meeting_id)
            .where('check_in.state', 'in', ['accepted', 'confirmed'])
            .where('check_in.settled_at', 'is', null),
        ),
        exists(
          selectFrom('walk_in')
            .select('walk_in.id')
            .where('walk_in.meeting_id', '=', meeting_id)
            .where(unmatched),
        ),
      ]),
    )
    .executeTakeFirst()
  return found !== undefined
}
