// SPDX-License-Identifier: AGPL-3.0-or-later
// Times that somebody is said to have taught at two meetings at once.
import type { Interval } from '#record/marks/minutes.ts'

type Stay = { starts_at: string; ends_at: string; intervals: readonly Interval[] }

export type Shared = { from: string; to: string }

/**
 * The times that two stays share, in order, none beside another without a gap. Of each only what lies within its meeting: whoever came
 * early or stayed on did not teach twice.
 */
export function sharedTimes(one: Stay, other: Stay): Shared[] {
  const pieces = within(one)
    .flatMap((a) => within(other).map((b) => ({ from: max(a.in, b.in), to: min(a.out, b.out) })))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
  const shared: Shared[] = []
  for (const piece of pieces) {
    const last = shared.at(-1)
    if (last && piece.from <= last.to) last.to = max(last.to, piece.to)
    else shared.push({ ...piece })
  }
  return shared
}

/** Their whole minutes. */
export function minutesOf(shared: readonly Shared[]): number {
  const time = shared.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
  return Math.floor(time / 60_000)
}

function within({ starts_at, ends_at, intervals }: Stay): Interval[] {
  return intervals.map((one) => ({ in: max(one.in, starts_at), out: min(one.out, ends_at) }))
}

// Moments have one form, so their order is that of their texts.
const max = (a: string, b: string) => (a > b ? a : b)
const min = (a: string, b: string) => (a < b ? a : b)
