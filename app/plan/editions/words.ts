// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { CourseKind, EnrolmentState, MeetingTable } from '#db/schema.ts'
import { type MeetingMode, meetingModes } from '#plan/meetings/meeting.ts'
import { type TeachingRole, teachingRoles } from '#plan/meetings/trainer.ts'
import { type EditionState, editionKinds } from './edition.ts'

const kinds: Record<CourseKind, () => string> = {
  course: m.editions_kind_course,
  laboratory: m.editions_kind_laboratory,
  workshop: m.editions_kind_workshop,
  table: m.editions_kind_table,
  event: m.editions_kind_event,
}

export function kindName(kind: CourseKind): string {
  return kinds[kind]()
}

export function kindOptions() {
  return editionKinds.map((kind) => ({ value: kind, label: kindName(kind) }))
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

const states: Record<EditionState, () => string> = {
  unplanned: m.editions_state_unplanned,
  planned: m.editions_state_planned,
  running: m.editions_state_running,
  finished: m.editions_state_finished,
}

export function editionStateName(state: EditionState): string {
  return states[state]()
}

const meetingStates: Record<MeetingTable['state'], () => string> = {
  planned: m.editions_meeting_planned,
  open: m.editions_meeting_open,
  closed: m.editions_meeting_closed,
  locked: m.editions_meeting_locked,
  cancelled: m.editions_meeting_cancelled,
}

export function meetingStateName(state: MeetingTable['state']): string {
  return meetingStates[state]()
}

const teaching: Record<TeachingRole, () => string> = {
  trainer: m.editions_role_trainer,
  tutor: m.editions_role_tutor,
}

export function teachingRoleName(role: TeachingRole): string {
  return teaching[role]()
}

export function teachingRoleOptions() {
  return teachingRoles.map((role) => ({ value: role, label: teachingRoleName(role) }))
}

const enrolmentStates: Record<EnrolmentState, () => string> = {
  requested: m.editions_enrolment_requested,
  enrolled: m.editions_enrolment_enrolled,
  waiting: m.editions_enrolment_waiting,
  withdrawn: m.editions_enrolment_withdrawn,
}

export function enrolmentStateName(state: EnrolmentState): string {
  return enrolmentStates[state]()
}
