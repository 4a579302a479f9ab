// SPDX-License-Identifier: AGPL-3.0-or-later
import { env } from '#base/env.server.ts'
import type { Db } from '#db/connect.server.ts'
import { type Alert, type AlertMeeting, type AlertPerson, inOrder } from './alert.ts'
import {
  attendersOf,
  expectedOf,
  meetingsToWatch,
  teachersToWatch,
  type Watched,
  type WatchedMeeting,
  walkInsToWatch,
} from './alert-rows.server.ts'
import {
  type DayTime,
  earlier,
  isOutside,
  later,
  longDaysOf,
  mostMinutesADay,
  overlappingMeetings,
  overlapsOf,
  type Stay,
} from './conflict.ts'
import { thresholdAlerts } from './threshold-alerts.server.ts'
import { countUnmarked } from './unmarked-people.server.ts'

type Project = { id: string; starts_on: string | null; ends_on: string | null }

/**
 * All that a project's office should look at, in order. A fixed number of queries, and one set more for every 500
 * enrolments not complete; marks are read only of meetings that share time or a long day with another. Other projects'
 * meetings are not looked at: the office may not see them. Of one edition, nothing outside it is looked at either: its
 * trainers may not see the others.
 */
export async function alertsOf(
  db: Db,
  project: Project,
  at: string,
  edition_id: string | null = null,
): Promise<Alert[]> {
  const watched = { project_id: project.id, edition_id }
  const meetings = await meetingsToWatch(db, watched, env().TZ_DISPLAY)
  const [conflicts, thresholds, walkIns] = await Promise.all([
    conflictAlerts(db, watched, meetings, at),
    thresholdAlerts(db, watched, at),
    walkInsToWatch(db, watched),
  ])
  const unknown = meetings.flatMap((meeting): Alert[] => {
    const people = walkIns.get(meeting.id) ?? 0
    return people > 0 ? [{ kind: 'walk_ins', meetings: [shown(meeting)], people }] : []
  })
  return inOrder([...conflicts, ...thresholds, ...unknown, ...outsideAlerts(meetings, project)])
}

async function conflictAlerts(
  db: Db,
  watched: Watched,
  meetings: WatchedMeeting[],
  at: string,
): Promise<Alert[]> {
  const candidates = candidatesAmong(meetings)
  const [teachers, attenders, expected, unrecorded] = await Promise.all([
    teachersToWatch(db, watched),
    attendersOf(db, [...candidates]),
    expectedOf(
      db,
      meetings.filter((meeting) => candidates.has(meeting.id) && isAhead(meeting, at)).map(({ id }) => id),
    ),
    countUnmarked(
      db,
      meetings.filter((meeting) => isUnfinished(meeting, at)).map(({ id }) => id),
    ),
  ])
  const byId = new Map(meetings.map((meeting) => [meeting.id, meeting]))
  const names = new Map(
    [...teachers, ...attenders, ...expected].map(({ person_id, name }) => [person_id, name]),
  )
  const stays: Stay[] = []
  const times: DayTime[] = []
  const add = (who: string, meeting: WatchedMeeting, as: Stay['as'], minutes: number, spans: Span[]) => {
    stays.push(...spans.map((span) => ({ who, meeting: meeting.id, as, ...span })))
    times.push({ who, meeting: meeting.id, on: meeting.on, minutes })
  }
  for (const { person_id, meeting_id } of teachers) {
    const meeting = byId.get(meeting_id)
    if (meeting) add(person_id, meeting, 'teaching', meeting.minutes, [wholeOf(meeting)])
  }
  for (const { person_id, meeting_id, intervals, credited_minutes } of attenders) {
    const meeting = byId.get(meeting_id)
    if (meeting)
      add(
        person_id,
        meeting,
        'present',
        credited_minutes,
        intervals.map((one) => within(meeting, one)),
      )
  }
  for (const { person_id, meeting_id } of expected) {
    const meeting = byId.get(meeting_id)
    if (meeting) add(person_id, meeting, 'enrolled', meeting.minutes, [wholeOf(meeting)])
  }
  const personOf = (id: string): AlertPerson => ({ id, name: names.get(id) ?? '' })
  const shownOf = (ids: string[]) =>
    ids
      .flatMap((id) => byId.get(id) ?? [])
      .map(shown)
      .sort(byStart)
  return [
    ...overlapsOf(stays).map(({ who, meetings, kind, from, to }): Alert => {
      return { kind, person: personOf(who), meetings: shownOf(meetings), from, to }
    }),
    ...longDaysOf(times).map(({ who, on, minutes, meetings }): Alert => {
      return { kind: 'long_day', person: personOf(who), meetings: shownOf(meetings), on, minutes }
    }),
    ...unfinishedAlerts(
      meetings,
      new Set(teachers.filter(isTrainer).map(({ meeting_id }) => meeting_id)),
      unrecorded,
      at,
    ),
  ]
}

/** Only at these can somebody be in two places or have a long day. */
function candidatesAmong(meetings: readonly WatchedMeeting[]): Set<string> {
  const minutesOn = new Map<string, number>()
  for (const { on, minutes } of meetings) minutesOn.set(on, (minutesOn.get(on) ?? 0) + minutes)
  const long = meetings.filter(({ on }) => (minutesOn.get(on) ?? 0) > mostMinutesADay)
  return new Set([...overlappingMeetings(meetings), ...long.map(({ id }) => id)])
}

function unfinishedAlerts(
  meetings: WatchedMeeting[],
  withTrainer: ReadonlySet<string>,
  unrecorded: ReadonlyMap<string, number>,
  at: string,
): Alert[] {
  const past = meetings.filter((meeting) => isUnfinished(meeting, at))
  const alone = meetings.filter(({ id }) => !withTrainer.has(id))
  return [
    ...past.map(
      (meeting): Alert => ({
        kind: 'not_closed',
        meetings: [shown(meeting)],
        unrecorded: unrecorded.get(meeting.id) ?? 0,
      }),
    ),
    ...alone.map((meeting): Alert => ({ kind: 'no_trainer', meetings: [shown(meeting)] })),
  ]
}

function outsideAlerts(meetings: WatchedMeeting[], project: Project): Alert[] {
  const outside = meetings.filter(({ on }) => isOutside(on, project))
  return outside.map((meeting): Alert => ({ kind: 'outside', meetings: [shown(meeting)] }))
}

type Span = { from: string; to: string }

function wholeOf({ starts_at, ends_at }: WatchedMeeting): Span {
  return { from: starts_at, to: ends_at }
}

/** What is credited of a time of presence: whoever came early or stayed on was not in two places for that. */
function within(meeting: WatchedMeeting, one: { in: string; out: string }): Span {
  return {
    from: later(one.in, meeting.starts_at),
    to: earlier(one.out, meeting.ends_at),
  }
}

function isAhead({ state, ends_at }: WatchedMeeting, at: string): boolean {
  return (state === 'planned' || state === 'open') && ends_at > at
}

/** Ended, and its page is not closed. */
function isUnfinished({ state, ends_at }: WatchedMeeting, at: string): boolean {
  return (state === 'planned' || state === 'open') && ends_at <= at
}

function isTrainer({ role }: { role: string }): boolean {
  return role === 'trainer'
}

function shown({ id, edition_code, number, title, starts_at, ends_at }: WatchedMeeting): AlertMeeting {
  return { id, edition_code, number, title, starts_at, ends_at }
}

function byStart(a: AlertMeeting, b: AlertMeeting): number {
  return a.starts_at < b.starts_at ? -1 : 1
}
