// SPDX-License-Identifier: AGPL-3.0-or-later
// One row of the roll call: what is typed in it and what that states.
import { z } from 'zod'
import { reference } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate, localTime, momentOf } from '#base/i18n/zone.ts'
import type { MarkStatus } from '#db/schema.ts'
import type { StatedMark } from '#record/marks/change.ts'
import { endsOf, hasTimes, markStatuses, type Statement } from '#record/marks/mark.ts'

export type Window = { starts_at: string; ends_at: string }
export type SeenMark = Statement & { id: string; person_id?: string }

export const typedRow = z.object({
  status: z.enum(markStatuses).optional(),
  in: z.string().max(20).default(''),
  out: z.string().max(20).default(''),
  base: reference.default(''),
  /** An earlier mark of the same person, to be said again as it was: undoing a change. */
  like: reference.optional(),
  /** Whoever left comes back at this time, or leaves at this one after having come back. */
  again: z.string().max(20).optional(),
  until: z.string().max(20).optional(),
  /** Said only of whom nobody has marked yet: "everybody present". */
  first: z.string().max(20).optional(),
})

export type TypedRow = Omit<z.output<typeof typedRow>, 'status'> & { status?: MarkStatus | undefined }

export type Wrong = { field: 'status' | 'in' | 'out'; message: string }

/** A mark's arrival and leaving as the form shows them: local times, empty where they are the meeting's own. */
export function shownTimes(mark: Statement, meeting: Window, zone: string): { in: string; out: string } {
  const whole = endsOf(mark.intervals)
  return {
    in: !whole || whole.in === meeting.starts_at ? '' : localTime(whole.in, zone),
    out: !whole || whole.out === meeting.ends_at ? '' : localTime(whole.out, zone),
  }
}

/**
 * What a row states of a person: null when nothing was chosen; or what is wrong with it, and where. `seen` are the
 * meeting's marks by id, superseded ones too: a row left as its base was shown keeps that mark's exact moments, seconds
 * included, and several times of presence are never made into one.
 */
export function statementOf(
  person_id: string,
  typed: TypedRow,
  meeting: Window,
  zone: string,
  seen: ReadonlyMap<string, SeenMark>,
): Row {
  const row = firstOf(person_id, typed, meeting, zone, seen)
  if ('wrong' in row || !row.stated || !hasTimes(row.stated.status)) return row
  return goingOn(row.stated, typed, meeting, zone)
}

type Row = { stated: StatedMark | null } | { wrong: Wrong }

/** The same with what is said by "arrives now" of whoever left, and by "leaves now" of whoever has come back. */
function goingOn(stated: StatedMark, { again, until }: TypedRow, meeting: Window, zone: string): Row {
  const intervals = [...stated.intervals]
  const last = intervals.at(-1)
  if (again && last) {
    const back = arrivalsAt(meeting, again, zone).find((moment) => moment >= last.out)
    if (back === undefined) return { wrong: { field: 'in', message: m.attendance_error_pairs_order() } }
    intervals.push({ in: back, out: meeting.ends_at })
  }
  const open = intervals.at(-1)
  if (until && open) {
    const left = leavingsAt(meeting, until, zone).find((moment) => moment > open.in)
    if (left === undefined)
      return { wrong: { field: 'out', message: m.attendance_error_left_before_arriving() } }
    intervals[intervals.length - 1] = { in: open.in, out: left }
  }
  return { stated: { ...stated, intervals } }
}

/** What its choice and its arrival and leaving state. */
function firstOf(
  person_id: string,
  typed: TypedRow,
  meeting: Window,
  zone: string,
  seen: ReadonlyMap<string, SeenMark>,
): Row {
  const base = typed.base === '' ? null : typed.base
  const again = typed.like === undefined ? undefined : seen.get(typed.like)
  if (again?.person_id === person_id) return { stated: { ...said(again), base } }
  if (typed.status === undefined) {
    if (!typed.in && !typed.out) return { stated: null }
    return { wrong: { field: 'status', message: m.attendance_error_status_missing() } }
  }
  const mark = base === null ? undefined : seen.get(base)
  const kept = mark?.status === typed.status ? mark : null
  if (!hasTimes(typed.status)) {
    return { stated: { ...(kept ? said(kept) : { status: typed.status, intervals: [] }), base } }
  }
  const shown = kept ? shownTimes(kept, meeting, zone) : { in: '', out: '' }
  const untouched = shown.in === typed.in && shown.out === typed.out
  if (kept && kept.intervals.length > 1 && !untouched && (typed.in || typed.out)) {
    return { wrong: { field: 'in', message: m.attendance_several_where() } }
  }
  if (kept && (untouched || kept.intervals.length > 1)) return { stated: { ...said(kept), base } }
  const whole = endsOf(kept?.intervals ?? []) ?? { in: meeting.starts_at, out: meeting.ends_at }
  const outside = timeOutside(meeting, zone)
  const [arrived] = possible(typed.in, shown.in, whole.in, meeting.starts_at, arrivalsAt)
  if (arrived === undefined) return { wrong: { field: 'in', message: outside } }
  const leavings = possible(typed.out, shown.out, whole.out, meeting.ends_at, leavingsAt)
  if (leavings.length === 0) return { wrong: { field: 'out', message: outside } }
  const left = leavings.find((moment) => moment > arrived)
  if (left === undefined) {
    const message = `${m.attendance_error_left_before_arriving()} ${m.attendance_back_where()}`
    return { wrong: { field: 'out', message } }
  }
  return { stated: { status: typed.status, intervals: [{ in: arrived, out: left }], base } }

  function possible(
    time: string,
    asShown: string,
    keptMoment: string,
    whenEmpty: string,
    at: typeof arrivalsAt,
  ): string[] {
    if (time === '') return [whenEmpty]
    return time === asShown ? [keptMoment] : at(meeting, time, zone)
  }
}

function said({ status, intervals, note, document }: Statement): Statement {
  return { status, intervals, ...(note && { note }), ...(document && { document }) }
}

export function timeOutside(meeting: Window, zone: string): string {
  const [from, to] = [localTime(meeting.starts_at, zone), localTime(meeting.ends_at, zone)]
  return m.attendance_error_time_outside({ from, to })
}

/** So long before a meeting begins and after it ends a time on paper can be somebody's. */
const minutesAround = 180

/** The moments at which somebody can have arrived at a meeting when a clock on the wall showed `time`: before it was over. */
export function arrivalsAt(meeting: Window, time: string, zone: string): string[] {
  return momentsAround(meeting, time, zone).filter((moment) => moment < meeting.ends_at)
}

/** The same of leaving: after it had begun. */
export function leavingsAt(meeting: Window, time: string, zone: string): string[] {
  return momentsAround(meeting, time, zone).filter((moment) => moment > meeting.starts_at)
}

/**
 * The moments around a meeting at which a clock on the wall shows `time` (HH:MM), those within it first: on the next day when it
 * passes midnight, and two of them in the hour that an autumn night has twice. None for what is no time. Times around the meeting
 * are kept as they are, and credited within it.
 */
function momentsAround(meeting: Window, time: string, zone: string): string[] {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return []
  const [from, to] = [
    minutesLater(meeting.starts_at, -minutesAround),
    minutesLater(meeting.ends_at, minutesAround),
  ]
  const found = [
    ...new Set([from, meeting.starts_at, meeting.ends_at, to].map((one) => localDate(one, zone))),
  ]
    .map((day) => momentOf(day, time, zone))
    .flatMap((moment) => {
      const hourLater = minutesLater(moment, 60)
      return localTime(hourLater, zone) === time ? [moment, hourLater] : [moment]
    })
    .filter((moment) => moment >= from && moment <= to)
  const isWithin = (moment: string) => moment >= meeting.starts_at && moment <= meeting.ends_at
  return [...found.filter(isWithin), ...found.filter((moment) => !isWithin(moment))]
}

function minutesLater(moment: string, minutes: number): string {
  return new Date(Date.parse(moment) + minutes * 60_000).toISOString()
}
