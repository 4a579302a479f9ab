// SPDX-License-Identifier: AGPL-3.0-or-later
// What each page of the register says now.

import { env } from '#base/env.server.ts'
import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { employmentAmong } from '#plan/people/employment.ts'
import { personName } from '#plan/people/person.ts'
import { breaksOf, intervalsOf, timesOf } from '#record/marks/mark.ts'
import { creditedMinutes, scheduledMinutes } from '#record/marks/minutes.ts'
import type { PageContent } from './content.ts'
import { minutesSoFar } from './minutes-so-far.server.ts'
import {
  employmentsOf,
  enrolledPeople,
  leadsAndPartners,
  type MarkRow,
  type MeetingRow,
  marksInForce,
  meetingsOfEditions,
  meetingsToPrint,
  teachersToPrint,
  unmatchedWalkIns,
} from './rows.server.ts'

/**
 * What the pages of some meetings say now, by meeting, from the marks in force: eleven queries however many meetings, people
 * and editions there are. People are those enrolled and those marked; at a meeting that is closed only those marked, because
 * whoever is enrolled later was not to be there. Cumulative minutes count this meeting and those before it in the edition
 * that were not cancelled (domain.md 4.1). A meeting that does not exist has no key.
 */
export async function pageContents(db: Db, meetingIds: readonly string[]): Promise<Map<string, PageContent>> {
  const meetings = meetingIds.length > 0 ? await meetingsToPrint(db, [...new Set(meetingIds)]) : []
  if (meetings.length === 0) return new Map()
  const ids = meetings.map((meeting) => meeting.id)
  const editionIds = [...new Set(meetings.map((meeting) => meeting.edition_id))]
  const planned = await meetingsOfEditions(db, editionIds)
  const marks = await marksInForce(db, ids)
  const rows = {
    partners: Map.groupBy(
      await leadsAndPartners(db, [...new Set(meetings.map((meeting) => meeting.project_id))]),
      (row) => row.project_id,
    ),
    enrolled: Map.groupBy(await enrolledPeople(db, editionIds), (row) => row.edition_id),
    employments: Map.groupBy(await employmentsOf(db, editionIds), (row) => row.person_id),
    teachers: Map.groupBy(await teachersToPrint(db, ids), (row) => row.meeting_id),
    marks: Map.groupBy(marks, (row) => row.meeting_id),
    walkIns: Map.groupBy(await unmatchedWalkIns(db, ids), (row) => row.meeting_id),
    soFar: await minutesSoFar(db, planned, new Set(ids), marks),
  }
  return new Map(meetings.map((meeting) => [meeting.id, contentOf(meeting, rows)]))
}

type Rows = {
  partners: Map<string, { role: string; name: string }[]>
  enrolled: Map<string, { person_id: string; state: string; first_name: string; last_name: string }[]>
  employments: Map<
    string,
    {
      started_on: string
      ended_on: string | null
      name: string
      sector: NonNullable<PageContent['people'][number]['sector']>
    }[]
  >
  teachers: Map<string, Awaited<ReturnType<typeof teachersToPrint>>>
  marks: Map<string, MarkRow[]>
  walkIns: Map<string, Awaited<ReturnType<typeof unmatchedWalkIns>>>
  soFar: Awaited<ReturnType<typeof minutesSoFar>>
}

function contentOf(meeting: MeetingRow, rows: Rows): PageContent {
  const partners = rows.partners.get(meeting.project_id) ?? []
  const people = peopleOf(meeting, rows)
  const walkIns = rows.walkIns.get(meeting.id) ?? []
  const count = (status: string | null) => people.filter((person) => person.status === status).length
  return {
    project: {
      acronym: meeting.acronym,
      title: meeting.project_title,
      code: meeting.project_code,
      cup: meeting.cup,
      fund: meeting.fund_period ? `${meeting.fund} ${meeting.fund_period}` : meeting.fund,
      funding_statement: meeting.funding_statement,
      lead: partners.find((partner) => partner.role === 'lead')?.name ?? null,
      partners: partners.filter((partner) => partner.role === 'partner').map((partner) => partner.name),
    },
    edition: { code: meeting.edition_code, title: meeting.edition_title },
    register:
      meeting.opened_on === null || meeting.keeper === null
        ? null
        : {
            opened_on: meeting.opened_on,
            keeper: meeting.keeper,
            stamp_authority: meeting.stamp_authority,
            stamp_number: meeting.stamp_number,
          },
    meeting: {
      id: meeting.id,
      number: meeting.number,
      title: meeting.title,
      starts_at: meeting.starts_at,
      ends_at: meeting.ends_at,
      breaks: breaksOf(meeting.breaks),
      mode: meeting.mode,
      venue: meeting.venue ?? meeting.edition_venue,
      link: meeting.link,
      topic: meeting.topic,
      cancelled: meeting.state === 'cancelled',
      scheduled_minutes: scheduledMinutes(timesOf(meeting)),
      late_after: meeting.late_after,
    },
    teachers: teachersAt(meeting, rows),
    people,
    walk_ins: walkIns.map(({ id, first_name, last_name, organisation, sector, intervals }) => {
      const times = intervalsOf(intervals)
      const credited_minutes = creditedMinutes(times, timesOf(meeting))
      return {
        id,
        name: personName(first_name, last_name),
        organisation,
        sector,
        intervals: times,
        credited_minutes,
      }
    }),
    totals: {
      people: people.length,
      present: count('present'),
      absent: count('absent'),
      excused: count('excused'),
      unmarked: count(null),
      credited_minutes: people.reduce((sum, person) => sum + person.credited_minutes, 0),
      scheduled_so_far: rows.soFar.get(meeting.id)?.scheduled ?? 0,
    },
  }
}

function peopleOf(meeting: MeetingRow, rows: Rows): PageContent['people'] {
  const settled = isSettled(meeting) || meeting.page_id !== null
  const date = localDate(meeting.starts_at, env().TZ_DISPLAY)
  const marks = new Map(
    (rows.marks.get(meeting.id) ?? [])
      .filter((mark) => mark.role === 'participant')
      .map((mark) => [mark.person_id, mark]),
  )
  const soFar = rows.soFar.get(meeting.id)?.byPerson
  return (rows.enrolled.get(meeting.edition_id) ?? [])
    .filter(({ person_id, state }) => marks.has(person_id) || (state === 'enrolled' && !settled))
    .map((person) => {
      const employer = employmentAmong(rows.employments.get(person.person_id) ?? [], date)
      return {
        ...presenceOf(person, marks.get(person.person_id)),
        organisation: employer?.name ?? null,
        sector: employer?.sector ?? null,
        enrolled: person.state === 'enrolled',
        cumulative_minutes: soFar?.get(person.person_id) ?? 0,
      }
    })
}

/** Those who were to teach, and whoever is marked as having taught. */
function teachersAt(meeting: MeetingRow, rows: Rows): PageContent['teachers'] {
  const marks = rows.marks.get(meeting.id) ?? []
  const named = rows.teachers.get(meeting.id) ?? []
  const others = marks.filter(
    (mark) => mark.role !== 'participant' && !named.some((one) => one.person_id === mark.person_id),
  )
  const all = [...named, ...others].map((person) => ({
    ...presenceOf(
      person,
      marks.find((mark) => mark.person_id === person.person_id),
    ),
    role: person.role === 'tutor' ? ('tutor' as const) : ('trainer' as const),
  }))
  return [...all.filter(({ role }) => role === 'trainer'), ...all.filter(({ role }) => role === 'tutor')]
}

function presenceOf(
  person: { person_id: string; first_name: string; last_name: string },
  mark: MarkRow | undefined,
) {
  return {
    person_id: person.person_id,
    name: personName(person.first_name, person.last_name),
    status: mark?.status ?? null,
    intervals: mark ? intervalsOf(mark.intervals) : [],
    credited_minutes: mark?.credited_minutes ?? 0,
    source: mark?.source ?? null,
    note: mark?.note ?? null,
    recorded_by: mark?.recorded_by ?? null,
    recorded_at: mark?.recorded_at ?? null,
  }
}
