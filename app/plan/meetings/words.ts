// SPDX-License-Identifier: AGPL-3.0-or-later
import { showDay, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { MeetingTable } from '#db/schema.ts'
import { type MeetingMode, meetingModes } from './meeting.ts'
import { type TeachingRole, teachingRoles } from './trainer.ts'

/** "giovedì 5 febbraio 2026, 11:00–13:30" */
export function whenName(meeting: { starts_at: string; ends_at: string }): string {
  const from = showTime(meeting.starts_at)
  return m.attendance_meeting_when({ day: showDay(meeting.starts_at), from, to: showTime(meeting.ends_at) })
}

export function meetingName({ number, title }: { number: number; title: string }): string {
  return m.attendance_meeting_name({ number, title })
}

const modes: Record<MeetingMode, () => string> = {
  in_person: m.editions_mode_in_person,
  virtual_class: m.editions_mode_virtual_class,
  hybrid: m.editions_mode_hybrid,
  webinar: m.editions_mode_webinar,
}

export function modeName(mode: MeetingMode): string {
  return modes[mode]()
}

export function modeOptions() {
  return meetingModes.map((mode) => ({ value: mode, label: modeName(mode) }))
}

const meetingStates: Record<MeetingTable['state'], () => string> = {
  planned: m.editions_meeting_planned,
  open: m.editions_meeting_open,
  closed: m.editions_meeting_closed,
  locked: m.editions_meeting_locked,
  cancelled: m.words_cancelled,
}

export function meetingStateName(state: MeetingTable['state']): string {
  return meetingStates[state]()
}

const teaching: Record<TeachingRole, () => string> = {
  trainer: m.words_trainer,
  tutor: m.words_tutor,
}

export function teachingRoleName(role: TeachingRole): string {
  return teaching[role]()
}

export function teachingRoleOptions() {
  return teachingRoles.map((role) => ({ value: role, label: teachingRoleName(role) }))
}
