// SPDX-License-Identifier: AGPL-3.0-or-later

/** Every act the ledger knows; each has a sentence in messages/<language>/ledger.json (`ledger_act_<act>`). */
export const ledgerActs = [
  'account_created',
  'account_linked',
  'account_invited',
  'invitation_handed_over',
  'account_disabled',
  'account_enabled',
  'invitation_accepted',
  'password_changed',
  'password_reset',
  'email_changed',
  'password_reset_asked',
  'access_recovered',
  'role_granted',
  'role_revoked',
  'privacy_notice_published',
  'settings_changed',
  'backup_made',
  'backup_restored',
  'organisation_added',
  'organisation_changed',
  'person_added',
  'person_changed',
  'person_assigned',
  'employment_changed',
  'project_added',
  'project_changed',
  'target_added',
  'target_changed',
  'target_removed',
  'tally_recorded',
  'course_published',
  'edition_added',
  'edition_changed',
  'meeting_added',
  'meeting_changed',
  'meeting_cancelled',
  'trainer_assigned',
  'trainer_removed',
  'enrolled',
  'enrolment_withdrawn',
  'mark_recorded',
  'mark_corrected',
  'mark_withdrawn',
  'mark_overtaken',
  'mark_restated',
  'correction_proposed',
  'correction_accepted',
  'correction_dismissed',
  'topic_written',
  'meeting_closed',
  'meeting_locked',
  'register_opened',
  'register_changed',
  'register_page_versioned',
  'document_issued',
  'evidence_attached',
  'evidence_withdrawn',
  'walk_in_added',
  'walk_in_changed',
  'walk_in_matched',
  'walk_in_withdrawn',
  'check_in_confirmed',
  'check_in_rejected',
  'platform_report_imported',
  'platform_row_resolved',
  'platform_row_set_aside',
  'platform_row_added',
  'sheet_mapping_saved',
  'participant_counted',
  'participant_uncounted',
  'module_completed',
  'quiz_submitted',
  'completed',
  'completion_undone',
] as const

export type LedgerAct = (typeof ledgerActs)[number]

/** JSON with keys sorted, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  )
}

/** Whose act it is: an account, under the name it had then. */
export type Author = { accountId: string; name: string }
