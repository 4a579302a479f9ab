// SPDX-License-Identifier: AGPL-3.0-or-later
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ButtonRow, PostButton } from '#base/ui/buttons.tsx'
import { Badge } from '#base/ui/notice.tsx'
import type { Doubt } from './arrival.ts'
import { doubtWords } from './arrival-words.ts'

export type Doubtful = {
  id: string
  kind: 'entry' | 'exit'
  at: string
  doubt: Doubt | null
  name: string
  organisation: string | null
  sharedWith: string[]
  decided_by: string | null
}

const effects: Record<Doubt, () => string> = {
  not_enrolled: m.checkin_effect_not_enrolled,
  outside_window: m.checkin_effect_outside_window,
  same_device: m.checkin_effect_same_device,
}

/** One check-in that waits: who, when, why, and the two answers. */
export function ArrivalDoubt({ one }: { one: Doubtful }) {
  const time = showTime(one.at)
  return (
    <li className="check-in-doubt">
      <p>
        <strong>{one.name}</strong> {one.doubt && <Badge tone="warning">{doubtWords(one.doubt)}</Badge>}
        <br />
        {one.organisation ?? m.checkin_no_employer()} ·{' '}
        {one.kind === 'entry' ? m.checkin_entry_at({ time }) : m.checkin_exit_at({ time })}
      </p>
      <p>
        {one.doubt && effects[one.doubt]()}{' '}
        {one.sharedWith.length > 0 && m.checkin_shared_with({ names: one.sharedWith.join(', ') })}
      </p>
      <ButtonRow>
        <PostButton fields={{ check_in: one.id, decision: 'confirm' }} tone="primary">
          {m.checkin_confirm({ name: one.name })}
        </PostButton>
        <PostButton fields={{ check_in: one.id, decision: 'reject' }}>
          {m.checkin_reject({ name: one.name })}
        </PostButton>
      </ButtonRow>
    </li>
  )
}
