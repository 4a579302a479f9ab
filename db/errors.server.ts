// SPDX-License-Identifier: AGPL-3.0-or-later
// What a failed query means: the rule that refused it, or that the database itself cannot serve now.

/** Whether a write was refused by a unique constraint, on either engine. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(String(error.code))
}

/** The commit was sent and its answer never came: what was to be saved may be there, or not. */
export class UnknownOutcome extends Error {
  constructor(cause: unknown) {
    super('the connection was lost while committing', { cause })
    this.name = 'UnknownOutcome'
  }
}

/**
 * Why the database cannot serve for now: it is `away` (or does not answer in time), another holds its `locked` rows or file, the
 * disk is `full`, or cannot be written otherwise (`unwritable`); `unknown` is what UnknownOutcome says.
 */
export type Outage = 'away' | 'locked' | 'full' | 'unwritable' | 'unknown'

/** Why a query failed through no fault of its own; null when the fault is the query's or the program's. */
export function outageOf(error: unknown): Outage | null {
  if (!(error instanceof Error)) return null
  // By name: the bundle and the commands beside it each have a class of their own.
  if (error.name === 'UnknownOutcome') return 'unknown'
  const code = 'code' in error ? String(error.code) : ''
  const found = patterns.find(([pattern]) => pattern.test(code))
  if (found) return found[1]
  return lost.test(error.message) ? 'away' : null
}

// SQLite's names, PostgreSQL's five characters, the system's names.
const patterns: [RegExp, Outage][] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'locked'],
  [/^(SQLITE_FULL|53100|ENOSPC|EDQUOT)$/, 'full'],
  [/^(SQLITE_(IOERR|READONLY|CANTOPEN)\w*|58030|EROFS|EIO)$/, 'unwritable'],
  // A lock or an answer that did not come in time, and a deadlock: undone, and may succeed a moment later.
  [/^(55P03|57014|40P01|40001)$/, 'locked'],
  // Connections; shutting down, starting, too many; and a standby that writes are sent to after a failover.
  [/^(08\w{3}|57P0[1-5]|53[023]00|25006|25P0[34])$/, 'away'],
  [/^(ECONN(REFUSED|RESET|ABORTED)|ETIMEDOUT|EPIPE|EHOST(UNREACH|DOWN)|ENET(UNREACH|DOWN))$/, 'away'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'away'],
]

// What node-postgres says without a code.
const lost =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (has encountered a connection error|was closed)|Postgres connection has been discarded)/

/**
 * Whether a transaction that failed so was undone, and is worth a second try at once: not one whose answer did not come in time,
 * which would be waited for twice.
 */
export function isUndone(error: unknown): boolean {
  if (!(error instanceof Error) || /time(d ?)?out/i.test(error.message)) return false
  return outageOf(error) === 'away' || ('code' in error && /^(40P01|40001)$/.test(String(error.code)))
}
