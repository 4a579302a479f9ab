// SPDX-License-Identifier: AGPL-3.0-or-later
// What a trainer owes of a meeting that is over, and where it is done.
import { m } from '#base/i18n/paraglide/messages.js'
import type { MeetingTable } from '#db/schema.ts'

export const owedKinds = ['roll_call', 'closing', 'sheet', 'report'] as const
export type OwedKind = (typeof owedKinds)[number]

type Owing = Pick<MeetingTable, 'mode' | 'state'> & { enrolled: number; marked: number }

/** The next step: everybody is recorded, then the page is closed, then what proves it is attached. */
export function owedStep({ mode, state, enrolled, marked }: Owing): OwedKind {
  const isClosed = state === 'closed'
  if (!isClosed) return marked === 0 || marked < enrolled ? 'roll_call' : 'closing'
  return mode === 'virtual_class' ? 'report' : 'sheet'
}

const pages: Record<OwedKind, string> = {
  roll_call: 'attendance',
  closing: 'close',
  sheet: 'evidence',
  report: 'import',
}

export function owedAddress(kind: OwedKind, meeting_id: string): string {
  return `/meetings/${meeting_id}/${pages[kind]}`
}

const names: Record<OwedKind, () => string> = {
  roll_call: m.words_call_the_roll,
  closing: m.teaching_owed_closing,
  sheet: m.teaching_owed_sheet,
  report: m.teaching_owed_report,
}

export function owedName(kind: OwedKind): string {
  return names[kind]()
}
