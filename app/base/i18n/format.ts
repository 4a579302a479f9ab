// SPDX-License-Identifier: AGPL-3.0-or-later
// Moments, dates, hours and numbers as people read them. Moments are UTC and shown in the installation's zone.
import { getLocale } from '#base/i18n/paraglide/runtime.js'

// One zone per installation (TZ_DISPLAY), set once at start; the browser bundle keeps the default.
let zone = 'Europe/Rome'

export function showTimesIn(timeZone: string): void {
  zone = timeZone
  formats.clear()
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, options: Intl.DateTimeFormatOptions, timeZone = zone): Intl.DateTimeFormat {
  const language = getLocale() === 'en' ? 'en-GB' : 'it-IT'
  const key = `${language} ${name}`
  const kept = formats.get(key) ?? new Intl.DateTimeFormat(language, { timeZone, ...options })
  formats.set(key, kept)
  return kept
}

const numericDate = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
const clockTime = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** Calendar date YYYY-MM-DD as 05/02/2026. */
export function showDate(date: string): string {
  return format('date', numericDate, 'UTC').format(new Date(`${date}T00:00:00Z`))
}

/** Moment's date as "giovedì 5 febbraio 2026". */
export function showDay(moment: string): string {
  return format('day', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(moment),
  )
}

/** A month YYYY-MM as "febbraio 2026". */
export function showMonth(month: string): string {
  return format('month', { month: 'long', year: 'numeric' }, 'UTC').format(new Date(`${month}-01T00:00:00Z`))
}

/** Moment's date as 05/02/2026, in the installation's zone. */
export function showMomentDate(moment: string): string {
  return format('moment date', numericDate).format(new Date(moment))
}

/** Moment as 11:00. */
export function showTime(moment: string): string {
  return format('time', clockTime).format(new Date(moment))
}

/** Moment as 05/02/2026, 11:00. */
export function showMoment(moment: string): string {
  return format('moment', { ...numericDate, ...clockTime }).format(new Date(moment))
}

/** Minutes as h:mm (810 is 13:30). */
export function showHours(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** Minutes in words: 810 is "13 h 30 min", 45 is "45 min". */
export function showDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** Hundredths of a percent as 63 % (rounded down, so that 99.9 % is never shown as all). */
export function showPercent(hundredths: number): string {
  return `${showNumber(Math.floor(hundredths / 100))}\u00a0%`
}

/** Several names in one sentence: "Anna, Bruno e Carla". */
export function showList(names: readonly string[]): string {
  const language = getLocale() === 'en' ? 'en-GB' : 'it-IT'
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}

const numbers = new Map<string, Intl.NumberFormat>()

export function showNumber(value: number): string {
  const language = getLocale() === 'en' ? 'en-GB' : 'it-IT'
  const kept = numbers.get(language) ?? new Intl.NumberFormat(language)
  numbers.set(language, kept)
  return kept.format(value)
}
