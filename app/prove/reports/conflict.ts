// SPDX-License-Identifier: AGPL-3.0-or-later
// When a person's times cannot all be true, or should not be.

/** A person at a meeting, or expected there, from a moment to another. */
export type Stay = {
  who: string
  meeting: string
  from: string
  to: string
  as: 'present' | 'teaching' | 'enrolled'
}

export type Overlap = { who: string; meetings: [string, string]; from: string; to: string; kind: OverlapKind }
type OverlapKind = 'two_places' | 'trainer_twice' | 'overlap_ahead'

/**
 * The people in two meetings at once, each pair of meetings once, with the first time shared. What only ends when the
 * other begins does not overlap.
 */
export function overlapsOf(stays: readonly Stay[]): Overlap[] {
  const found = new Map<string, Overlap>()
  for (const own of byPerson(stays)) {
    const ordered = own.filter(({ from, to }) => from < to).sort((a, b) => (a.from < b.from ? -1 : 1))
    let running: Stay[] = []
    for (const stay of ordered) {
      running = running.filter(({ to }) => to > stay.from)
      for (const other of running) {
        if (other.meeting === stay.meeting) continue
        const overlap = overlapOf(other, stay)
        const key = `${overlap.who} ${overlap.meetings.join(' ')}`
        const known = found.get(key)
        if (!known || known.from > overlap.from) found.set(key, overlap)
      }
      running.push(stay)
    }
  }
  return [...found.values()]
}

function overlapOf(one: Stay, other: Stay): Overlap {
  const meetings: [string, string] =
    one.meeting < other.meeting ? [one.meeting, other.meeting] : [other.meeting, one.meeting]
  const to = earlier(one.to, other.to)
  return { who: one.who, meetings, from: other.from, to, kind: kindOf(one.as, other.as) }
}

/** Of two moments. */
export function earlier(one: string, other: string): string {
  return one <= other ? one : other
}

export function later(one: string, other: string): string {
  return one <= other ? other : one
}

function kindOf(one: Stay['as'], other: Stay['as']): OverlapKind {
  if (one === 'enrolled' || other === 'enrolled') return 'overlap_ahead'
  return one === 'teaching' && other === 'teaching' ? 'trainer_twice' : 'two_places'
}

/** The ids of the meetings that share time with another one. */
export function overlappingMeetings(meetings: readonly { id: string; starts_at: string; ends_at: string }[]) {
  const stays = meetings.map(({ id, starts_at, ends_at }): Stay => {
    return { who: '', meeting: id, from: starts_at, to: ends_at, as: 'present' }
  })
  return new Set(overlapsOf(stays).flatMap((overlap) => overlap.meetings))
}

/**
 * More than this in a day nobody is credited with or booked for without a question. A practice of European Social Fund
 * programmes and of Italian regions; no FAMI document that says so was found, so it is an alert and refuses nothing.
 */
export const mostMinutesADay = 480

/** Minutes of a person at a meeting on a local date: credited, or booked while it is still to come. */
export type DayTime = { who: string; meeting: string; on: string; minutes: number }

export type LongDay = { who: string; on: string; minutes: number; meetings: string[] }

/** Who has more than eight hours on a day. A meeting counts once for a person, with the larger number. */
export function longDaysOf(times: readonly DayTime[], most = mostMinutesADay): LongDay[] {
  const days = new Map<string, { who: string; on: string; meetings: Map<string, number> }>()
  for (const { who, on, meeting, minutes } of times) {
    const key = `${who} ${on}`
    const day = days.get(key) ?? { who, on, meetings: new Map<string, number>() }
    day.meetings.set(meeting, Math.max(day.meetings.get(meeting) ?? 0, minutes))
    days.set(key, day)
  }
  return [...days.values()].flatMap(({ who, on, meetings }) => {
    const minutes = [...meetings.values()].reduce((sum, one) => sum + one, 0)
    return minutes > most ? [{ who, on, minutes, meetings: [...meetings.keys()] }] : []
  })
}

/** Whether a meeting's local date is before a project's first day or after its last; without dates it never is. */
export function isOutside(
  on: string,
  project: { starts_on: string | null; ends_on: string | null },
): boolean {
  return (
    (project.starts_on !== null && on < project.starts_on) ||
    (project.ends_on !== null && on > project.ends_on)
  )
}

function byPerson(stays: readonly Stay[]): Stay[][] {
  return [...Map.groupBy(stays, (stay) => stay.who).values()]
}
