// SPDX-License-Identifier: AGPL-3.0-or-later
// Which mark stands. Nothing else says what `superseded_by` and a withdrawal mean, neither in a query nor of rows that were read.
import type { ExpressionBuilder } from 'kysely'
import type { Database, MarkStatus } from '#db/schema.ts'

/** A condition for a query's `where`, or for the join that brings the marks: those that nothing supersedes, and that say something. */
export function inForce(eb: ExpressionBuilder<Database, 'mark'>) {
  return eb.and([eb('mark.superseded_by', 'is', null), eb('mark.status', '!=', 'withdrawn')])
}

type Kept = { superseded_by: string | null; status: MarkStatus }

/** The same of a mark that was read. */
export function isInForce(mark: Kept): boolean {
  return !isSuperseded(mark) && mark.status !== 'withdrawn'
}

/** Whether another statement stands in its place: one that came later. */
export function isSuperseded(mark: { superseded_by: string | null }): boolean {
  return mark.superseded_by !== null
}

/** Of all the marks of one person at one meeting, the one in force; the others are what it corrected. None where it was withdrawn. */
export function markInForce<Mark extends Kept>(marks: readonly Mark[] = []): Mark | undefined {
  return marks.find(isInForce)
}

/** Of the same, the statement that came last: the mark in force, or the withdrawal that leaves the person to be recorded. */
export function lastStatement<Mark extends Kept>(marks: readonly Mark[] = []): Mark | undefined {
  return marks.find((mark) => !isSuperseded(mark))
}
