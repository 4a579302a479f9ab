// SPDX-License-Identifier: AGPL-3.0-or-later
// What the entries of a report of distance learning come to.
import type { FadMeeting, FadRole, FadTests, FadTotal } from './fad-report.ts'

const roleOrder: FadRole[] = ['trainer', 'tutor', 'participant', 'not_enrolled']

/** What everybody comes to over all the meetings: teachers first, then by name. */
export function fadTotals(meetings: readonly FadMeeting[], tests: ReadonlyMap<string, FadTests>): FadTotal[] {
  const totals = new Map<string, FadTotal>()
  for (const entry of meetings.flatMap(({ entries }) => entries)) {
    const { person_id, name, role, organisation, sector } = entry
    if (person_id === null || role === null) continue
    const key = `${role} ${person_id}`
    const total = totals.get(key) ?? {
      ...{ person_id, name, role, organisation, sector },
      ...{ meetings: 0, seconds: 0, credited_minutes: 0 },
      tests: (role === 'participant' && tests.get(person_id)) || null,
    }
    total.meetings += entry.connections.length > 0 || entry.recorded.length > 0 ? 1 : 0
    total.seconds += entry.seconds
    total.credited_minutes += entry.credited_minutes
    totals.set(key, total)
  }
  return [...totals.values()].sort(
    (a, b) => roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role) || a.name.localeCompare(b.name, 'it'),
  )
}

/** Minutes of the meetings held online or to be held, net of breaks. */
export function fadScheduled(meetings: readonly FadMeeting[]): number {
  return meetings.reduce((sum, { meeting }) => sum + (meeting.cancelled ? 0 : meeting.scheduled_minutes), 0)
}
