// SPDX-License-Identifier: AGPL-3.0-or-later
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { MarkRole, MarkSource } from '#db/schema.ts'
import { teachingRoleName } from '#plan/meetings/words.ts'
import type { ReasonRule } from './change.ts'
import type { ShownStatus } from './mark.ts'
import type { Early } from './too-early.ts'

const statuses: Record<ShownStatus, () => string> = {
  present: m.words_present,
  late: m.attendance_status_late,
  left_early: m.attendance_status_left_early,
  partial: m.attendance_status_partial,
  absent: m.words_absent,
  excused: m.attendance_status_excused,
  withdrawn: m.attendance_status_withdrawn,
}

export function statusName(status: ShownStatus): string {
  return statuses[status]()
}

const sources: Record<MarkSource, () => string> = {
  trainer: m.attendance_source_trainer,
  self: m.attendance_source_self,
  paper: m.attendance_source_paper,
  platform_log: m.attendance_source_platform_log,
  import: m.attendance_source_import,
}

export function sourceName(source: MarkSource): string {
  return sources[source]()
}

export function roleName(role: MarkRole): string {
  return role === 'participant' ? m.words_participant() : teachingRoleName(role)
}

const reasonHints: Record<ReasonRule, () => string> = {
  running: m.attendance_reason_hint,
  over: m.attendance_reason_hint_over,
  settled: m.attendance_reason_hint_settled,
}

export function reasonHint(rule: ReasonRule): string {
  return reasonHints[rule]()
}

/** Why a statement cannot be made yet, in words. */
export function earlyName(early: Early, meeting: { starts_at: string }): string {
  if (early === 'future') return m.attendance_error_future()
  return m.attendance_error_not_begun({ time: showTime(meeting.starts_at) })
}
