// SPDX-License-Identifier: AGPL-3.0-or-later
// The roll call's form: one row per person, times as they are typed.
import type { SubmissionResult } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import { clockTime, line, text } from '#app/http/fields.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { localDate, localTime, momentOf } from '#app/i18n/zone.ts'
import { endsOf, markStatuses, type Statement } from './mark.ts'
import type { StatedMark } from './mark-change.ts'

type Window = { starts_at: string; ends_at: string }
type SeenMark = Statement & { id: string }

/** A mark's arrival and leaving as the form shows them: local times, empty where they are the meeting's own. */
export function shownTimes(mark: Statement, meeting: Window, zone: string): { in: string; out: string } {
  const whole = endsOf(mark.intervals)
  return {
    in: !whole || whole.in === meeting.starts_at ? '' : localTime(whole.in, zone),
    out: !whole || whole.out === meeting.ends_at ? '' : localTime(whole.out, zone),
  }
}

const row = z.object({
  status: z.enum(markStatuses).optional(),
  in: z.literal('').or(clockTime).default(''),
  out: z.literal('').or(clockTime).default(''),
  base: z.string().default(''),
})

/**
 * The form of a meeting's roll call. Rows without a status are left out. `seen` are the meeting's marks by id, superseded
 * ones too: a row left as its base was shown keeps that mark's exact moments, seconds included.
 */
export function rollCallSchema(meeting: Window, zone: string, seen: ReadonlyMap<string, SeenMark>) {
  return z.object({
    nonce: z.uuid(),
    topic: text(2000).optional(),
    topic_seen: z.string().optional(),
    reason: line(500).optional(),
    marks: z
      .record(
        z.uuid(),
        row.transform((typed, context) => statedBy(typed, context, meeting, zone, seen)),
      )
      .default({})
      .transform((rows) =>
        Object.entries(rows).flatMap(([person_id, stated]) => (stated ? [{ person_id, ...stated }] : [])),
      ),
  })
}

type Row = z.output<typeof row>

/** What a row states; null when nothing was chosen, or when something is wrong, which is said on its field. */
function statedBy(
  typed: Row,
  context: z.RefinementCtx,
  meeting: Window,
  zone: string,
  seen: ReadonlyMap<string, SeenMark>,
): StatedMark | null {
  const wrong = (field: keyof Row, message: string) => {
    context.addIssue({ code: 'custom', path: [field], message, input: typed[field] })
    return null
  }
  const base = typed.base === '' ? null : typed.base
  if (typed.status === undefined) {
    return typed.in || typed.out ? wrong('status', m.attendance_error_status_missing()) : null
  }
  if (typed.status !== 'present') return { status: typed.status, intervals: [], base }
  const mark = base === null ? undefined : seen.get(base)
  const kept = mark?.status === 'present' ? mark : null
  const shown = kept ? shownTimes(kept, meeting, zone) : { in: '', out: '' }
  if (kept && shown.in === typed.in && shown.out === typed.out) {
    return { status: 'present', intervals: kept.intervals, base }
  }
  const outside = m.attendance_error_time_outside({
    from: localTime(meeting.starts_at, zone),
    to: localTime(meeting.ends_at, zone),
  })
  const whole = endsOf(kept?.intervals ?? []) ?? { in: meeting.starts_at, out: meeting.ends_at }
  const [arrived] = possible(typed.in, shown.in, whole.in, meeting.starts_at)
  if (arrived === undefined) return wrong('in', outside)
  const leavings = possible(typed.out, shown.out, whole.out, meeting.ends_at)
  if (leavings.length === 0) return wrong('out', outside)
  const left = leavings.find((moment) => moment > arrived)
  if (left === undefined) return wrong('out', m.attendance_error_left_before_arriving())
  return { status: 'present', intervals: [{ in: arrived, out: left }], base }

  function possible(time: string, asShown: string, keptMoment: string, whenEmpty: string): string[] {
    if (time === '') return [whenEmpty]
    return time === asShown ? [keptMoment] : momentsWithin(meeting, time, zone)
  }
}

/**
 * The moments of a meeting at which a clock on the wall shows `time`: on the next day when the meeting passes midnight,
 * and two of them in the hour that an autumn night has twice.
 */
function momentsWithin(meeting: Window, time: string, zone: string): string[] {
  const days = [...new Set([localDate(meeting.starts_at, zone), localDate(meeting.ends_at, zone)])]
  return days
    .map((day) => momentOf(day, time, zone))
    .flatMap((moment) => {
      const hourLater = new Date(Date.parse(moment) + 3_600_000).toISOString()
      return localTime(hourLater, zone) === time ? [moment, hourLater] : [moment]
    })
    .filter((moment) => moment >= meeting.starts_at && moment <= meeting.ends_at)
}

/** The form as it was sent, with everybody who has no status yet present; nothing is checked and nothing saved. */
export function everybodyPresent(form: FormData): SubmissionResult {
  for (const name of [...form.keys()]) {
    const row = /^(marks\.[^.]+)\.base$/.exec(name)?.[1]
    if (row !== undefined && !form.has(`${row}.status`)) form.set(`${row}.status`, 'present')
  }
  return parseWithZod(form, { schema: z.looseObject({}) }).reply()
}
