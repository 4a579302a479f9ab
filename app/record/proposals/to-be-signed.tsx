// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'

/** Above a form of a meeting whose page is closed: what it says is proposed, and signed with the rest. */
export function ToBeSigned({ settled }: { settled: boolean }) {
  return settled ? <Notice tone="warning">{m.attendance_to_be_signed()}</Notice> : null
}
