// SPDX-License-Identifier: AGPL-3.0-or-later
// Who of those added at a meeting's door still waits to be recognised. Nothing else says what a match and a withdrawal mean.
import type { ExpressionBuilder } from 'kysely'
import type { Database } from '#db/schema.ts'

/** A condition for a query of walk-ins: there, as it was said at the door, and not yet matched with the register of persons. */
export function unmatched(eb: ExpressionBuilder<Database, 'walk_in'>) {
  return eb.and([eb('walk_in.person_id', 'is', null), eb('walk_in.withdrawn_at', 'is', null)])
}

export type WalkInState = 'waiting' | 'matched' | 'withdrawn'

/** The same of one that was read. */
export function walkInState(row: { person_id: string | null; withdrawn_at: string | null }): WalkInState {
  if (row.withdrawn_at !== null) return 'withdrawn'
  return row.person_id === null ? 'waiting' : 'matched'
}
