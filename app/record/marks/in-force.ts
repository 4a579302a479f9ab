// SPDX-License-Identifier: AGPL-3.0-or-later
// Which mark stands. Nothing else says what `superseded_by` means, neither in a query nor of rows that were read.
import type { ExpressionBuilder } from 'kysely'
import type { Database } from '#db/schema.ts'

/** A condition for a query's `where`, or for the join that brings the marks: those that nothing supersedes. */
export function inForce(eb: ExpressionBuilder<Database, 'mark'>) {
  return eb('mark.superseded_by', 'is', null)
}

type Kept = { superseded_by: string | null }

/** The same of a mark that was read. */
export function isInForce(mark: Kept): boolean {
  return mark.superseded_by === null
}

/** Of all the marks of one person at one meeting, the one in force; the others are what it corrected. */
export function markInForce<Mark extends Kept>(marks: readonly Mark[] = []): Mark | undefined {
  return marks.find(isInForce)
}
