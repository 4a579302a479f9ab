// SPDX-License-Identifier: AGPL-3.0-or-later
// One edition of the demo: its meetings, who is enrolled, and the marks of the meetings already held.
import type { Actor } from '#app/access/actor.ts'
import { recordMarks } from '#app/attendance/marks.server.ts'
import { at, minutesAfter, newId } from '#app/clock.server.ts'
import { addEdition } from '#app/editions/editions.server.ts'
import { addMeetings, type NewMeeting } from '#app/editions/meetings.server.ts'
import { enrol } from '#app/enrolment/enrolments.server.ts'
import { env } from '#app/env.server.ts'
import { localDate, momentOf } from '#app/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import type { CourseKind } from '#db/schema.ts'

export type DemoMeeting = {
  title: string
  topic: string
  /** Days from today, or a published date. */
  on: number | string
  from: string
  to: string
  break?: [from: string, to: string]
  mode?: NewMeeting['mode']
  link?: string
  venue?: string | null
}

export type DemoEdition = {
  project_id: string
  course: string | null
  code: string
  title: string
  kind: CourseKind
  venue: string | null
  meetings: DemoMeeting[]
  people: string[]
}

type Held = { id: string; starts_at: string; ends_at: string; topic: string; index: number }

/** Adds an edition with its enrolments, two weeks before its first meeting. */
export async function addDemoEdition(db: Db, actor: Actor, today: string, edition: DemoEdition) {
  const { course, meetings, people, ...values } = edition
  const timed = meetings.map((meeting, index) => ({ ...timesOf(meeting, today), ...meeting, index }))
  const begun = minutesAfter(timed[0]?.starts_at ?? today, -14 * 24 * 60)
  return await at(begun, async () => {
    const found =
      course && (await db.selectFrom('course').select('id').where('slug', '=', course).executeTakeFirst())
    const course_id = found ? found.id : null
    const { id } = await addEdition(db, actor, { ...values, course_id, capacity: 40 })
    const rows = timed.map(({ title, starts_at, ends_at, breaks, mode = 'in_person', venue, link }) => {
      return { title, starts_at, ends_at, breaks, mode, venue: venue ?? null, link: link ?? null }
    })
    const ids = await addMeetings(db, actor, id, rows)
    const enrolments: string[] = []
    for (const person_id of people)
      enrolments.push((await enrol(db, actor, { edition_id: id, person_id })).id)
    const held: Held[] = timed.map((meeting, index) => ({ ...meeting, id: ids[index] ?? '' }))
    return { id, meetings: held, enrolments }
  })
}

/** Calls the roll of a meeting as its trainer did, just after it ended. */
export async function callDemoRoll(db: Db, trainer: Actor, meeting: Held, people: string[]): Promise<void> {
  await at(minutesAfter(meeting.ends_at, -5), () =>
    recordMarks(db, trainer, {
      meeting_id: meeting.id,
      source: 'trainer',
      reason: null,
      nonce: newId(),
      topic: meeting.topic,
      marks: people.map((person_id, number) => ({ person_id, base: null, ...presenceOf(number, meeting) })),
    }),
  )
}

/** Whether a meeting is over. */
export function isOver(meeting: Held, today: string): boolean {
  return meeting.ends_at < minutesAfter(today, -12 * 60)
}

// Most are there from beginning to end; some are late, leave early, are absent or excused; always the same ones.
function presenceOf(number: number, { starts_at, ends_at, index }: Held) {
  const whole = { status: 'present' as const, intervals: [{ in: starts_at, out: ends_at }] }
  const luck = (number * 7 + index * 13) % 29
  if (luck === 3) return { status: 'absent' as const, intervals: [] }
  if (luck === 11) return { status: 'excused' as const, intervals: [] }
  if (luck === 17)
    return { ...whole, intervals: [{ in: minutesAfter(starts_at, 20 + (number % 4) * 5), out: ends_at }] }
  if (luck === 23) return { ...whole, intervals: [{ in: starts_at, out: minutesAfter(ends_at, -40) }] }
  return whole
}

function timesOf({ on, from, to, break: pause }: DemoMeeting, today: string) {
  const zone = env().TZ_DISPLAY
  const date = typeof on === 'string' ? on : localDate(minutesAfter(today, on * 24 * 60), zone)
  const moment = (time: string) => momentOf(date, time, zone)
  return {
    starts_at: moment(from),
    ends_at: moment(to),
    breaks: pause ? [{ from: moment(pause[0]), to: moment(pause[1]) }] : [],
  }
}

/** Locks the register of meetings that are past correcting without a reason. */
export async function lockMeetings(db: Db, meetings: Held[]): Promise<void> {
  await db
    .updateTable('meeting')
    .set({ state: 'locked' })
    .where(
      'id',
      'in',
      meetings.map((meeting) => meeting.id),
    )
    .execute()
}
