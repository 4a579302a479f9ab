// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#app/i18n/paraglide/messages.js'
import { type LedgerAct, ledgerActs } from './ledger.ts'

type Sentence = (inputs: { subject: string }) => string

const sentences: Record<LedgerAct, Sentence> = {
  account_created: m.ledger_act_account_created,
  account_invited: m.ledger_act_account_invited,
  account_disabled: m.ledger_act_account_disabled,
  account_enabled: m.ledger_act_account_enabled,
  invitation_accepted: m.ledger_act_invitation_accepted,
  password_changed: m.ledger_act_password_changed,
  password_reset: m.ledger_act_password_reset,
  role_granted: m.ledger_act_role_granted,
  role_revoked: m.ledger_act_role_revoked,
  privacy_notice_published: m.ledger_act_privacy_notice_published,
  settings_changed: m.ledger_act_settings_changed,
  organisation_added: m.ledger_act_organisation_added,
  organisation_changed: m.ledger_act_organisation_changed,
  person_added: m.ledger_act_person_added,
  person_changed: m.ledger_act_person_changed,
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
  enrolled: m.ledger_act_enrolled,
  enrolment_withdrawn: m.ledger_act_enrolment_withdrawn,
  mark_recorded: m.ledger_act_mark_recorded,
  mark_corrected: m.ledger_act_mark_corrected,
  topic_written: m.ledger_act_topic_written,
  participant_counted: m.ledger_act_participant_counted,
  participant_uncounted: m.ledger_act_participant_uncounted,
  module_completed: m.ledger_act_module_completed,
  quiz_submitted: m.ledger_act_quiz_submitted,
  completed: m.ledger_act_completed,
  completion_undone: m.ledger_act_completion_undone,
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

const labels: Record<string, () => string> = {
  name: m.ledger_fact_name,
  first_name: m.ledger_fact_first_name,
  last_name: m.ledger_fact_last_name,
  email: m.ledger_fact_email,
  phone: m.ledger_fact_phone,
  gender: m.ledger_fact_gender,
  born_on: m.ledger_fact_born_on,
  is_staff: m.ledger_fact_is_staff,
  person_id: m.ledger_fact_person_id,
  organisation_id: m.ledger_fact_organisation_id,
  organisation_type: m.ledger_fact_organisation_type,
  type: m.ledger_fact_type,
  sector: m.ledger_fact_sector,
  municipality: m.ledger_fact_municipality,
  province: m.ledger_fact_province,
  role: m.ledger_fact_role,
  started_on: m.ledger_fact_started_on,
  ended_on: m.ledger_fact_ended_on,
  account_id: m.ledger_fact_account_id,
  expires_at: m.ledger_fact_expires_at,
  project_id: m.ledger_fact_project_id,
  edition_id: m.ledger_fact_edition_id,
  course_id: m.ledger_fact_course_id,
  course_version_id: m.ledger_fact_course_version_id,
  meeting_id: m.ledger_fact_meeting_id,
  first_meeting_id: m.ledger_fact_first_meeting_id,
  first_on: m.ledger_fact_first_on,
  age_bracket: m.ledger_fact_age_bracket,
  title: m.ledger_fact_title,
  code: m.ledger_fact_code,
  kind: m.ledger_fact_kind,
  venue: m.ledger_fact_venue,
  capacity: m.ledger_fact_capacity,
  number: m.ledger_fact_number,
  starts_at: m.ledger_fact_starts_at,
  ends_at: m.ledger_fact_ends_at,
  breaks: m.ledger_fact_breaks,
  mode: m.ledger_fact_mode,
  link: m.ledger_fact_link,
  reason: m.ledger_fact_reason,
  state: m.ledger_fact_state,
  topic: m.ledger_fact_topic,
  meetings: m.ledger_fact_meetings,
  again: m.ledger_fact_again,
  status: m.ledger_fact_status,
  intervals: m.ledger_fact_intervals,
  credited_minutes: m.ledger_fact_credited_minutes,
  source: m.ledger_fact_source,
  module: m.ledger_fact_module,
  score: m.ledger_fact_score,
  passed: m.ledger_fact_passed,
  modules_done: m.ledger_fact_modules_done,
  completed_at: m.ledger_fact_completed_at,
  quantity: m.ledger_fact_quantity,
  unit: m.ledger_fact_unit,
  audience: m.ledger_fact_audience,
  label_it: m.ledger_fact_label_it,
  label_en: m.ledger_fact_label_en,
  parent_id: m.ledger_fact_parent_id,
  position: m.ledger_fact_position,
  organisation_types: m.ledger_fact_organisation_types,
  note: m.ledger_fact_note,
  on_date: m.ledger_fact_on_date,
  slug: m.ledger_fact_slug,
  acronym: m.ledger_fact_acronym,
  cup: m.ledger_fact_cup,
  fund: m.ledger_fact_fund,
  fund_period: m.ledger_fact_fund_period,
  specific_objective: m.ledger_fact_specific_objective,
  national_objective: m.ledger_fact_national_objective,
  funding_statement: m.ledger_fact_funding_statement,
  starts_on: m.ledger_fact_starts_on,
  ends_on: m.ledger_fact_ends_on,
  declared_months: m.ledger_fact_declared_months,
  reached_stage: m.ledger_fact_reached_stage,
  aims: m.ledger_fact_aims,
  recipients: m.ledger_fact_recipients,
  contact_email: m.ledger_fact_contact_email,
  partners: m.ledger_fact_partners,
}

/** What a value in a ledger row is; one without a label goes by its own name. */
export function factLabel(key: string): string {
  return labels[key]?.() ?? key.replace(/_/g, ' ')
}
