// SPDX-License-Identifier: AGPL-3.0-or-later
// Presence for reports, put straight into the tables.
import type { Insertable } from 'kysely'
import { newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { MarkTable, RegisterPageTable } from '#db/schema.ts'
import { creditedMinutes, type Interval } from '#record/marks/minutes.ts'
import { longAgo } from '#tests/support/people.ts'

type Held = { id: string; starts_at: string; ends_at: string }

/** `who` at a meeting from beginning to end, or in the given times as "09:30" in UTC, with the minutes that this credits. */
export async function present(
  db: Db,
  at: Held,
  who: { id: string },
  times?: [string, string][],
  details: Partial<Insertable<MarkTable>> = {},
) {
  const on = at.starts_at.slice(0, 10)
  const intervals: Interval[] = times
    ? times.map(([from, to]) => ({ in: momentOf(on, from), out: momentOf(on, to) }))
    : [{ in: at.starts_at, out: at.ends_at }]
  return await mark(db, at, who, {
    intervals: JSON.stringify(intervals),
    credited_minutes: creditedMinutes(intervals, { ...at, breaks: [] }),
    ...details,
  })
}

export async function absent(
  db: Db,
  at: { id: string },
  who: { id: string },
  details: Partial<Insertable<MarkTable>> = {},
) {
  return await mark(db, at, who, { status: 'absent', ...details })
}

async function mark(
  db: Db,
  at: { id: string },
  who: { id: string },
  details: Partial<Insertable<MarkTable>>,
) {
  const row = {
    id: newId(),
    meeting_id: at.id,
    person_id: who.id,
    status: 'present' as const,
    intervals: '[]',
    credited_minutes: 0,
    source: 'trainer' as const,
    reason: null,
    recorded_by: null,
    recorded_at: longAgo,
    stated_at: longAgo,
    restated_at: longAgo,
    restated_nonce: newId(),
    nonce: newId(),
    superseded_by: null,
    ...details,
  }
  await db.insertInto('mark').values(row).execute()
  return row
}

export async function teaches(
  db: Db,
  at: { id: string },
  who: { id: string },
  role: 'trainer' | 'tutor' = 'trainer',
) {
  await db.insertInto('meeting_trainer').values({ meeting_id: at.id, person_id: who.id, role }).execute()
}

export async function page(db: Db, at: { id: string }, details: Partial<Insertable<RegisterPageTable>> = {}) {
  const row = {
    id: newId(),
    meeting_id: at.id,
    version: 1,
    content: '{}',
    hash: 'hash',
    reason: null,
    closed_by: null,
    closed_by_name: 'Carla Neri',
    closed_at: longAgo,
    locked_by: null,
    locked_by_name: null,
    locked_at: null,
    superseded_at: null,
    ...details,
  }
  await db.insertInto('register_page').values(row).execute()
}

/** Many things of one table at once. */
export async function insertAll<Row>(rows: readonly Row[], insert: (some: Row[]) => Promise<unknown>) {
  for (let from = 0; from < rows.length; from += 500) await insert(rows.slice(from, from + 500))
}

function momentOf(date: string, time: string): string {
  return new Date(`${date}T${time}${time.length > 5 ? '' : ':00'}Z`).toISOString()
}
