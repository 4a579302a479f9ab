// SPDX-License-Identifier: AGPL-3.0-or-later
// From a meeting as it is typed to its moments, and back.
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate, localTime, momentOf } from '#base/i18n/zone.ts'
import { breakFields, type MeetingMode, type TypedMeeting } from './meeting.ts'

type Times = Pick<TypedMeeting, 'date' | 'start' | 'end' | (typeof breakFields)[number][number]>

/**
 * The moments of a typed meeting in a zone. Times before its start are of the day after. Refuses a time that the clock
 * of the zone jumps over (02:30 of the last Sunday of March), at the field `path` and its name.
 */
export function meetingTimes(typed: Times, zone: string, path = '') {
  const { date, start } = typed
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const moment = (field: Exclude<keyof Times, 'date'>) => {
    const time = typed[field] ?? ''
    const found = momentOf(time < start ? next : date, time, zone)
    if (localTime(found, zone) === time) return found
    throw new AppError('invalid', m.editions_time_jumped_over({ time }), path + field)
  }
  const breaks = breakFields
    .filter(([from, to]) => typed[from] && typed[to])
    .map(([from, to]) => ({ from: moment(from), to: moment(to) }))
    .sort((one, other) => (one.from < other.from ? -1 : 1))
  return { starts_at: moment('start'), ends_at: moment('end'), breaks }
}

/** A typed meeting as it is kept. */
export function meetingOf(typed: TypedMeeting, zone: string, path?: string) {
  const { title, mode, venue, link, check_in_before, check_in_after } = typed
  return { ...meetingTimes(typed, zone, path), title, mode, venue, link, check_in_before, check_in_after }
}

type Kept = {
  title: string
  starts_at: string
  ends_at: string
  breaks: readonly { from: string; to: string }[]
  mode: MeetingMode
  venue: string | null
  link: string | null
  check_in_before: number
  check_in_after: number
}

/** A kept meeting as its form shows it: the opposite of `meetingTimes`, of its first breaks. */
export function typedFrom(meeting: Kept, zone: string) {
  const time = (moment: string | undefined) => moment && localTime(moment, zone)
  const pauses = breakFields.flatMap(([from, to], index) => [
    [from, time(meeting.breaks[index]?.from)],
    [to, time(meeting.breaks[index]?.to)],
  ])
  return {
    title: meeting.title,
    date: localDate(meeting.starts_at, zone),
    start: localTime(meeting.starts_at, zone),
    end: localTime(meeting.ends_at, zone),
    ...(Object.fromEntries(pauses) as Record<(typeof breakFields)[number][number], string | undefined>),
    mode: meeting.mode,
    venue: meeting.venue ?? undefined,
    link: meeting.link ?? undefined,
    check_in_before: String(meeting.check_in_before),
    check_in_after: String(meeting.check_in_after),
  }
}
