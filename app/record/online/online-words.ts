// SPDX-License-Identifier: AGPL-3.0-or-later

import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Interval } from '#record/marks/minutes.ts'
import { secondsOf } from './segments.ts'

/** A moment by the clock, to the second: 11:02:13. Zones differ from one another by whole minutes. */
export function clockName(moment: string): string {
  return `${showTime(moment)}:${moment.slice(17, 19)}`
}

/** "10:58:13–11:48:20, 12:00:20–13:30:40" */
export function connectionsName(intervals: readonly Interval[]): string {
  if (intervals.length === 0) return m.online_no_connection()
  return intervals.map((one) => `${clockName(one.in)}–${clockName(one.out)}`).join(', ')
}

/** Connected time as h:mm:ss. */
export function connectedName(intervals: readonly Interval[]): string {
  return secondsName(secondsOf(intervals))
}

/** Seconds as h:mm:ss (8413 is 2:20:13). */
export function secondsName(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
