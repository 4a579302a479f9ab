// SPDX-License-Identifier: AGPL-3.0-or-later
// How much of a platform's report is taken. What is longer than a name, an address or a role ever is was not written by the
// platform but by somebody who means harm, or by mistake; it is cut where it is read, before any pattern sees it.

import { cutText } from '#base/i18n/cut-text.ts'
import { mostIntervals } from '#record/marks/mark.ts'
import type { ReportLine } from './report-line.ts'

const mostName = 300
const mostAddress = 254
const mostRole = 100

/** People of one report; a list of more is of no meeting that a register is kept of. */
export const mostPeople = 5000

/**
 * Times of connection of one person in one report, those that touch united; and in all the rows of a meeting's reports that are
 * that person: no mark takes more.
 */
export const mostConnections = mostIntervals

/** A name as it is shown and compared: rows kept before names had a bound may be longer. */
export function boundedName(name: string): string {
  return cutText(name, mostName)
}

/** A line with a name, an address and a role that are not too long, and whether one was. */
export function boundedLine(line: ReportLine): { line: ReportLine; isCut: boolean } {
  const { name, email, role } = line
  const isCut = name.length > mostName || (email?.length ?? 0) > mostAddress || (role?.length ?? 0) > mostRole
  if (!isCut) return { line, isCut }
  const cut = (text: string | null, most: number) => text && cutText(text, most)
  return {
    line: { ...line, name: boundedName(name), email: cut(email, mostAddress), role: cut(role, mostRole) },
    isCut,
  }
}
