// SPDX-License-Identifier: AGPL-3.0-or-later
// What a meeting was before it was moved or cancelled, read from the ledger (domain.md 10, case 8).
import { z } from 'zod'
import type { Db } from '#db/connect.server.ts'
import type { PastOfMeeting } from './history.ts'

export type { PastOfMeeting } from './history.ts'

type Times = { starts_at: string; ends_at: string }

/** How often and why a meeting was moved or cancelled, latest first. */
export async function meetingHistory(db: Db, meeting_id: string): Promise<PastOfMeeting[]> {
  return (await meetingHistories(db, [meeting_id])).get(meeting_id) ?? []
}

/** The same of several meetings, by id, with two queries; no key: nothing of the kind happened. */
export async function meetingHistories(db: Db, meetingIds: string[]): Promise<Map<string, PastOfMeeting[]>> {
  if (meetingIds.length === 0) return new Map()
  const [meetings, rows] = await Promise.all([
    db.selectFrom('meeting').select(['id', 'starts_at', 'ends_at']).where('id', 'in', meetingIds).execute(),
    db
      .selectFrom('ledger')
      .select(['subject_id', 'act', 'at', 'actor_name', 'before', 'after'])
      .where('subject_type', '=', 'meeting')
      .where('subject_id', 'in', meetingIds)
      .where('act', 'in', ['meeting_changed', 'meeting_cancelled'])
      .orderBy('seq', 'desc')
      .execute(),
  ])
  const histories = meetings.map(({ id, ...times }) => {
    return [
      id,
      pastOf(
        rows.filter((row) => row.subject_id === id),
        times,
      ),
    ] as const
  })
  return new Map(histories.filter(([, past]) => past.length > 0))
}

type Row = { act: string; at: string; actor_name: string; before: string | null; after: string | null }

// A row says only what changed, so the times of the past are found going back from those of today.
function pastOf(latestFirst: Row[], today: Times): PastOfMeeting[] {
  let then = today
  return latestFirst.flatMap<PastOfMeeting>(({ act, at, actor_name: by, ...row }) => {
    const { reason } = afterShape.parse(JSON.parse(row.after ?? '{}'))
    if (act === 'meeting_cancelled') return [{ kind: 'cancelled', at, by, reason, from: then }]
    const before = beforeShape.parse(JSON.parse(row.before ?? '{}'))
    if (before.starts_at === undefined && before.ends_at === undefined) return []
    then = { starts_at: before.starts_at ?? then.starts_at, ends_at: before.ends_at ?? then.ends_at }
    return [{ kind: 'moved', at, by, reason, from: then }]
  })
}

const moment = z.iso.datetime().optional()
const beforeShape = z.object({ starts_at: moment, ends_at: moment })
const afterShape = z.object({ reason: z.string().nullable().default(null) })
