// SPDX-License-Identifier: AGPL-3.0-or-later
// Minutes that marks credit and that have not happened: whoever is there "until the end" of a meeting under way is shown what has
// passed of it, everywhere, while what is kept stays as it was stated.
import type { Db } from '#db/connect.server.ts'
import { inForce } from './in-force.ts'
import { intervalsOf, timesOf } from './mark.ts'
import { creditedSoFar } from './minutes.ts'

export type Ahead = { person_id: string; meeting_id: string; edition_id: string; minutes: number }

/** Of some people, as participants at the meetings under way at a moment: the minutes credited that are still to pass. */
export async function minutesAhead(db: Db, personIds: readonly string[], at: string): Promise<Ahead[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .selectFrom('mark')
    .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
    .select(['mark.person_id', 'mark.meeting_id', 'mark.intervals', 'mark.credited_minutes'])
    .select(['meeting.edition_id', 'meeting.starts_at', 'meeting.ends_at', 'meeting.breaks'])
    .where('mark.person_id', 'in', personIds)
    .where('mark.role', '=', 'participant')
    .where('mark.credited_minutes', '>', 0)
    .where(inForce)
    .where('meeting.ends_at', '>', at)
    .where('meeting.state', '!=', 'cancelled')
    .execute()
  return rows.flatMap(({ person_id, meeting_id, edition_id, intervals, credited_minutes, ...meeting }) => {
    const soFar = creditedSoFar(intervalsOf(intervals), timesOf(meeting), at)
    const minutes = Number(credited_minutes) - soFar
    return minutes > 0 ? [{ person_id, meeting_id, edition_id, minutes }] : []
  })
}
