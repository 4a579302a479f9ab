// SPDX-License-Identifier: AGPL-3.0-or-later
// A device's clock is wrong, and what it kept arrives late: when what it says was said.

export type DeviceTime = {
  /** By the device's clock: when it was said, and when it was sent. */
  at: string
  sent_at: string
  /** By ours: when the page was given on which it was said, and when it arrived. */
  given: string
  arrived: string
}

/**
 * The moment of a statement by our clock: the device's, corrected by the difference between the clocks when it was sent; never
 * after it arrived, nor before its page was given.
 */
export function saidAt({ at, sent_at, given, arrived }: DeviceTime): string {
  const corrected = Date.parse(at) + Date.parse(arrived) - Date.parse(sent_at)
  const latest = Date.parse(arrived)
  const earliest = Math.min(Date.parse(given), latest)
  return new Date(Math.max(earliest, Math.min(corrected, latest))).toISOString()
}
