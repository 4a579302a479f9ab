// SPDX-License-Identifier: AGPL-3.0-or-later
// From the times written in a report to moments. Which number of a date is the day is decided by the report as a whole and by
// the meeting's own day, and never guessed.

import { AppError } from '#base/error.ts'
import { cutText } from '#base/i18n/cut-text.ts'
import { showDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate, localTime, momentOf } from '#base/i18n/zone.ts'
import { type ClockText, type DayOrder, dayOf, readClock, readDuration } from '#base/sheets/clock-text.ts'
import type { RecognisedReport, ReportLine } from './report-line.ts'
import type { Connection } from './segments.ts'

export type OfMeeting = { starts_at: string; ends_at: string }

/** Days of one report, as they are written: that of the meeting, the next, and those of calls tried out before. */
const mostDays = 31

type Read = { line: ReportLine; in: ClockText | null; out: ClockText | null }

/** Every line with its moments. Refuses a time that cannot be read, a report of another day, and a day that is uncertain. */
export function momentsOf(
  report: RecognisedReport,
  meeting: OfMeeting,
  zone: string,
): { line: ReportLine; connection: Connection }[] {
  const lines = report.lines.map((line): Read => {
    return { line, in: clockOf(line, line.in), out: clockOf(line, line.out) }
  })
  const days = [...new Set([meeting.starts_at, meeting.ends_at].map((moment) => localDate(moment, zone)))]
  const order = orderOf(lines, report, days, zone)
  const momentsAt = clockIn(report.zone ?? zone)
  return lines.map((read) => {
    const connection = connectionOf(read, { order, days, momentsAt, meeting })
    refuseGap(read.line, connection)
    return { line: read.line, connection }
  })
}

function clockOf(line: ReportLine, text: string | null): ClockText | null {
  if (text === null) return null
  const clock = readClock(text)
  if (!clock) throw refused(m.online_error_time({ line: line.number, text: cutText(text, 60) }))
  return clock
}

/** The order under which the report is of the meeting's day; that of the only possible reading otherwise refuses, by name. */
function orderOf(lines: readonly Read[], report: RecognisedReport, days: string[], zone: string): DayOrder {
  const clocks = lines.flatMap((read) => [read.in, read.out]).filter((clock) => clock?.date)
  const written = new Set(clocks.map((clock) => JSON.stringify(clock?.date)))
  if (written.size > mostDays) throw refused(m.online_error_days({ most: mostDays }))
  // Only what is written in another zone may be of another day here than it says.
  const elsewhere = report.zone !== null && report.zone !== zone ? clockIn(report.zone) : null
  const orders = report.order === null ? (['day_first', 'month_first'] as const) : [report.order]
  const readings = orders.flatMap((order) => {
    const dates = clocks.map((clock) => dateOf(clock, order, elsewhere, zone))
    return dates.includes(null) ? [] : [{ order, dates: new Set(dates) }]
  })
  if (readings.length === 0) throw refused(m.online_error_dates())
  const fitting = readings.filter(({ dates }) => days.some((day) => dates.has(day)))
  const [first, second] = fitting
  if (clocks.length === 0) {
    refuseOtherDay(report.days, days)
    return 'day_first'
  }
  const named = (dates: Set<string | null>) =>
    [...dates]
      .sort()
      .slice(0, 3)
      .map((date) => showDate(date ?? ''))
      .join(', ')
  const meeting = days.map((day) => showDate(day)).join(', ')
  const [one, other] = readings
  if (!first && one && other && named(one.dates) !== named(other.dates)) {
    throw refused(m.online_error_ambiguous({ one: named(one.dates), other: named(other.dates), meeting }))
  }
  if (!first) throw refused(m.online_error_other_day({ days: one ? named(one.dates) : '', meeting }))
  if (second && named(first.dates) !== named(second.dates)) {
    throw refused(m.online_error_ambiguous({ one: named(first.dates), other: named(second.dates), meeting }))
  }
  return first.order
}

/** Times without a date are of the meeting's day, unless the lines above them name another. */
function refuseOtherDay(named: string[], days: string[]): void {
  const near = (day: string) => days.some((own) => Math.abs(Date.parse(day) - Date.parse(own)) <= 86_400_000)
  if (named.length === 0 || named.some(near)) return
  const meeting = days.map((day) => showDate(day)).join(', ')
  const some = named.slice(0, 3).map((day) => showDate(day))
  throw refused(m.online_error_other_day({ days: some.join(', '), meeting }))
}

/** The local day of a date as written; null when the calendar has none under this order. */
function dateOf(
  clock: ClockText | null,
  order: DayOrder,
  elsewhere: Clock | null,
  zone: string,
): string | null {
  const day = clock?.date ? dayOf(clock.date, order) : null
  if (!clock || day === null) return null
  if (!elsewhere && clock.offset === null) return day
  const [moment] = (elsewhere ?? clockIn(zone))(day, clock)
  return moment === undefined ? null : localDate(moment, zone)
}

type How = { order: DayOrder; days: string[]; momentsAt: Clock; meeting: OfMeeting }

function connectionOf({ line, in: entry, out }: Read, how: How): Connection {
  const seconds = line.duration === null ? null : readDuration(line.duration)
  const entries = entry ? possible(entry, how) : []
  const exits = out ? possible(out, how) : []
  if (!entry || !out) return { in: entries[0] ?? null, out: exits[0] ?? null }
  const pairs = entries.flatMap((from) =>
    exits.filter((to) => to >= from).map((to) => ({ in: from, out: to })),
  )
  // On the night the clocks go back an hour comes twice: the platform's own duration tells which.
  const apart = (pair: { in: string; out: string }) =>
    seconds === null ? 0 : Math.abs(Date.parse(pair.out) - Date.parse(pair.in) - seconds * 1000)
  const [best] = pairs
    .map((pair, at) => ({ pair, at }))
    .sort((a, b) => apart(a.pair) - apart(b.pair) || a.at - b.at)
  if (!best) throw refused(m.online_error_backwards({ line: line.number, name: cutText(line.name, 60) }))
  return best.pair
}

/** The moments a time may mean, likeliest first. Without a date it is of the meeting's day, or of its second after midnight. */
function possible(clock: ClockText, { order, days, momentsAt, meeting }: How): string[] {
  if (clock.date) {
    const day = dayOf(clock.date, order)
    return day === null ? [] : momentsAt(day, clock)
  }
  const middle = (Date.parse(meeting.starts_at) + Date.parse(meeting.ends_at)) / 2
  const away = (moment: string) => Math.abs(Date.parse(moment) - middle)
  return days.flatMap((day) => momentsAt(day, clock)).sort((a, b) => away(a) - away(b))
}

/** The moments of a time on a day: one, or two on the night the clocks go back. */
type Clock = (day: string, clock: ClockText) => string[]

function clockIn(zone: string): Clock {
  // A report of thousands of lines has few minutes, and finding a zone's distance from UTC is slow.
  const known = new Map<string, number[]>()
  return (day, { hour, minute, second, offset }) => {
    const time = `${twoDigits(hour)}:${twoDigits(minute)}`
    const key = `${day} ${time} ${offset}`
    const minutes = known.get(key) ?? minutesOf(day, time, offset, zone)
    known.set(key, minutes)
    return minutes.map((start) => new Date(start + second * 1000).toISOString())
  }
}

function minutesOf(day: string, time: string, offset: number | null, zone: string): number[] {
  if (offset !== null) return [Date.parse(`${day}T${time}:00Z`) - offset * 60_000]
  const first = Date.parse(momentOf(day, time, zone))
  const again = new Date(first + 3_600_000).toISOString()
  const twice = localDate(again, zone) === day && localTime(again, zone) === time
  return twice ? [first, first + 3_600_000] : [first]
}

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** First entry and last exit are a stay only if nothing lies between: the platform's duration says so. */
function refuseGap(line: ReportLine, { in: entry, out }: Connection): void {
  if (!line.summary || entry === null || out === null) return
  const seconds = line.duration === null ? null : readDuration(line.duration)
  const apart = (Date.parse(out) - Date.parse(entry)) / 1000
  if (seconds !== null && Math.abs(apart - seconds) <= 60) return
  throw refused(m.online_error_summary({ line: line.number, name: cutText(line.name, 60) }))
}

function refused(message: string): AppError {
  return new AppError('invalid', message, 'file')
}
