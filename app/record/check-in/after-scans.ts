// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person's check-ins make of what was stated of them before: each says that they are there, or that they leave.
import type { Statement } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'

export type Scan = {
  kind: 'entry' | 'exit'
  at: string
  /** When it counts as said: as it was scanned, as the trainer confirmed it, never before the meeting began. */
  said_at: string
}

/** When a check-in counts as said. */
export function saidAt(
  { at, decided_at }: { at: string; decided_at: string | null },
  meeting: { starts_at: string },
): string {
  return later(decided_at ?? at, meeting.starts_at)
}

/**
 * Those of a person's check-ins, oldest first, that are about the meeting: of what was scanned before it began only the last counts,
 * and whoever left again by then never came.
 */
export function sinceItBegan<One extends Pick<Scan, 'kind' | 'at'>>(
  scans: readonly One[],
  starts_at: string,
): One[] {
  const first = scans.findLastIndex((scan) => scan.at <= starts_at)
  return scans.slice(scans[first]?.kind === 'entry' ? first : first + 1)
}

/**
 * The presence that check-ins come to, and the last that changed something; null when none does. `before` is what somebody else
 * stated last: only what was scanned after it speaks against it. Who arrives is present from then to the end, unless they are said
 * to be there already; who leaves is present until then. An exit only takes presence away: whoever left already does not leave later.
 */
export function afterScans<One extends Scan>(
  before: (Statement & { restated_at: string }) | null,
  scans: readonly One[],
  ends_at: string,
): { intervals: Interval[]; last: One } | null {
  let intervals: Interval[] = before?.status === 'present' ? [...before.intervals] : []
  let last: One | null = null
  for (const scan of scans) {
    if (before && scan.said_at <= before.restated_at) continue
    const open = intervals.at(-1)
    if (scan.kind === 'entry') {
      const isThere = intervals.some((one) => one.in <= scan.at && scan.at < one.out)
      if (isThere || scan.at >= ends_at) continue
      intervals = united([...intervals, { in: scan.at, out: ends_at }])
    } else {
      if (!open || scan.at <= open.in) continue
      // Whoever is there to the end may be scanned after it.
      const leaves = scan.at < open.out || open.out === ends_at
      if (!leaves) continue
      intervals = [...intervals.slice(0, -1), { in: open.in, out: scan.at }]
    }
    last = scan
  }
  return last && { intervals, last }
}

/** Of two moments in their one form. */
function later(one: string, other: string): string {
  return one < other ? other : one
}

/** In order, those that touch as one. */
function united(some: readonly Interval[]): Interval[] {
  const result: Interval[] = []
  for (const one of [...some].sort((a, b) => (a.in < b.in ? -1 : 1))) {
    const open = result.at(-1)
    if (open && one.in <= open.out) open.out = later(one.out, open.out)
    else result.push({ ...one })
  }
  return result
}
