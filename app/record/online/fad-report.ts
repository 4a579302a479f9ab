// SPDX-License-Identifier: AGPL-3.0-or-later
// The report of distance learning of an edition (domain.md 4.2, rule 5): every entry and exit of everybody, with totals.

import { personName } from '#plan/people/person.ts'
import { columnOf } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'
import type { PageContent, PrintedPage } from '#record/register-page/content.ts'
import type { RowState } from './report.ts'
import type { Platform } from './report-line.ts'
import { during, secondsOf, unite } from './segments.ts'

export type FadFile = {
  platform: Platform
  /** Of another platform than those known. Left out where there is none, so that reports of before say what they said. */
  platform_name?: string
  platform_version: string | null
  name: string
  file_hash: string
  imported_at: string
  imported_by: string | null
}

/** A row of a platform's report, with who it is. */
export type FadRow = {
  meeting_id: string
  name: string
  email: string | null
  intervals: Interval[]
  no_show: boolean
  state: RowState
  matched_by: 'email' | 'name' | 'hand' | null
  resolved_by: string | null
  reason: string | null
  person_id: string | null
  /** Who was added at the meeting from this row, until they are recognised. */
  walk_in_id: string | null
  first_name: string | null
  last_name: string | null
}

type Presence = PageContent['people'][number] | PageContent['teachers'][number]

export type FadRole = 'trainer' | 'tutor' | 'participant' | 'not_enrolled'

/** Somebody at a meeting. `connections` are the platform's; `recorded` the register's, where they are others. */
export type FadEntry = {
  person_id: string | null
  name: string
  role: FadRole | null
  organisation: string | null
  sector: PageContent['people'][number]['sector']
  /** As the platform knew them: names and addresses. */
  known_as: string[]
  matched_by: FadRow['matched_by']
  resolved_by: string | null
  state: RowState | null
  reason: string | null
  /** The platform had them registered, and they did not come. */
  no_show?: true
  connections: Interval[]
  seconds: number
  recorded: Interval[]
  status: Presence['status']
  source: Presence['source']
  credited_minutes: number
}

export type FadMeeting = {
  meeting: PageContent['meeting']
  page: { version: number; hash: string } | null
  files: FadFile[]
  entries: FadEntry[]
}

export type FadTotal = {
  person_id: string
  name: string
  role: FadRole
  organisation: string | null
  sector: FadEntry['sector']
  meetings: number
  seconds: number
  credited_minutes: number
  /** Quizzes of the course that were passed, of how many; null where there are none. */
  tests: FadTests | null
}

export type FadTests = { passed: number; of: number }

/** One meeting: its teachers, its people, whoever else the platform saw, in this order. Cancelled and future ones have none. */
export function fadMeeting(page: PrintedPage, files: FadFile[], rows: readonly FadRow[]): FadMeeting {
  const { content, version, hash } = page
  const { meeting, teachers, people, walk_ins } = content
  const closed = version !== null && hash !== null ? { version, hash } : null
  if (meeting.cancelled) return { meeting, page: closed, files, entries: [] }
  const ofPerson = new Map<string, FadRow[]>()
  for (const row of rows) {
    if (row.person_id) ofPerson.set(row.person_id, [...(ofPerson.get(row.person_id) ?? []), row])
  }
  const entries = [
    ...teachers.map((teacher) => entryOf(teacher, teacher.role, ofPerson.get(teacher.person_id))),
    ...people.map((person) => entryOf(person, 'participant', ofPerson.get(person.person_id))),
  ]
  // Nothing was recorded of what is still to come.
  if (rows.length === 0 && walk_ins.length === 0 && entries.every(({ status }) => status === null))
    return { meeting, page: closed, files, entries: [] }
  const known = new Set(entries.map((entry) => entry.person_id))
  const others = [...ofPerson].flatMap(([person_id, own]) => (known.has(person_id) ? [] : [strangerOf(own)]))
  const guests = new Map(walk_ins.map((walkIn) => [walkIn.id, walkIn]))
  const nobody = rows
    .filter((row) => row.person_id === null)
    .map((row) => ({ row, walkIn: guests.get(row.walk_in_id ?? '') }))
  const onList = new Set(nobody.map(({ walkIn }) => walkIn?.id))
  return {
    meeting,
    page: closed,
    files,
    entries: [
      ...entries,
      ...others,
      ...nobody.map(({ row, walkIn }) => (walkIn ? guestOf(walkIn, meeting, row) : strangerOf([row]))),
      ...walk_ins.filter(({ id }) => !onList.has(id)).map((walkIn) => guestOf(walkIn, meeting)),
    ],
  }
}

function entryOf(presence: Presence, role: FadRole, rows: readonly FadRow[] = []): FadEntry {
  const { person_id, name, status, source, credited_minutes, intervals } = presence
  const ofPlatform = platformOf(rows)
  return {
    person_id,
    name,
    role,
    organisation: 'organisation' in presence ? presence.organisation : null,
    sector: 'sector' in presence ? presence.sector : null,
    ...ofPlatform,
    // What the platform wrote into the register is not said twice.
    recorded: source === 'platform_log' && ofPlatform.connections.length > 0 ? [] : intervals,
    status,
    source,
    credited_minutes,
  }
}

/** Somebody the platform saw who does not belong to the meeting, or of whom nobody knows yet who it is. */
function strangerOf(rows: readonly FadRow[]): FadEntry {
  const [first] = rows
  const matched = first?.person_id !== null
  return {
    person_id: first?.person_id ?? null,
    name: matched ? personName(first?.first_name ?? '', first?.last_name ?? '') : (first?.name ?? ''),
    role: matched ? 'not_enrolled' : null,
    organisation: null,
    sector: null,
    ...platformOf(rows),
    recorded: [],
    status: null,
    source: null,
    credited_minutes: 0,
  }
}

/** Somebody added at the meeting whom nobody has recognised yet: as they said who they are, with the platform's row if there is one. */
function guestOf(
  walkIn: PageContent['walk_ins'][number],
  meeting: PageContent['meeting'],
  row?: FadRow,
): FadEntry {
  const { name, organisation, sector, intervals } = walkIn
  const ofPlatform = platformOf(row ? [row] : [])
  const connected = columnOf(during(ofPlatform.connections, meeting))
  return {
    person_id: null,
    name,
    role: null,
    organisation,
    sector,
    ...ofPlatform,
    state: 'walk_in',
    recorded: row && columnOf(intervals) === connected ? [] : intervals,
    status: null,
    source: null,
    credited_minutes: 0,
  }
}

function platformOf(rows: readonly FadRow[]) {
  const connections = unite(rows.flatMap((row) => row.intervals))
  const [first] = rows
  return {
    known_as: [...new Set(rows.map(({ name, email }) => (email ? `${name} <${email}>` : name)))],
    matched_by: first?.matched_by ?? null,
    resolved_by: first?.resolved_by ?? null,
    state: first?.state ?? null,
    reason: first?.reason ?? null,
    ...(rows.length > 0 && rows.every((row) => row.no_show) && { no_show: true as const }),
    connections,
    seconds: secondsOf(connections),
  }
}
