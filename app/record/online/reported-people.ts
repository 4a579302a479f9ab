// SPDX-License-Identifier: AGPL-3.0-or-later
// From the lines of a report to its people: whose they are, and when each was connected.

import { AppError } from '#base/error.ts'
import { cutText } from '#base/i18n/cut-text.ts'
import { showNumber, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { searchable } from '#base/search.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { leaveOtherCalls } from './calls.ts'
import { namesIn, personKey } from './matching.ts'
import { boundedLine, mostConnections, mostPeople } from './report-bounds.ts'
import type { OtherRow, Platform, RecognisedReport, ReportLine } from './report-line.ts'
import type { Said } from './report-mapping.ts'
import { momentsOf, type OfMeeting } from './report-times.ts'
import { during, timesOfConnection } from './segments.ts'

/** Somebody of a report, by e-mail or else by name, with all their times united. */
export type ReportedPerson = {
  position: number
  name: string
  email: string | null
  role: string | null
  intervals: Interval[]
  /** Registered, and the report says that they did not come. */
  no_show: boolean
  /** What the name is looked for by, prepared here for whoever has less time. */
  names: string[]
  name_search: string
}

export type PlatformReport = {
  platform: Platform
  people: ReportedPerson[]
  /** Lines of the file that speak of somebody. */
  lines: number
  /** Entries that the report does not close, because it was downloaded while the call went on. */
  unclosed: number
  /** Lines with a name, an address or a role that was too long: it ends with "…". */
  cut: number
  /** What else stands in the file: shown to whoever imports it, and kept. */
  others: OtherRow[]
  /** Which columns somebody said; null where a reader knew them. */
  said: Said | null
}

/** A report's people. Refuses, at the field `file`, as readReport does. */
export function peopleIn(found: RecognisedReport, meeting: OfMeeting, zone: string): PlatformReport {
  if (found.lines.length === 0) throw refused(m.online_error_nobody())
  const bounded = found.lines.map(boundedLine)
  const report = { ...found, lines: bounded.map(({ line }) => line) }
  const untimed = report.lines.find((line) => line.in === null && line.out === null && !line.absent)
  if (untimed)
    throw refused(m.online_error_no_times({ line: untimed.number, name: cutText(untimed.name, 60) }))
  if (report.lines.every((line) => line.absent)) throw refused(m.online_error_nobody_came())
  const { timed, others } = leaveOtherCalls(momentsOf(report, meeting, zone), meeting)
  const moments = timed
    .flatMap(({ connection }) => [connection.in ?? '', connection.out ?? ''])
    .filter(Boolean)
  const last = moments.sort().at(-1) ?? meeting.ends_at
  const people = peopleOf(timed, last)
  if (!people.some((person) => during(person.intervals, meeting).length > 0)) {
    throw refused(otherTime(moments, meeting))
  }
  return {
    platform: report.platform,
    people,
    lines: timed.length,
    unclosed: unclosedIn(timed.map(({ line }) => line)),
    cut: bounded.filter(({ isCut }) => isCut).length,
    others: [...report.others, ...others],
    said: null,
  }
}

function peopleOf(timed: ReturnType<typeof momentsOf>, last: string): ReportedPerson[] {
  const byPerson = Map.groupBy(timed, ({ line }) => keyOf(line))
  if (byPerson.size > mostPeople) throw refused(m.online_error_people({ most: showNumber(mostPeople) }))
  return [...byPerson.values()].map((lines, at) => {
    const texts = lines.map(({ line }) => line)
    const name = longest(texts.map((line) => line.name)) || m.online_nameless()
    // Who waits to be let in is not there yet.
    const connections = lines.filter(({ line }) => !line.waiting).map(({ connection }) => connection)
    const intervals = timesOfConnection(connections, last)
    if (intervals.length > mostConnections) {
      const most = showNumber(mostConnections)
      throw refused(m.online_error_connections({ name: cutText(name, 60), most }))
    }
    return {
      position: at + 1,
      name,
      email: texts.find((line) => line.email)?.email ?? null,
      role: texts.find((line) => line.role)?.role ?? null,
      intervals,
      no_show: texts.every((line) => line.absent),
      names: namesIn(name),
      name_search: searchable(name),
    }
  })
}

/** Lines without a name and an address are not one person. */
const keyOf = (line: ReportLine) => personKey(line) || `#${line.number}`

/** The same address with several names: the one that says most. */
function longest(names: string[]): string {
  return names.reduce((best, name) => (name.length > best.length ? name : best), '')
}

function unclosedIn(lines: readonly ReportLine[]): number {
  const open = new Map<string, number>()
  for (const line of lines) {
    const change = (line.in === null ? 0 : 1) - (line.out === null ? 0 : 1)
    open.set(keyOf(line), (open.get(keyOf(line)) ?? 0) + change)
  }
  return [...open.values()].filter((count) => count > 0).length
}

function otherTime(moments: string[], meeting: OfMeeting): string {
  const sorted = moments.toSorted()
  return m.online_error_other_time({
    first: showTime(sorted[0] ?? meeting.starts_at),
    last: showTime(sorted.at(-1) ?? meeting.ends_at),
    from: showTime(meeting.starts_at),
    to: showTime(meeting.ends_at),
  })
}

function refused(message: string): AppError {
  return new AppError('invalid', message, 'file')
}
