// SPDX-License-Identifier: AGPL-3.0-or-later
// What does not agree in a project's own data (domain.md 1, fact 6). Nothing here blocks: it is said to the office.

import { m } from '#base/i18n/paraglide/messages.js'
import { labelOf, type TargetLine } from './target.ts'

export type ProjectFacts = {
  starts_on: string | null
  ends_on: string | null
  declared_months: number | null
  cup: string | null
}

export type Inconsistency = {
  code: 'no_start' | 'no_end' | 'end_before_start' | 'months' | 'no_cup' | 'target_sum' | 'meetings_outside'
  text: string
}

/** Every inconsistency of a project, most serious first. `meetingsOutside`: meetings not cancelled before its start or after its end. */
export function inconsistenciesOf(
  project: ProjectFacts,
  lines: readonly TargetLine[],
  meetingsOutside: number,
): Inconsistency[] {
  return [
    ...dateFaults(project),
    ...sumFaults(lines),
    ...outsideFaults(meetingsOutside),
    ...cupFaults(project),
  ]
}

function dateFaults({ starts_on, ends_on, declared_months }: ProjectFacts): Inconsistency[] {
  const missing: Inconsistency[] = []
  if (!starts_on) missing.push({ code: 'no_start', text: m.projects_check_no_start() })
  if (!ends_on) missing.push({ code: 'no_end', text: m.projects_check_no_end() })
  if (!starts_on || !ends_on) return missing
  if (ends_on < starts_on) return [{ code: 'end_before_start', text: m.projects_check_end_before_start() }]
  const months = monthsBetween(starts_on, ends_on)
  if (declared_months === null || declared_months === months) return []
  return [{ code: 'months', text: m.projects_check_months({ months, declared: declared_months }) }]
}

function cupFaults({ cup }: ProjectFacts): Inconsistency[] {
  return cup ? [] : [{ code: 'no_cup', text: m.projects_check_no_cup() }]
}

function outsideFaults(meetings: number): Inconsistency[] {
  return meetings > 0
    ? [{ code: 'meetings_outside', text: m.projects_check_meetings_outside({ n: meetings }) }]
    : []
}

/** The lines under a numbered one add up to it; where some are open, the others may not exceed it. */
function sumFaults(lines: readonly TargetLine[]): Inconsistency[] {
  return lines.flatMap((parent): Inconsistency[] => {
    const children = lines.filter((line) => line.parent_id === parent.id)
    if (parent.quantity === null || children.length === 0) return []
    const sum = children.reduce((total, child) => total + (child.quantity ?? 0), 0)
    const isOpen = children.some((child) => child.quantity === null)
    if (isOpen ? sum <= parent.quantity : sum === parent.quantity) return []
    const words = { line: labelOf(parent), sum, declared: parent.quantity }
    return [{ code: 'target_sum', text: m.projects_check_target_sum(words) }]
  })
}

/** Whole months from the first day to the last, both included: 1 April to 30 September of the next year is 18. */
export function monthsBetween(starts_on: string, ends_on: string): number {
  const start = new Date(`${starts_on}T00:00:00Z`)
  const after = new Date(Date.parse(`${ends_on}T00:00:00Z`) + 86_400_000)
  const months =
    (after.getUTCFullYear() - start.getUTCFullYear()) * 12 + after.getUTCMonth() - start.getUTCMonth()
  return after.getUTCDate() < start.getUTCDate() ? months - 1 : months
}
