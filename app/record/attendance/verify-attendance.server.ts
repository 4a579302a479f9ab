// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { intervalsOf, timesOf } from '#record/marks/mark.ts'
import { creditedMinutes } from '#record/marks/minutes.ts'
import { recountParticipants } from '#record/marks/recount.server.ts'
import { tooEarly } from '#record/marks/too-early.ts'

/**
 * The first difference between what is kept and a recount from the marks, in words for the administrator, or null: minutes
 * of every mark in force, presences stated before they could be (tooEarly), participants of every project.
 */
export async function findAttendanceFault(db: Db): Promise<string | null> {
  return (await findMarkFault(db)) ?? (await findParticipantFault(db))
}

const most = 20

async function findMarkFault(db: Db): Promise<string | null> {
  const early: string[] = []
  let last = ''
  for (;;) {
    const marks = await db
      .selectFrom('mark')
      .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .innerJoin('person', 'person.id', 'mark.person_id')
      .select(['mark.id', 'mark.status', 'mark.intervals', 'mark.credited_minutes', 'mark.stated_at'])
      .select(['meeting.starts_at', 'meeting.ends_at', 'meeting.breaks', 'meeting.number', 'edition.code'])
      .select(['person.first_name', 'person.last_name'])
      .where(inForce)
      .where('mark.id', '>', last)
      .orderBy('mark.id')
      .limit(1000)
      .execute()
    for (const mark of marks) {
      const where = `${mark.first_name} ${mark.last_name} at meeting ${mark.number} of ${mark.code}`
      const minutes = recountOf(mark)
      if (minutes === null) return `the mark of ${where} cannot be read`
      if (minutes !== mark.credited_minutes) {
        return `the mark of ${where} credits ${mark.credited_minutes} minutes, its times make ${minutes}`
      }
      if (tooEarly({ ...mark, intervals: intervalsOf(mark.intervals) }, mark, mark.stated_at))
        early.push(where)
    }
    if (marks.length < 1000) return earlyFault(early)
    last = marks.at(-1)?.id ?? last
  }
}

/** Every presence, or absence, that was stated before anybody could know it. */
function earlyFault(early: readonly string[]): string | null {
  if (early.length === 0) return null
  const named = early.slice(0, most).join('; ')
  const more = early.length > most ? `; and ${early.length - most} more` : ''
  return `${early.length} in force were stated before they happened: ${named}${more}`
}

type KeptMark = { status: string; intervals: string; starts_at: string; ends_at: string; breaks: string }

/** Null when the mark's times are not what they should be. */
function recountOf(mark: KeptMark): number | null {
  try {
    const intervals = intervalsOf(mark.intervals)
    if ((mark.status === 'present') !== intervals.length > 0) return null
    return creditedMinutes(intervals, timesOf(mark))
  } catch {
    return null
  }
}

async function findParticipantFault(db: Db): Promise<string | null> {
  const [difference] = await recountParticipants(db)
  if (!difference) return null
  const person = await db
    .selectFrom('person')
    .select(['first_name', 'last_name'])
    .where('id', '=', difference.person_id)
    .executeTakeFirstOrThrow()
  const who = `${person.first_name} ${person.last_name} in ${difference.project}`
  if (difference.recounted === null) return `${who} is counted as a participant, but no mark counts`
  const first = await nameOfMeeting(db, difference.recounted)
  if (difference.counted === null)
    return `${who} is not counted as a participant, but was present at ${first}`
  return `${who} is counted from ${await nameOfMeeting(db, difference.counted)}, but was first present at ${first}`
}

async function nameOfMeeting(db: Db, id: string): Promise<string> {
  const meeting = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select(['meeting.number', 'edition.code'])
    .where('meeting.id', '=', id)
    .executeTakeFirstOrThrow()
  return `meeting ${meeting.number} of ${meeting.code}`
}
