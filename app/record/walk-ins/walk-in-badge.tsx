// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge, type Tone } from '#base/ui/notice.tsx'
import type { WalkInState } from '#record/marks/unmatched.ts'

const names: Record<WalkInState, () => string> = {
  waiting: m.attendance_walk_in_waiting,
  matched: m.attendance_walk_in_is_matched,
  withdrawn: m.attendance_walk_in_is_withdrawn,
}

const tones: Record<WalkInState, Tone | 'neutral'> = {
  waiting: 'warning',
  matched: 'success',
  withdrawn: 'neutral',
}

export function walkInStateName(state: WalkInState): string {
  return names[state]()
}

export function WalkInBadge({ state }: { state: WalkInState }) {
  return <Badge tone={tones[state]}>{walkInStateName(state)}</Badge>
}
