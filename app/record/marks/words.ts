// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { MarkRole, MarkSource } from '#db/schema.ts'
import { teachingRoleName } from '#plan/meetings/words.ts'
import type { ReasonRule } from './change.ts'
import type { ShownStatus } from './mark.ts'

const statuses: Record<ShownStatus, () => string> = {
  present: m.words_present,
  late: m.attendance_status_late,
  left_early: m.attendance_status_left_early,
  partial: m.attendance_status_partial,
  absent: m.words_absent,
  excused: m.attendance_status_excused,
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
