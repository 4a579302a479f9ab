// SPDX-License-Identifier: AGPL-3.0-or-later
// Dates and times as platforms write them: 2/5/26, 11:02:13 AM · 05/02/2026, 11:02 · 2026-02-05T10:02:13Z · 11:02 · 5 feb 2026.

/** Day and month as written, in the order they were written; `order` is what the writing itself tells. */
type WrittenDate = { first: number; second: number; year: number; order: DayOrder | null }

export type DayOrder = 'day_first' | 'month_first'

export type ClockText = {
  date: WrittenDate | null
  hour: number
  minute: number
  second: number
  /** Minutes from UTC where the text names a zone. */
  offset: number | null
}

const months = [
  ['jan', 'gen'],
  ['feb'],
  ['mar'],
  ['apr'],
  ['may', 'mag'],
  ['jun', 'giu'],
  ['jul', 'lug'],
  ['aug', 'ago'],
  ['sep', 'set'],
  ['oct', 'ott'],
  ['nov'],
  ['dec', 'dic'],
]

/** No time and no duration is written in more characters. */
const longest = 80

/** Reads a time, with its date if it has one; null for what is no time. Which number is the day is not decided here. */
export function readClock(text: string): ClockText | null {
  if (text.length > longest) return null
  const plain = text
    .replace(/[\s\u00a0\u202f\u2009,]+/g, ' ')
    .trim()
    // "19/01/2021 à 09:58", "22. 7. 2026 19:00": a word between the date and the time, blanks within the date.
    .replace(/ (?:à|at|alle|alle ore|ore|um|o godz\.) (?=\d)/i, ' ')
    .replace(/^(\d{1,2})\. (\d{1,2})\. (?=\d{4}\b)/, '$1.$2.')
  const found =
    /^(?:(?<date>.+?)[ T])?(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.](?<second>\d{2})(?:[.]\d+)?)?(?: ?(?<half>[ap])\.? ?m\.?)?(?: ?(?<zone>Z|[A-Z]{3,4}(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}))?$/i.exec(
      plain,
    )?.groups
  if (!found) return null
  const date = found.date === undefined ? null : dateOf(found.date)
  if (found.date !== undefined && date === null) return null
  const hour = hourOf(Number(found.hour), found.half?.toLowerCase())
  const minute = Number(found.minute)
  const second = Number(found.second ?? 0)
  if (hour > 23 || minute > 59 || second > 59) return null
  const offset = found.zone === undefined ? null : offsetOf(found.zone.toUpperCase())
  return offset === undefined ? null : { date, hour, minute, second, offset }
}

/** Hours after noon with "PM"; Zoom in Italian writes 19:00 PM too. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === 'p' && hour < 12) return hour + 12
  return half === 'a' && hour === 12 ? 0 : hour
}

function dateOf(text: string): WrittenDate | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (iso)
    return { first: Number(iso[2]), second: Number(iso[3]), year: Number(iso[1]), order: 'month_first' }
  const numbers = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$/.exec(text)
  if (numbers) {
    const year = Number(numbers[3])
    const [first, second] = [Number(numbers[1]), Number(numbers[2])]
    return { first, second, year: year < 100 ? 2000 + year : year, order: null }
  }
  const words =
    /^(?:\p{L}+\.? )?(?:(\d{1,2}) (\p{L}{3})\p{L}*\.?|(\p{L}{3})\p{L}*\.? (\d{1,2})) (\d{4})$/u.exec(text)
  if (!words) return null
  const name = (words[2] ?? words[3] ?? '').toLowerCase()
  const month = months.findIndex((names) => names.includes(name)) + 1
  return month === 0
    ? null
    : { first: Number(words[1] ?? words[4]), second: month, year: Number(words[5]), order: 'day_first' }
}

/** Minutes from UTC; undefined for a zone of no fixed meaning. */
function offsetOf(zone: string): number | undefined {
  const named: Record<string, number> = {
    Z: 0,
    UTC: 0,
    GMT: 0,
    WET: 0,
    CET: 60,
    WEST: 60,
    CEST: 120,
    EET: 120,
    EEST: 180,
  }
  const found = /^([A-Z]*)(?:([+-])(\d{1,2}):?(\d{2})?)?$/.exec(zone)
  const base = found?.[1] ? named[found[1]] : 0
  if (!found || base === undefined) return undefined
  const minutes = Number(found[3] ?? 0) * 60 + Number(found[4] ?? 0)
  return base + (found[2] === '-' ? -minutes : minutes)
}

/** YYYY-MM-DD of a written date read in an order; null when the calendar has no such day. */
export function dayOf(date: WrittenDate, order: DayOrder): string | null {
  const dayFirst = (date.order ?? order) === 'day_first'
  const [day, month] = dayFirst ? [date.first, date.second] : [date.second, date.first]
  // The day before the first of the next month is the last of this one.
  const last = month >= 1 && month <= 12 ? new Date(Date.UTC(date.year, month, 0)).getUTCDate() : 0
  if (day < 1 || day > last) return null
  return `${date.year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Seconds of a duration: "1h 2m 3s", "1 h 2 min 3 s", "1 hr 5 min", "01:02:03", "63" (minutes); null for what is none. */
export function readDuration(text: string): number | null {
  if (text.length > longest) return null
  const plain = text
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .toLowerCase()
  const clock = /^(\d+):(\d{2})(?::(\d{2}))?$/.exec(plain)
  if (clock?.[3]) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  if (/^\d+$/.test(plain)) return Number(plain) * 60
  const parts =
    /^(?:(\d+) ?(?:h|hr|hrs|ore|ora|hours?|godz|std)\.?)? ?(?:(\d+) ?(?:m|min|minuti|minutes?)\.?)? ?(?:(\d+) ?(?:s|sec|sek|secondi|seconds?)\.?)?$/.exec(
      plain,
    )
  if (!parts || plain === '') return null
  return Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0)
}
