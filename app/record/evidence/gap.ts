// SPDX-License-Identifier: AGPL-3.0-or-later
// What is missing before a project's attendance can be shown to a funder, and where each gap is closed.
import { m } from '#base/i18n/paraglide/messages.js'
import type { MeetingTable } from '#db/schema.ts'

/** In the order in which they are closed. */
export const gapKinds = [
  'not_closed',
  'check_ins',
  'walk_in',
  'platform_rows',
  'excused',
  'no_evidence',
  'not_locked',
] as const
export type GapKind = (typeof gapKinds)[number]

export type Gap = {
  kind: GapKind
  meeting_id: string
  state: MeetingTable['state']
  mode: MeetingTable['mode']
  /** The person, walk-in or report that it is about. */
  subject_id: string | null
  name: string | null
  /** How many rows wait, where several are resolved in one place. */
  n: number
}

const kindNames: Record<GapKind, () => string> = {
  not_closed: m.files_gap_not_closed,
  check_ins: m.files_gap_check_ins,
  walk_in: m.files_gap_walk_in,
  platform_rows: m.files_gap_platform_rows,
  excused: m.files_gap_excused,
  no_evidence: m.files_gap_no_evidence,
  not_locked: m.files_gap_not_locked,
}

export function gapKindName(kind: GapKind): string {
  return kindNames[kind]()
}

/** What is missing, in a sentence. */
export function gapText({ kind, mode, name, n }: Pick<Gap, 'kind' | 'mode' | 'name' | 'n'>): string {
  if (kind === 'check_ins') return m.files_gap_check_ins_text({ n })
  if (kind === 'platform_rows') return m.files_gap_platform_rows_text({ n, name: name ?? '' })
  if (kind === 'walk_in') return m.files_gap_walk_in_text({ name: name ?? '' })
  if (kind === 'excused') return m.files_gap_excused_text({ name: name ?? '' })
  if (kind === 'no_evidence') {
    return mode === 'virtual_class' ? m.files_gap_no_report_text() : m.files_no_sheet()
  }
  return kind === 'not_closed' ? m.files_gap_not_closed_text() : m.files_gap_not_locked_text()
}

/** Where a gap is closed, in the meeting or in the project's `office`; for whoever only reads, where it is seen. */
export function gapAddress(
  { kind, meeting_id, subject_id, state }: Gap,
  office: string,
  mayManage: boolean,
): string {
  const meeting = `/meetings/${meeting_id}`
  if (kind === 'no_evidence') return `${meeting}/evidence`
  if (kind === 'excused') return `${meeting}/people/${subject_id}`
  if (!mayManage) return meeting
  // Nothing to close where nobody was marked.
  if (kind === 'not_closed') return `${meeting}/${state === 'planned' ? 'attendance' : 'close'}`
  if (kind === 'not_locked') return `${meeting}/lock`
  if (kind === 'check_ins') return `${meeting}/arrivals`
  return kind === 'walk_in' ? `${office}/walk-ins/${subject_id}` : `${meeting}/import/${subject_id}`
}

const actionNames: Record<GapKind, () => string> = {
  not_closed: m.files_gap_not_closed_do,
  check_ins: m.files_gap_check_ins_do,
  walk_in: m.files_gap_walk_in_do,
  platform_rows: m.files_gap_platform_rows_do,
  excused: m.files_gap_excused_do,
  no_evidence: m.files_gap_no_evidence_do,
  not_locked: m.files_gap_not_locked_do,
}

/** What the link of a gap says. */
export function gapAction({ kind, state }: Pick<Gap, 'kind' | 'state'>, mayManage: boolean): string {
  if (mayManage && kind === 'not_closed' && state === 'planned') return m.words_call_the_roll()
  return mayManage ? actionNames[kind]() : m.files_gap_see()
}

export type GapFilter = { kind: GapKind | null; edition: string | null }

/** What the address asks for; what it gets wrong filters nothing. */
export function gapFilter(params: URLSearchParams): GapFilter {
  const kind = gapKinds.find((kind) => kind === params.get('kind')) ?? null
  return { kind, edition: params.get('edition') || null }
}
