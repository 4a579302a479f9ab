// SPDX-License-Identifier: AGPL-3.0-or-later
// What cannot be said yet: the register is evidence of what was (domain.md 4.1), so nobody is present before it happened.
import { hasTimes, type Statement } from './mark.ts'

export type Early = 'not_begun' | 'future'

/**
 * Why a statement cannot have been made at a moment; null when it can. not_begun: the meeting had not, and who is or is not there
 * is not known; only who is excused is. future: it says presence from a moment that was still to come. A presence that runs to
 * the end of a meeting under way means "until the end", and the page is not closed before it.
 */
export function tooEarly(
  { status, intervals }: Pick<Statement, 'status' | 'intervals'>,
  meeting: { starts_at: string },
  stated_at: string,
): Early | null {
  if (status === 'excused' || status === 'withdrawn') return null
  if (stated_at < meeting.starts_at) return 'not_begun'
  return hasTimes(status) && intervals.some((interval) => interval.in > stated_at) ? 'future' : null
}
