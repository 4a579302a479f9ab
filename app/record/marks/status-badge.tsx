// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import type { ShownStatus } from './mark.ts'
import { statusName } from './words.ts'

const tones = {
  present: 'success',
  late: 'warning',
  left_early: 'warning',
  partial: 'warning',
  absent: 'danger',
  excused: 'info',
  withdrawn: 'info',
} as const

/** Null: nobody has marked the person yet. */
export function StatusBadge({ status }: { status: ShownStatus | null }) {
  if (status === null) return <Badge>{m.attendance_status_unmarked()}</Badge>
  return <Badge tone={tones[status]}>{statusName(status)}</Badge>
}
