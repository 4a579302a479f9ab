// SPDX-License-Identifier: AGPL-3.0-or-later
// A dated part of an edition as a person types it: a date and clock times in the installation's zone.
import { z } from 'zod'
import { calendarDate, clockTime, line, text } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'

export const meetingModes = ['in_person', 'virtual_class', 'hybrid', 'webinar'] as const
export type MeetingMode = (typeof meetingModes)[number]

/** The names of the fields of a meeting's breaks: as many as may be typed. */
export const breakFields = [
  ['break_from', 'break_to'],
  ['break_2_from', 'break_2_to'],
  ['break_3_from', 'break_3_to'],
] as const

/** Self check-in begins and ends so many minutes from the start, unless the meeting says otherwise. */
export const usualCheckIn = { check_in_before: 30, check_in_after: 30 }

/** Closed or locked: what it says is settled, and changes only with a reason and a new version (domain.md 4.1, rule 5). */
export function isSettled({ state }: { state: string }): boolean {
  return state === 'closed' || state === 'locked'
}

const webAddress = z
  .string()
  .max(1000)
  .pipe(z.url({ protocol: /^https?$/, error: () => m.editions_link_rule() }))

const minutesFromStart = z.coerce.number().int().min(0).max(240)

const fields = z.object({
  title: line(200).optional(),
  date: calendarDate.optional(),
  start: clockTime.optional(),
  end: clockTime.optional(),
  break_from: clockTime.optional(),
  break_to: clockTime.optional(),
  break_2_from: clockTime.optional(),
  break_2_to: clockTime.optional(),
  break_3_from: clockTime.optional(),
  break_3_to: clockTime.optional(),
  mode: z.enum(meetingModes).default('in_person'),
  venue: line(200).optional(),
  link: webAddress.optional(),
  check_in_before: minutesFromStart.optional(),
  check_in_after: minutesFromStart.optional(),
})

type Typed = z.output<typeof fields>
export type TypedMeeting = Typed & { date: string; start: string; end: string }
type Fault = { path: string; message: string }

/** One meeting, all of it. */
export const typedMeeting = fields.transform((typed, context) =>
  whole(typed, (fault) => refuse(context, fault)),
)

/** As many as are typed with a new edition. */
export const mostMeetings = 50

/** Several, of which the ones left empty are ignored; `path` is where its fields are in the form. */
export const typedMeetings = z
  .array(
    fields.transform((typed, context) =>
      isBlank(typed) ? null : whole(typed, (fault) => refuse(context, fault)),
    ),
  )
  .max(mostMeetings)
  .default([])
  .transform((meetings) =>
    meetings.flatMap((meeting, index) =>
      meeting === null ? [] : [{ ...meeting, path: `meetings[${index}].` }],
    ),
  )

function isBlank({ mode: _mode, check_in_before: _before, check_in_after: _after, ...rest }: Typed): boolean {
  return Object.values(rest).every((value) => value === undefined)
}

function refuse(context: z.RefinementCtx, { path, message }: Fault): void {
  context.addIssue({ code: 'custom', path: [path], message })
}

// A night meeting (23:30-00:30) ends on the day after; a longer "night" is a typing mistake.
const longestNight = 8 * 60

function whole(typed: Typed, fault: (fault: Fault) => void): TypedMeeting {
  const { date, start, end } = typed
  const required = { date, start, end }
  for (const [path, value] of Object.entries(required)) {
    if (value === undefined) fault({ path, message: m.editions_meeting_wants_times() })
  }
  if (date === undefined || start === undefined || end === undefined) return z.NEVER
  const length = minutesBetween(start, end)
  if (start === end || (end < start && length > longestNight)) {
    fault({ path: 'end', message: m.editions_meeting_ends_before() })
  } else {
    checkBreaks(typed, start, length, fault)
  }
  return { ...typed, date, start, end }
}

function checkBreaks(typed: Typed, start: string, length: number, fault: (fault: Fault) => void): void {
  const taken: { from: number; to: number }[] = []
  for (const [fromField, toField] of breakFields) {
    const [first, last] = [typed[fromField], typed[toField]]
    if (first === undefined && last === undefined) continue
    if (first === undefined || last === undefined) {
      fault({ path: last === undefined ? toField : fromField, message: m.editions_break_wants_both() })
      continue
    }
    const pause = { from: minutesBetween(start, first), to: minutesBetween(start, last) }
    if (pause.from >= pause.to || pause.to > length) {
      fault({ path: toField, message: m.editions_break_outside() })
    } else if (taken.some((other) => pause.from < other.to && other.from < pause.to)) {
      fault({ path: fromField, message: m.editions_break_overlaps() })
    } else {
      taken.push(pause)
    }
  }
  const paused = taken.reduce((sum, pause) => sum + pause.to - pause.from, 0)
  if (paused >= length) fault({ path: 'break_to', message: m.editions_breaks_are_all() })
}

// By the clock, going past midnight if need be.
function minutesBetween(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return (minutes(to) - minutes(from) + 1440) % 1440
}

/** Adding one meeting; `id` is given by the page, so that a form sent twice adds one. */
export const newMeetingSchema = z.intersection(z.object({ id: z.uuid() }), typedMeeting)

/** Changing one; the reason is asked for when its times change. */
export const changedMeetingSchema = z.intersection(z.object({ reason: text(500).optional() }), typedMeeting)

export const cancelledMeetingSchema = z.object({ reason: text(500) })
