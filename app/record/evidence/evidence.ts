// SPDX-License-Identifier: AGPL-3.0-or-later
// What proves that a meeting was held and who was there (domain.md 4.1 rule 7, 4.2).
import { z } from 'zod'
import { line } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { CourseKind, MeetingTable } from '#db/schema.ts'
import type { EvidenceRule } from '#plan/projects/evidence-rule.ts'

export const evidenceKinds = ['signed_sheet', 'other'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

export type EvidenceFacts = {
  mode: MeetingTable['mode']
  state: MeetingTable['state']
  ends_at: string
  kind: CourseKind
  rule: EvidenceRule
  /** Signed sheets in force. */
  sheets: number
  /** Reports of an online platform that were imported. */
  reports: number
  /** Participants marked present, and people added at the door who are not matched yet. */
  present: number
  /** Of those present, they whose mark a person wrote: not their own check-in, not the platform's log. */
  by_hand: number
}

export type EvidenceState = 'complete' | 'missing' | 'not_needed' | 'not_yet'
export type EvidenceReason =
  | 'cancelled'
  | 'uncertified'
  | 'future'
  | 'signed_sheet'
  | 'electronic'
  | 'platform_report'
  | 'no_sheet'
  | 'nothing'
  | 'no_report'

/**
 * Whether a meeting's evidence is complete at a moment, and why. Cancelled meetings, webinars and tables need none, and none is
 * missing before the end. In presence and hybrid: a signed sheet or, where the project takes either, an electronic trace of
 * everybody present. In a virtual class: the platform's report or such a trace.
 */
export function evidenceState(
  facts: EvidenceFacts,
  moment: string,
): { state: EvidenceState; why: EvidenceReason } {
  if (facts.state === 'cancelled') return { state: 'not_needed', why: 'cancelled' }
  if (facts.mode === 'webinar' || facts.kind === 'table') return { state: 'not_needed', why: 'uncertified' }
  const traced = facts.present > 0 && facts.by_hand === 0
  const isOnline = facts.mode === 'virtual_class'
  if (isOnline && facts.reports > 0) return { state: 'complete', why: 'platform_report' }
  if (!isOnline && facts.sheets > 0) return { state: 'complete', why: 'signed_sheet' }
  if (facts.ends_at > moment) return { state: 'not_yet', why: 'future' }
  if (traced && (isOnline || facts.rule === 'either')) return { state: 'complete', why: 'electronic' }
  if (isOnline) return { state: 'missing', why: 'no_report' }
  return { state: 'missing', why: facts.rule === 'sheet' ? 'no_sheet' : 'nothing' }
}

export const attachSchema = z.object({ kind: z.enum(evidenceKinds) })
export const withdrawSchema = z.object({ reason: line(300) })

export function evidenceKindName(kind: EvidenceKind): string {
  return kind === 'signed_sheet' ? m.files_kind_signed_sheet() : m.files_kind_other()
}

const stateNames: Record<EvidenceState, () => string> = {
  complete: m.files_state_complete,
  missing: m.files_state_missing,
  not_needed: m.files_state_not_needed,
  not_yet: m.words_not_yet,
}

export function evidenceStateName(state: EvidenceState): string {
  return stateNames[state]()
}

const tones = { complete: 'success', missing: 'warning', not_needed: 'info', not_yet: 'info' } as const

export function evidenceTone(state: EvidenceState) {
  return tones[state]
}

const reasonNames: Record<EvidenceReason, () => string> = {
  cancelled: m.files_why_cancelled,
  uncertified: m.files_why_uncertified,
  future: m.files_why_future,
  signed_sheet: m.files_why_signed_sheet,
  electronic: m.files_why_electronic,
  platform_report: m.files_why_platform_report,
  no_sheet: m.files_no_sheet,
  nothing: m.files_why_nothing,
  no_report: m.files_why_no_report,
}

/** A sentence that says why the evidence is in its state. */
export function evidenceReasonName(why: EvidenceReason): string {
  return reasonNames[why]()
}
