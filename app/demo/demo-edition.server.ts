// SPDX-License-Identifier: AGPL-3.0-or-later
// One edition of the demo, as it was lived: opened two weeks before it began, the roll called at each meeting so far.
import type { Actor } from '#app/access/actor.ts'
import { recordMarks } from '#app/attendance/marks.server.ts'
import { minutesAfter, newId } from '#app/clock.server.ts'
import { addEdition } from '#app/editions/editions.server.ts'
import { addMeetings, type NewMeeting } from '#app/editions/meetings.server.ts'
import { assignTrainer } from '#app/editions/trainers.server.ts'
import { enrol } from '#app/enrolment/enrolments.server.ts'
import { env } from '#app/env.server.ts'
import { localDate, momentOf } from '#app/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { named } from '#db/demo/people.ts'
import type { CourseKind } from '#db/schema.ts'
import { presenceOf } from './demo-presence.ts'
import { studyModules } from './demo-study.server.ts'
import type { Timeline } from './timeline.server.ts'

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
  /** Whether its register is closed for good. */
  locked: boolean
  /** How many of the last enrolled finish the online modules. */
  study: number
}

export type Held = { id: string; starts_at: string; ends_at: string }
export type Cast = { manager: Actor; trainer: Actor; today: string }

/** Puts an edition's life so far on the timeline; `after` is told of its meetings already held. */
export function liveEdition(
  db: Db,
  timeline: Timeline,
  { manager, trainer, today }: Cast,
  edition: DemoEdition,
  after: (held: Held[]) => void = () => {},
): void {
  const meetings = edition.meetings.map((meeting) => ({ ...meeting, ...timesOf(meeting, today) }))
  const fortnightBefore = minutesAfter(meetings[0]?.starts_at ?? today, -14 * 24 * 60)
  const [opened = today] = [fortnightBefore, minutesAfter(today, -3 * 24 * 60)].sort()
  timeline.add(opened, async () => {
    const { id } = await openEdition(db, manager, edition)
    const { email, first_name, last_name } = named.trainer
    const ids = await addMeetings(
      db,
      manager,
      id,
      meetings.map(
        ({ topic: _, on: _on, from: _from, to: _to, break: _break, mode = 'in_person', ...meeting }) => ({
          ...meeting,
          mode,
        }),
      ),
    )
    await assignTrainer(db, manager, { edition_id: id, email, name: { first_name, last_name } })
    const enrolments: string[] = []
    for (const person_id of edition.people) {
      enrolments.push((await enrol(db, manager, { edition_id: id, person_id })).id)
    }
    if (edition.study > 0) await studyModules(db, timeline, enrolments, { today, quick: edition.study })
    // Not the meeting of today, even when it is over: its roll is to be called.
    const over = minutesAfter(today, -12 * 60)
    const held = meetings
      .map((meeting, index) => ({ ...meeting, id: ids[index] ?? '', index }))
      .filter((meeting) => meeting.ends_at < over)
    for (const meeting of held) {
      timeline.add(minutesAfter(meeting.ends_at, -5), () => callRoll(db, trainer, meeting, edition.people))
    }
    const last = held.at(-1)
    if (edition.locked && last)
      timeline.add(minutesAfter(last.ends_at, 24 * 60), () => lockMeetings(db, held))
    after(held)
  })
}

async function openEdition(db: Db, manager: Actor, edition: DemoEdition) {
  const { course, project_id, code, title, kind, venue } = edition
  const found = course
    ? await db.selectFrom('course').select('id').where('slug', '=', course).executeTakeFirstOrThrow()
    : null
  const values = { project_id, code, title, kind, venue, capacity: 40 }
  return await addEdition(db, manager, { ...values, course_id: found?.id ?? null })
}

async function callRoll(
  db: Db,
  trainer: Actor,
  meeting: Held & { topic: string; index: number },
  people: string[],
): Promise<void> {
  await recordMarks(db, trainer, {
    meeting_id: meeting.id,
    source: 'trainer',
    reason: null,
    nonce: newId(),
    topic: meeting.topic,
    marks: people.map((person_id, number) => ({ person_id, base: null, ...presenceOf(number, meeting) })),
  })
}

async function lockMeetings(db: Db, meetings: Held[]): Promise<void> {
  const ids = meetings.map((meeting) => meeting.id)
  await db.updateTable('meeting').set({ state: 'locked' }).where('id', 'in', ids).execute()
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
