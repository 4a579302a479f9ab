// SPDX-License-Identifier: AGPL-3.0-or-later
// Where somebody is now, by what is recorded of them and what they scanned since.
import type { Db } from '#db/connect.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { intervalsOf } from '#record/marks/mark.ts'
import { lastStanding } from './arrival.ts'
import { type Presence, presenceNow } from './presence.ts'

/** A person's presence at some meetings at a moment, by meeting; those where nothing is known of them are left out. */
export async function presencesOf(
  db: Db,
  person_id: string,
  meetings: readonly { id: string; ends_at: string }[],
  moment: string,
): Promise<Map<string, Presence>> {
  const running = meetings.filter((meeting) => moment < meeting.ends_at).map(({ id }) => id)
  if (running.length === 0) return new Map()
  const [scans, marks] = await Promise.all([
    db
      .selectFrom('check_in')
      .select(['meeting_id', 'kind', 'at', 'state', 'settled_at'])
      .where('meeting_id', 'in', running)
      .where('person_id', '=', person_id)
      .orderBy('at')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('mark')
      .select(['meeting_id', 'status', 'intervals'])
      .where('meeting_id', 'in', running)
      .where('person_id', '=', person_id)
      .where(inForce)
      .execute(),
  ])
  return new Map(
    running.flatMap((id): [string, Presence][] => {
      const last = lastStanding(scans.filter((scan) => scan.meeting_id === id))
      const mark = marks.find((one) => one.meeting_id === id)
      const intervals = mark?.status === 'present' ? intervalsOf(mark.intervals) : []
      const presence = presenceNow(last, intervals, moment)
      return presence.since === null && !presence.mayLeave ? [] : [[id, presence]]
    }),
  )
}
