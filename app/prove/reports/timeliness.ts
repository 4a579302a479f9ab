// SPDX-License-Identifier: AGPL-3.0-or-later
// How soon after its meetings a register is written and closed (domain.md 4.1, rule 5): evidence that is made late proves less.

export type TimedMeeting = {
  ends_at: string
  /** When its page was closed first; null: it is not. */
  closed_at: string | null
  /** When the last presence that its page was closed with was recorded; null: none. */
  recorded_at: string | null
}

export type Timeliness = {
  /** Meetings that are over, and not cancelled. */
  held: number
  closed: number
  /** Closed later than the project asks. */
  late: number
  /** Not closed, and past the time to. */
  owed: number
  /** Whose presences were written down later than that, whenever the page was closed. */
  recordedLate: number
  /** Minutes from the end of a meeting to the closing of its page; null: none is closed. */
  median: number | null
  longest: number | null
}

/** The figures of some meetings at a moment; `within`: the hours that the project gives. */
export function timelinessOf(meetings: readonly TimedMeeting[], within: number, moment: string): Timeliness {
  const limit = within * 60
  const held = meetings.filter(({ ends_at }) => ends_at <= moment)
  const waits = held.flatMap(({ ends_at, closed_at }) =>
    closed_at === null ? [] : [minutesFrom(ends_at, closed_at)],
  )
  const sorted = waits.toSorted((one, other) => one - other)
  return {
    held: held.length,
    closed: waits.length,
    late: waits.filter((minutes) => minutes > limit).length,
    owed: held.filter(({ ends_at, closed_at }) => closed_at === null && minutesFrom(ends_at, moment) > limit)
      .length,
    recordedLate: held.filter(
      ({ ends_at, recorded_at }) => recorded_at !== null && minutesFrom(ends_at, recorded_at) > limit,
    ).length,
    median: sorted[Math.floor((sorted.length - 1) / 2)] ?? null,
    longest: sorted.at(-1) ?? null,
  }
}

function minutesFrom(ends_at: string, moment: string): number {
  return Math.floor((Date.parse(moment) - Date.parse(ends_at)) / 60_000)
}
