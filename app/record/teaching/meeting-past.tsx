// SPDX-License-Identifier: AGPL-3.0-or-later

import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import type { PastOfMeeting } from '#plan/meetings/history.ts'
import { whenName } from '#plan/meetings/words.ts'

/** When a meeting was to take place before it was moved or cancelled, who decided it and why (domain.md 10, case 8). */
export function MeetingPast({ past }: { past: readonly PastOfMeeting[] }) {
  return past.map(({ kind, at, by, reason, from }) => (
    <Notice
      key={`${kind} ${at}`}
      tone={kind === 'cancelled' ? 'warning' : 'info'}
      title={kind === 'cancelled' ? m.words_meeting_cancelled() : m.register_moved_title()}
    >
      {kind === 'cancelled' && <p>{m.attendance_cancelled_text()}</p>}
      {from && (
        <p>
          {kind === 'cancelled'
            ? m.register_was_planned({ when: whenName(from) })
            : m.register_was_before({ when: whenName(from) })}
        </p>
      )}
      {reason && <p>{m.words_reason_is({ reason })}</p>}
      <p className="field-hint">{m.words_by_at({ name: by, moment: showMoment(at) })}</p>
    </Notice>
  ))
}
