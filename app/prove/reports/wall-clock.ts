// SPDX-License-Identifier: AGPL-3.0-or-later
import { localDate, localTime } from '#base/i18n/zone.ts'

/** A moment as the clock on the wall shows it, to the second: `2026-02-05T09:30:15`. */
export type WallClock = (moment: string) => string

/** Finding a time in a zone is slow, and the people of a meeting come and go at the same moments. */
export function wallClock(zone: string): WallClock {
  const known = new Map<string, string>()
  return (moment) => {
    const kept = known.get(moment)
    if (kept !== undefined) return kept
    // No zone differs from UTC by seconds.
    const wall = `${localDate(moment, zone)}T${localTime(moment, zone)}:${moment.slice(17, 19)}`
    if (known.size >= 1000) known.clear()
    known.set(moment, wall)
    return wall
  }
}
