// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Actor } from '#base/access/actor.ts'
import { minutesAfter, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { MarkSource } from '#db/schema.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import type { Held } from './edition.ts'

type Correction = { person_id: string; minutes: number; source: MarkSource; reason: string }

/** Somebody counted as present had left so many minutes after the beginning. */
export async function correctMark(
  db: Db,
  actor: Actor,
  meeting: Held,
  { person_id, minutes, source, reason }: Correction,
): Promise<void> {
  const current = await db
    .selectFrom('mark')
    .select('id')
    .where('meeting_id', '=', meeting.id)
    .where('person_id', '=', person_id)
    .where(inForce)
    .executeTakeFirst()
  const intervals = [{ in: meeting.starts_at, out: minutesAfter(meeting.starts_at, minutes) }]
  await recordMarks(db, actor, {
    meeting_id: meeting.id,
    source,
    reason,
    nonce: newId(),
    marks: [{ person_id, base: current?.id ?? null, status: 'present', intervals }],
  })
}
