// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { type LedgerAct, ledgerActs } from '#base/ledger/ledger.ts'

type Sentence = (inputs: { subject: string }) => string

const sentences: Record<LedgerAct, Sentence> = {
  account_created: m.ledger_act_account_created,
  account_linked: m.ledger_act_account_linked,
  account_invited: m.ledger_act_account_invited,
  invitation_handed_over: m.ledger_act_invitation_handed_over,
  account_disabled: m.ledger_act_account_disabled,
  account_enabled: m.ledger_act_account_enabled,
  invitation_accepted: m.ledger_act_invitation_accepted,
  password_changed: m.ledger_act_password_changed,
  password_reset: m.ledger_act_password_reset,
  email_changed: m.ledger_act_email_changed,
  account_renamed: m.ledger_act_account_renamed,
  password_reset_asked: m.ledger_act_password_reset_asked,
  access_recovered: m.ledger_act_access_recovered,
  role_granted: m.ledger_act_role_granted,
  role_revoked: m.ledger_act_role_revoked,
  privacy_notice_published: m.ledger_act_privacy_notice_published,
  settings_changed: m.ledger_act_settings_changed,
  backup_made: m.ledger_act_backup_made,
  backup_restored: m.ledger_act_backup_restored,
  organisation_added: m.ledger_act_organisation_added,
  organisation_changed: m.ledger_act_organisation_changed,
  person_added: m.ledger_act_person_added,
  person_changed: m.ledger_act_person_changed,
  person_assigned: m.ledger_act_person_assigned,
  employment_changed: m.ledger_act_employment_changed,
  project_added: m.ledger_act_project_added,
  project_changed: m.ledger_act_project_changed,
  target_added: m.ledger_act_target_added,
  target_changed: m.ledger_act_target_changed,
  target_removed: m.ledger_act_target_removed,
  tally_recorded: m.ledger_act_tally_recorded,
  course_published: m.ledger_act_course_published,
  edition_added: m.ledger_act_edition_added,
  edition_changed: m.ledger_act_edition_changed,
  meeting_added: m.ledger_act_meeting_added,
  meeting_changed: m.ledger_act_meeting_changed,
  meeting_cancelled: m.ledger_act_meeting_cancelled,
  trainer_assigned: m.ledger_act_trainer_assigned,
  trainer_removed: m.ledger_act_trainer_removed,
  enrolled: m.ledger_act_enrolled,
  enrolment_withdrawn: m.ledger_act_enrolment_withdrawn,
  mark_recorded: m.ledger_act_mark_recorded,
  mark_corrected: m.ledger_act_mark_corrected,
  mark_withdrawn: m.ledger_act_mark_withdrawn,
  mark_overtaken: m.ledger_act_mark_overtaken,
  mark_restated: m.ledger_act_mark_restated,
  correction_proposed: m.ledger_act_correction_proposed,
  correction_accepted: m.ledger_act_correction_accepted,
  correction_dismissed: m.ledger_act_correction_dismissed,
  page_change_proposed: m.ledger_act_page_change_proposed,
  page_change_accepted: m.ledger_act_page_change_accepted,
  page_change_dismissed: m.ledger_act_page_change_dismissed,
  correction_requested: m.ledger_act_correction_requested,
  correction_request_accepted: m.ledger_act_correction_request_accepted,
  correction_request_declined: m.ledger_act_correction_request_declined,
  correction_request_withdrawn: m.ledger_act_correction_request_withdrawn,
  topic_written: m.ledger_act_topic_written,
  meeting_closed: m.ledger_act_meeting_closed,
  meeting_locked: m.ledger_act_meeting_locked,
  register_opened: m.ledger_act_register_opened,
  register_changed: m.ledger_act_register_changed,
  register_page_versioned: m.ledger_act_register_page_versioned,
  document_issued: m.ledger_act_document_issued,
  evidence_attached: m.ledger_act_evidence_attached,
  evidence_withdrawn: m.ledger_act_evidence_withdrawn,
  walk_in_added: m.ledger_act_walk_in_added,
  walk_in_changed: m.ledger_act_walk_in_changed,
  walk_in_matched: m.ledger_act_walk_in_matched,
  walk_in_withdrawn: m.ledger_act_walk_in_withdrawn,
  check_in_confirmed: m.ledger_act_check_in_confirmed,
  check_in_rejected: m.ledger_act_check_in_rejected,
  platform_report_imported: m.ledger_act_platform_report_imported,
  platform_row_resolved: m.ledger_act_platform_row_resolved,
  platform_row_set_aside: m.ledger_act_platform_row_set_aside,
  platform_row_added: m.ledger_act_platform_row_added,
  sheet_mapping_saved: m.ledger_act_sheet_mapping_saved,
  participant_counted: m.ledger_act_participant_counted,
  participant_uncounted: m.ledger_act_participant_uncounted,
  module_completed: m.ledger_act_module_completed,
  quiz_submitted: m.ledger_act_quiz_submitted,
  completed: m.ledger_act_completed,
  completion_undone: m.ledger_act_completion_undone,
  hours_agreed: m.ledger_act_hours_agreed,
}

/** What was done, to whom or what: "Enrolled Bianchi Anna". An act of a newer program is shown by its own name. */
export function actSentence(act: string, subject: string): string {
  const known = ledgerActs.find((name) => name === act)
  return known ? sentences[known]({ subject }) : `${act}: ${subject}`
}

/** The acts, for a choice. */
export function actOptions() {
  return ledgerActs
    .map((act) => ({ value: act, label: actSentence(act, '…') }))
    .sort((a, b) => a.label.localeCompare(b.label))
}
