// SPDX-License-Identifier: AGPL-3.0-or-later
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import type { Doubt, Refusal } from './arrival.ts'
import { refusalWords } from './arrival-words.ts'

export type Own = {
  kind: 'entry' | 'exit'
  at: string
  state: 'accepted' | 'waiting' | 'confirmed' | 'rejected'
  doubt: Doubt | null
}

type Props = {
  mine: readonly Own[]
  /** Since when they are there, while the meeting runs. */
  since: string | null
  refusal: Refusal | null
  hasPerson: boolean
}

/** Whoever goes in and out all day sees the last of it. */
const mostShown = 6

const reasons: Record<Doubt, () => string> = {
  not_enrolled: m.checkin_waiting_not_enrolled,
  outside_window: m.checkin_waiting_outside_window,
  same_device: m.checkin_waiting_same_device,
}

/** What is registered of me at this meeting, and why nothing more can be. */
export function CheckInState({ mine, since, refusal, hasPerson }: Props) {
  const standing = mine.filter((one) => one.state !== 'rejected')
  const last = standing.findLast((one) => one.kind === 'entry')
  const rejected = mine.some((one) => one.state === 'rejected')
  return (
    <>
      {!hasPerson && (
        <Notice tone="warning" title={m.checkin_no_person_title()}>
          {m.checkin_no_person_text()}
        </Notice>
      )}
      {standing.slice(-mostShown).map((one) => (
        <OwnNotice key={`${one.kind} ${one.at}`} one={one} since={one === last ? since : null} />
      ))}
      {standing.length === 0 && rejected && (
        <Notice tone="danger" title={m.checkin_rejected_title()}>
          {m.checkin_rejected_text()}
        </Notice>
      )}
      {refusal && (
        <Notice tone={standing.length > 0 ? 'info' : 'warning'} title={m.checkin_closed()}>
          {refusalWords(refusal)}
        </Notice>
      )}
    </>
  )
}

/** A check-in as its person reads it; `since`: they are there since then, and have not left. */
export function OwnNotice({ one, since = null }: { one: Own; since?: string | null }) {
  const time = showTime(one.at)
  const isEntry = one.kind === 'entry'
  if (one.state === 'waiting') {
    const title = isEntry ? m.checkin_entry_waiting({ time }) : m.checkin_exit_waiting({ time })
    return (
      <Notice tone="info" title={title}>
        {one.doubt && reasons[one.doubt]()} {m.checkin_waiting_ask()}
      </Notice>
    )
  }
  const title = isEntry ? m.checkin_entry_done({ time }) : m.checkin_exit_done({ time })
  return (
    <Notice tone="success" title={title}>
      {since !== null && <p>{m.checkin_there_since({ time: showTime(since) })}</p>}
      <p>{isEntry ? m.checkin_entry_done_text() : m.checkin_exit_done_text()}</p>
    </Notice>
  )
}
