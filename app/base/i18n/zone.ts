// SPDX-License-Identifier: AGPL-3.0-or-later
// From what a person types (a date and a clock time in the installation's zone) to a moment in UTC, and back.

const clocks = new Map<string, Intl.DateTimeFormat>()

// Making a format takes a hundred times as long as using it.
function clockOf(zone: string): Intl.DateTimeFormat {
  const kept =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
  clocks.set(zone, kept)
  return kept
}

/** The zone's distance from UTC at a moment, in minutes (Rome: 60 in winter, 120 in summer). */
function offsetAt(epoch: number, zone: string): number {
  const parts = clockOf(zone).formatToParts(epoch)
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  )
  return Math.round((local - Math.floor(epoch / 1000) * 1000) / 60_000)
}

/**
 * The moment of a local date (YYYY-MM-DD) and time (HH:MM). Of the two moments an autumn night has for 02:30 the first
 * is meant; a spring time that does not exist (02:30) is the moment one hour later by the clock.
 */
export function momentOf(date: string, time: string, zone: string): string {
  const wall = Date.parse(`${date}T${time}:00Z`)
  const before = offsetAt(wall - 86_400_000, zone)
  const after = offsetAt(wall + 86_400_000, zone)
  const first = wall - before * 60_000
  if (offsetAt(first, zone) === before) return new Date(first).toISOString()
  const second = wall - after * 60_000
  if (offsetAt(second, zone) === after) return new Date(second).toISOString()
  return new Date(first).toISOString()
}

/** A moment's local date, YYYY-MM-DD. */
export function localDate(moment: string, zone: string): string {
  const epoch = Date.parse(moment)
  return new Date(epoch + offsetAt(epoch, zone) * 60_000).toISOString().slice(0, 10)
}

/** A moment's local time, HH:MM. */
export function localTime(moment: string, zone: string): string {
  const epoch = Date.parse(moment)
  return new Date(epoch + offsetAt(epoch, zone) * 60_000).toISOString().slice(11, 16)
}

/** The last moment of a local date. */
export function endOfDay(date: string, zone: string): string {
  const next = new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return new Date(Date.parse(momentOf(next, '00:00', zone)) - 1).toISOString()
}
