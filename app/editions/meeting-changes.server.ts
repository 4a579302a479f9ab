// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Actor } from '#app/access/actor.ts'
import { holdMeeting } from '#app/attendance/meeting-lock.server.ts'
import { recomputeMinutes } from '#app/attendance/minutes.server.ts'
import { AppError } from '#app/error.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { record } from '#app/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { columnsOf, type MeetingData } from './meetings.server.ts'

type Change = MeetingData & { meeting_id: string; reason: string | null }

/**
 * Changes a meeting's times, place or title; the ledger keeps the old ones (domain.md 10, case 8). Credited minutes,
 * participants and completions follow in the same transaction. Refuses a cancelled or locked meeting, and other times
 * without a reason.
 */
export async function changeMeeting(db: Db, actor: Actor, change: Change): Promise<void> {
  await db.transaction().execute(async (db) => {
    const { id, project_id, number, ...meeting } = await holdMeeting(db, change.meeting_id)
    refuseSettled(meeting)
    const after = columnsOf(change, number)
    const before = {
      title: meeting.title,
      starts_at: meeting.starts_at,
      ends_at: meeting.ends_at,
      breaks: meeting.breaks,
      mode: meeting.mode,
      venue: meeting.venue,
      link: meeting.link,
    }
    const names = ['title', 'starts_at', 'ends_at', 'breaks', 'mode', 'venue', 'link'] as const
    const changed = names.filter((name) => before[name] !== after[name])
    if (changed.length === 0) return
    const moved = changed.some((name) => ['starts_at', 'ends_at', 'breaks'].includes(name))
    if (moved && !change.reason) throw new AppError('invalid', m.editions_move_wants_reason(), 'reason')
    await db.updateTable('meeting').set(after).where('id', '=', id).execute()
    const only = (all: typeof before) =>
      Object.fromEntries(
        changed.map((name) => [name, name === 'breaks' ? (JSON.parse(all[name]) as unknown) : all[name]]),
      )
    await record(db, actor, {
      act: 'meeting_changed',
      subject: ['meeting', id],
      projectId: project_id,
      before: only(before),
      after: { ...only(after), ...(change.reason && { reason: change.reason }) },
    })
    if (moved) await recomputeMinutes(db, actor, id)
  })
}

/**
 * Cancels a meeting: it stays in the history and leaves the minutes that count (domain.md 10, case 7). Refuses one that
 * is locked, and one where somebody is recorded as present. A second time changes nothing.
 */
export async function cancelMeeting(
  db: Db,
  actor: Actor,
  { meeting_id, reason }: { meeting_id: string; reason: string },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const { id, project_id, state } = await holdMeeting(db, meeting_id)
    if (state === 'cancelled') return
    refuseSettled({ state })
    const present = await db
      .selectFrom('mark')
      .select('id')
      .where('meeting_id', '=', id)
      .where('status', '=', 'present')
      .where('superseded_by', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (present) throw new AppError('conflict', m.editions_cancel_with_present())
    await db.updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', id).execute()
    await record(db, actor, {
      act: 'meeting_cancelled',
      subject: ['meeting', id],
      projectId: project_id,
      before: { state },
      after: { state: 'cancelled', reason },
    })
    await recomputeMinutes(db, actor, id)
  })
}

function refuseSettled({ state }: { state: string }): void {
  if (state === 'cancelled') throw new AppError('conflict', m.editions_meeting_is_cancelled())
  if (state === 'locked') throw new AppError('conflict', m.editions_meeting_is_locked())
}
