// SPDX-License-Identifier: AGPL-3.0-or-later
// Minutes of presence. The only place where they are computed.

/** A time of presence, from one moment to another. */
export type Interval = { in: string; out: string }

/** A pause of a meeting, from one moment to another: minutes that nobody is credited. */
export type Break = { from: string; to: string }

export type MeetingTimes = { starts_at: string; ends_at: string; breaks: readonly Break[] }

/**
 * Minutes credited for times of presence at a meeting (domain.md 4.1, rule 3): what they cover together of the meeting,
 * minus its breaks. Milliseconds are summed and floored to whole minutes once, at the end. An interval that ends before
 * it begins counts nothing.
 */
export function creditedMinutes(intervals: readonly Interval[], meeting: MeetingTimes): number {
  const from = Date.parse(meeting.starts_at)
  const to = Date.parse(meeting.ends_at)
  const attended = united(
    intervals.map((interval) => ({
      from: Math.max(Date.parse(interval.in), from),
      to: Math.min(Date.parse(interval.out), to),
    })),
  )
  const breaks = united(
    meeting.breaks.map((pause) => ({ from: Date.parse(pause.from), to: Date.parse(pause.to) })),
  )
  return Math.floor((lengthOf(attended) - sharedBy(attended, breaks)) / 60_000)
}

/** The same, of what has happened by a moment: presence "until the end" of a meeting under way is not minutes yet. */
export function creditedSoFar(intervals: readonly Interval[], meeting: MeetingTimes, at: string): number {
  return creditedMinutes(intervals, at < meeting.ends_at ? { ...meeting, ends_at: at } : meeting)
}

/** Minutes that a meeting credits to who is there from beginning to end. */
export function scheduledMinutes(meeting: MeetingTimes): number {
  return creditedMinutes([{ in: meeting.starts_at, out: meeting.ends_at }], meeting)
}

type Span = { from: number; to: number }

/** The same time without overlaps, in order. */
function united(spans: Span[]): Span[] {
  const ordered = spans.filter((span) => span.to > span.from).sort((a, b) => a.from - b.from)
  const result: Span[] = []
  for (const span of ordered) {
    const last = result.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else result.push({ ...span })
  }
  return result
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.to - span.from, 0)
}

function sharedBy(some: readonly Span[], others: readonly Span[]): number {
  const shared = some.flatMap((a) =>
    others.map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })),
  )
  return lengthOf(shared.filter((span) => span.to > span.from))
}
