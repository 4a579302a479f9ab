// SPDX-License-Identifier: AGPL-3.0-or-later
// Lines of a list of who came and went: one event each.
import { joinedAndLeft } from './joined-left.ts'
import { type Columns, cell, cellOrNull, headingOf, nameIn } from './report-columns.ts'
import type { ReportLine, Row } from './report-line.ts'

/** A list's lines; a word that is neither coming nor going gives a line without any time. */
export function eventLines(rows: readonly Row[], columns: Columns): ReportLine[] {
  const events = rows.map((row) => {
    return { row, person: personOf(row, columns), action: cell(row.cells, columns.action) }
  })
  const words = joinedAndLeft(events.map(({ person, action }) => ({ who: keyOf(person), action })))
  return events.map(({ row, person, action }) => {
    const at = cellOrNull(row.cells, columns.timestamp)
    const word = headingOf(action)
    const [enters, leaves] = [words.joined.has(word), words.left.has(word)]
    return { ...person, in: enters && !leaves ? at : null, out: leaves ? at : null, duration: null }
  })
}

/** Of two lines, whether they are of one person. */
export const keyOf = ({ name, email }: Pick<ReportLine, 'name' | 'email'>) =>
  email?.toLowerCase() ?? headingOf(name)

/** Who a line speaks of. */
export function personOf({ number, cells }: Row, columns: Columns) {
  return {
    number,
    name: nameIn(cells, columns),
    email: cellOrNull(cells, columns.email) ?? cellOrNull(cells, columns.upn),
    role: cellOrNull(cells, columns.role),
    waiting: false,
    summary: false,
    absent: false,
    call: null,
  }
}
