// SPDX-License-Identifier: AGPL-3.0-or-later
// One person's attendance with all that it may say: several times of presence, why excused, the document.
import { z } from 'zod'
import { line, text } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localTime } from '#base/i18n/zone.ts'
import type { StatedMark } from '#record/marks/change.ts'
import { hasTimes, markStatuses, type Statement } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { arrivalsAt, leavingsAt, timeOutside, type Window } from './row-typed.ts'

/** By hand: told by who teaches, or read from the signed sheet. */
export const handSources = ['trainer', 'paper'] as const

const mostPairs = 50
const time = z.string().max(20).default('')
const pair = z.object({ in: time, out: time })

/** How many arrivals and leavings the form has room for: four, or one more than there are. */
export function pairsShown(intervals: readonly Interval[]): number {
  return Math.min(mostPairs, Math.max(4, intervals.length + 1))
}

/** A mark's times as the form shows them. */
export function shownPairs(intervals: readonly Interval[], zone: string) {
  return intervals.map((kept) => ({ in: localTime(kept.in, zone), out: localTime(kept.out, zone) }))
}

/**
 * The form of a person's attendance at a meeting. `base` is the mark that the page showed, if any: times that were not
 * touched keep its moments, seconds and all.
 */
export function personMarkSchema(meeting: Window, zone: string, base: (Statement & { id: string }) | null) {
  return z
    .object({
      nonce: z.uuid(),
      status: z.enum([...markStatuses, 'withdrawn']),
      source: z.enum(handSources).default('trainer'),
      pairs: z.array(pair).max(mostPairs).default([]),
      note: text(1000).optional(),
      reason: line(500).optional(),
    })
    .transform((typed, context) => {
      const { nonce, source } = typed
      const common = { nonce, source, reason: typed.reason ?? null }
      const seen = base?.id ?? null
      if (typed.status === 'excused') {
        const document = base?.status === 'excused' ? base.document : null
        const why = { note: typed.note ?? null, document: document ?? null }
        return { ...common, stated: { ...statedAs('excused', [], seen), ...why } }
      }
      if (!hasTimes(typed.status)) return { ...common, stated: statedAs(typed.status, [], seen) }
      const found = intervalsTyped(typed.pairs, base?.intervals ?? [], meeting, zone)
      if ('intervals' in found) return { ...common, stated: statedAs(typed.status, found.intervals, seen) }
      const { at, field, message } = found.wrong
      context.addIssue({ code: 'custom', path: ['pairs', at, field], message, input: '' })
      return z.NEVER
    })
}

export type PersonMark = z.output<ReturnType<typeof personMarkSchema>>

function statedAs(status: Statement['status'], intervals: Interval[], base: string | null): StatedMark {
  return { status, intervals, base }
}

type Pair = z.output<typeof pair>
type Wrong = { at: number; field: 'in' | 'out'; message: string }

function intervalsTyped(
  pairs: readonly Pair[],
  kept: readonly Interval[],
  meeting: Window,
  zone: string,
): { intervals: Interval[] } | { wrong: Wrong } {
  const shown = shownPairs(kept, zone)
  const used = pairs.flatMap((typed, at) => (typed.in || typed.out ? [{ ...typed, at }] : []))
  if (used.length === 0) return { intervals: [{ in: meeting.starts_at, out: meeting.ends_at }] }
  const intervals: Interval[] = []
  let before = ''
  for (const [index, typed] of used.entries()) {
    const { at } = typed
    const wrong = (field: 'in' | 'out', message: string) => ({ wrong: { at, field, message } })
    const [was, own] = [shown[at], kept[at]]
    if (was && own && was.in === typed.in && was.out === typed.out) {
      intervals.push(own)
      before = own.out
      continue
    }
    const isFirst = index === 0
    const isLast = index === used.length - 1
    if (!typed.in && !isFirst) return wrong('in', m.attendance_error_pair_open())
    if (!typed.out && !isLast) return wrong('out', m.attendance_error_pair_open())
    const arrivals = moments(typed.in, was?.in, own?.in, meeting.starts_at, arrivalsAt)
    if (arrivals.length === 0) return wrong('in', timeOutside(meeting, zone))
    const arrived = arrivals.find((moment) => moment >= before)
    if (arrived === undefined) return wrong('in', m.attendance_error_pairs_order())
    const leavings = moments(typed.out, was?.out, own?.out, meeting.ends_at, leavingsAt)
    if (leavings.length === 0) return wrong('out', timeOutside(meeting, zone))
    const left = leavings.find((moment) => moment > arrived)
    if (left === undefined) return wrong('out', m.attendance_error_left_before_arriving())
    intervals.push({ in: arrived, out: left })
    before = left
  }
  return { intervals }

  function moments(
    typed: string,
    was: string | undefined,
    own: string | undefined,
    whenEmpty: string,
    at: typeof arrivalsAt,
  ) {
    if (typed === '') return [whenEmpty]
    return own !== undefined && typed === was ? [own] : at(meeting, typed, zone)
  }
}
