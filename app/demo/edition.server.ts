// SPDX-License-Identifier: AGPL-3.0-or-later
// One edition of the demo, as it was lived: opened two weeks before it began, the roll called at each meeting so far, its
// register kept.

import type { Actor } from '#base/access/actor.ts'
import { minutesAfter } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { localDate, momentOf } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { named } from '#db/demo/people.ts'
import { assignTrainer } from '#plan/trainers/trainers.server.ts'
import { enrol } from '#record/places/enrolments.server.ts'
import { cancelMeeting, changeMeeting } from '#record/schedule/changes.server.ts'
import { addEdition } from '#record/schedule/editions.server.ts'
import { addMeetings } from '#record/schedule/meetings.server.ts'
import type { DemoEdition, DemoMeeting, Held } from './edition.ts'
import { importTeams } from './online.server.ts'
import { trainerActor } from './people.server.ts'
import { keepRegister } from './register.server.ts'
import { callRoll } from './roll.server.ts'
import { studyModules } from './study.server.ts'
import type { Timeline } from './timeline.server.ts'

export type Cast = { manager: Actor; trainer: Actor; online: Actor; today: string }

/** Puts an edition's life so far on the timeline; `after` is told of its meetings already held. */
export function liveEdition(
  db: Db,
  timeline: Timeline,
  cast: Cast,
  edition: DemoEdition,
  after: (held: Held[], edition_id: string) => void = () => {},
): void {
  const { manager, today } = cast
  const meetings = edition.meetings.map((meeting) => ({ ...meeting, ...timesOf(meeting, today) }))
  const fortnightBefore = minutesAfter(meetings[0]?.starts_at ?? today, -14 * 24 * 60)
  const [opened = today] = [fortnightBefore, minutesAfter(today, -3 * 24 * 60)].sort()
  timeline.add(opened, async () => {
    const { id } = await openEdition(db, manager, edition)
    const ids = await addMeetings(
      db,
      manager,
      id,
      meetings.map((meeting) => ({
        ...plannedAs(meeting),
        ...timesOf({ ...meeting, on: meeting.moved?.from ?? meeting.on }, today),
      })),
    )
    const teacher = edition.taughtBy ?? 'trainer'
    const { email, first_name, last_name } = named[teacher]
    await assignTrainer(db, manager, { edition_id: id, email, name: { first_name, last_name } })
    // With the role in this edition too.
    cast[teacher] = await trainerActor(db, teacher)
    const enrolments: string[] = []
    for (const person_id of edition.people) {
      enrolments.push((await enrol(db, manager, { edition_id: id, person_id })).id)
    }
    if (edition.study > 0) await studyModules(db, timeline, enrolments, { today, quick: edition.study })
    // Not the meeting of today, even when it is over: its roll is to be called.
    const over = minutesAfter(today, -12 * 60)
    const held = meetings
      .map((meeting, index) => ({ ...meeting, id: ids[index] ?? '', number: index + 1 }))
      .filter((meeting) => meeting.ends_at < over && !meeting.cancelled)
    for (const [index, meeting] of meetings.entries()) {
      changePlan(db, timeline, cast, { ...meeting, id: ids[index] ?? '', number: index + 1 })
    }
    for (const meeting of held) recordPresence(db, timeline, cast, edition, meeting)
    if (edition.register) keepRegister(db, timeline, cast, { ...edition.register, edition_id: id, held })
    after(held, id)
  })
}

function plannedAs(meeting: Omit<Held, 'id' | 'number'>) {
  const { title, starts_at, ends_at, breaks, mode = 'in_person', link } = meeting
  return { title, starts_at, ends_at, breaks, mode, link }
}

/** Meetings are moved two days ago, and cancelled on the day before they were to be. */
function changePlan(db: Db, timeline: Timeline, { manager, today }: Cast, meeting: Held): void {
  const { id: meeting_id, moved, cancelled } = meeting
  if (moved) {
    const change = { meeting_id, ...plannedAs(meeting), reason: moved.reason }
    timeline.add(minutesAfter(today, -2 * 24 * 60), () => changeMeeting(db, manager, change))
  }
  if (cancelled) {
    const before = minutesAfter(meeting.starts_at, -20 * 60)
    timeline.add(before, () => cancelMeeting(db, manager, { meeting_id, reason: cancelled }))
  }
}

function recordPresence(db: Db, timeline: Timeline, cast: Cast, edition: DemoEdition, meeting: Held): void {
  const { people, taughtBy } = edition
  if (meeting.roll === 'platform') {
    timeline.add(minutesAfter(meeting.ends_at, 30), () => importTeams(db, cast.online, meeting, people))
    return
  }
  const trainer = cast[taughtBy ?? 'trainer']
  // Whoever checks in also checks out, at the end.
  const moment = minutesAfter(meeting.ends_at, meeting.roll === 'self' ? 4 : -5)
  timeline.add(moment, () => callRoll(db, trainer, meeting, people))
}

async function openEdition(db: Db, manager: Actor, edition: DemoEdition) {
  const { course, project_id, code, title, kind, venue } = edition
  const found = course
    ? await db.selectFrom('course').select('id').where('slug', '=', course).executeTakeFirstOrThrow()
    : null
  const values = { project_id, code, title, kind, venue, capacity: 40 }
  return await addEdition(db, manager, { ...values, course_id: found?.id ?? null })
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
