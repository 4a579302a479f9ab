// SPDX-License-Identifier: AGPL-3.0-or-later
// A dated part of an edition as a person types it: a date and clock times in the installation's zone.
import { z } from 'zod'
import { calendarDate, clockTime, line, text } from '#app/http/fields.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { localDate, localTime, momentOf } from '#app/i18n/zone.ts'

export const meetingModes = ['in_person', 'virtual_class', 'hybrid', 'webinar'] as const
export type MeetingMode = (typeof meetingModes)[number]

const webAddress = z.url({ protocol: /^https?$/, error: () => m.editions_link_rule() }).max(1000)

const fields = z.object({
  title: line(200).optional(),
  date: calendarDate.optional(),
  start: clockTime.optional(),
  end: clockTime.optional(),
  break_from: clockTime.optional(),
  break_to: clockTime.optional(),
  mode: z.enum(meetingModes).default('in_person'),
  venue: line(200).optional(),
  link: webAddress.optional(),
})

type Typed = z.output<typeof fields>
export type TypedMeeting = Typed & { date: string; start: string; end: string }
type Fault = { path: string; message: string }

/** One meeting, all of it. */
export const typedMeeting = fields.transform((typed, context) =>
  whole(typed, (fault) => refuse(context, fault)),
)

/** Several, of which the ones left empty are ignored. */
export const typedMeetings = z
  .array(
    fields.transform((typed, context) =>
      isBlank(typed) ? null : whole(typed, (fault) => refuse(context, fault)),
    ),
  )
  .max(50)
  .default([])
  .transform((meetings) => meetings.filter((meeting) => meeting !== null))

function isBlank({ mode: _mode, ...rest }: Typed): boolean {
  return Object.values(rest).every((value) => value === undefined)
}

function refuse(context: z.RefinementCtx, { path, message }: Fault): void {
  context.addIssue({ code: 'custom', path: [path], message })
}

// A night meeting (23:30-00:30) ends on the day after; a longer "night" is a typing mistake.
const longestNight = 8 * 60

function whole(typed: Typed, fault: (fault: Fault) => void): TypedMeeting {
  const { date, start, end, break_from, break_to } = typed
  const required = { date, start, end }
  for (const [path, value] of Object.entries(required)) {
    if (value === undefined) fault({ path, message: m.editions_meeting_wants_times() })
  }
  if (date === undefined || start === undefined || end === undefined) return z.NEVER
  const length = minutesBetween(start, end)
  if (start === end || (end < start && length > longestNight)) {
    fault({ path: 'end', message: m.editions_meeting_ends_before() })
  }
  if ((break_from === undefined) !== (break_to === undefined)) {
    fault({
      path: break_to === undefined ? 'break_to' : 'break_from',
      message: m.editions_break_wants_both(),
    })
  } else if (break_from !== undefined && break_to !== undefined) {
    const from = minutesBetween(start, break_from)
    const to = minutesBetween(start, break_to)
    if (from >= to || to > length) fault({ path: 'break_to', message: m.editions_break_outside() })
  }
  return { ...typed, date, start, end }
}

// By the clock, going past midnight if need be.
function minutesBetween(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return (minutes(to) - minutes(from) + 1440) % 1440
}

/** The moments of a typed meeting in a zone. Times before its start are of the day after. */
export function meetingTimes({ date, start, end, break_from, break_to }: TypedMeeting, zone: string) {
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const moment = (time: string) => momentOf(time < start ? next : date, time, zone)
  const breaks = break_from && break_to ? [{ from: moment(break_from), to: moment(break_to) }] : []
  return { starts_at: moment(start), ends_at: moment(end), breaks }
}

type Kept = {
  title: string
  starts_at: string
  ends_at: string
  breaks: readonly { from: string; to: string }[]
  mode: MeetingMode
  venue: string | null
  link: string | null
}

/** A kept meeting as its form shows it: the opposite of `meetingTimes`, of its first break. */
export function typedFrom(meeting: Kept, zone: string) {
  const pause = meeting.breaks[0]
  return {
    title: meeting.title,
    date: localDate(meeting.starts_at, zone),
    start: localTime(meeting.starts_at, zone),
    end: localTime(meeting.ends_at, zone),
    break_from: pause && localTime(pause.from, zone),
    break_to: pause && localTime(pause.to, zone),
    mode: meeting.mode,
    venue: meeting.venue ?? undefined,
    link: meeting.link ?? undefined,
  }
}

/** Adding one meeting; `id` is given by the page, so that a form sent twice adds one. */
export const newMeetingSchema = z.intersection(z.object({ id: z.uuid() }), typedMeeting)

/** Changing one; the reason is asked for when its times change. */
export const changedMeetingSchema = z.intersection(z.object({ reason: text(500).optional() }), typedMeeting)

export const cancelledMeetingSchema = z.object({ reason: text(500) })
