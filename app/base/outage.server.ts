// SPDX-License-Identifier: AGPL-3.0-or-later
// What cannot be done now, through nobody's fault: said to people in words, and to the log once.

import { m } from '#base/i18n/paraglide/messages.js'
import { type Outage, outageOf } from '#db/errors.server.ts'
import { minutesAfter, now } from './clock.server.ts'
import { AppError } from './error.ts'
import { log } from './log.server.ts'

/** The refusal (`unavailable`) that an error comes to when the database or the disk cannot serve now; null for a bug. */
export function unavailable(error: unknown): AppError | null {
  const outage = outageOf(error)
  if (!outage) return null
  noteOutage(outage, error)
  return new AppError('unavailable', words[outage]())
}

const words: Record<Outage, () => string> = {
  away: m.ui_outage_away,
  locked: m.ui_outage_locked,
  full: m.ui_outage_full,
  unwritable: m.ui_outage_unwritable,
  unknown: m.ui_outage_unknown,
}

/** The same for machines and the log. */
export const outageNames: Record<Outage, string> = {
  away: 'the database does not answer',
  locked: 'the database is locked',
  full: 'the disk is full',
  unwritable: 'the disk cannot be written',
  unknown: 'a commit was not answered',
}

const lastSeen = new Map<Outage, string>()

/** Writes an outage into the log: again only when it had not been seen for a minute. */
export function noteOutage(outage: Outage, error?: unknown): void {
  const [before, moment] = [lastSeen.get(outage), now()]
  lastSeen.set(outage, moment)
  if (before !== undefined && moment < minutesAfter(before, 1)) return
  log.error({ ...(error !== undefined && { err: error }), outage }, outageNames[outage])
}
