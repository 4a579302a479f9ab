// SPDX-License-Identifier: AGPL-3.0-or-later
// What the report of distance learning says, in words.

import { m } from '#base/i18n/paraglide/messages.js'
import { roleName, sourceName, statusName } from '#record/marks/words.ts'
import type { FadEntry, FadMeeting, FadRole, FadTests } from './fad-report.ts'
import { matchName, versionName } from './report.ts'

export function fadRoleName(role: FadRole | null): string {
  if (role === null) return m.online_fad_unknown()
  return role === 'not_enrolled' ? m.words_not_enrolled() : roleName(role)
}

/** "Microsoft Teams, versione 25.1 · Zoom" */
export function platformsName(meetings: readonly FadMeeting[]): string {
  const names = meetings.flatMap(({ files }) => files.map(versionName))
  return [...new Set(names)].join(' · ') || m.online_fad_no_platform()
}

/** How somebody's presence is known: the platform and how they were recognised, or the register. */
export function evidenceName(entry: FadEntry): string {
  const { role, state, matched_by, resolved_by, reason, source, status } = entry
  if (state === 'set_aside') return m.online_row_set_aside({ reason: reason ?? '' })
  if (state === 'waiting') return m.online_fad_waiting()
  if (state === 'walk_in') return m.online_fad_walk_in()
  const recognised =
    matched_by === null
      ? null
      : resolved_by
        ? m.online_fad_recognised_by({ how: matchName(matched_by), name: resolved_by })
        : m.online_fad_recognised({ how: matchName(matched_by) })
  const registered = entry.no_show ? m.online_no_show() : null
  const recorded = source === null || source === 'platform_log' ? null : sourceName(source)
  const unmarked = status === null && role !== null && role !== 'not_enrolled'
  const word = unmarked
    ? m.attendance_status_unmarked()
    : status !== null && status !== 'present'
      ? statusName(status)
      : null
  return [recognised, registered, recorded, word].filter((part) => part !== null).join(' · ')
}

/** "3 di 4" quizzes passed. */
export function testsName(tests: FadTests | null): string {
  return tests === null ? '–' : m.online_fad_passed({ passed: tests.passed, of: tests.of })
}
