// SPDX-License-Identifier: AGPL-3.0-or-later
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge, type Tone } from '#base/ui/notice.tsx'
import type { RequestState } from './request.ts'

export type Entry = {
  text: string
  state: RequestState
  asked_at: string
  asked_by_name: string
  answer: string | null
  answered_at: string | null
  answered_by_name: string | null
}

const states: Record<RequestState, [words: () => string, tone: Tone | 'neutral']> = {
  open: [m.requests_state_open, 'warning'],
  accepted: [m.requests_state_accepted, 'success'],
  declined: [m.requests_state_declined, 'danger'],
  withdrawn: [m.requests_state_withdrawn, 'neutral'],
}

type Props = { request: Entry; own?: boolean }

/** What was asked, by whom and when, and the answer. To whoever asked (`own`) their own name is not told. */
export function RequestEntry({ request, own = false }: Props) {
  const { text, state, answer, answered_at } = request
  const asked = showMoment(request.asked_at)
  const [words, tone] = states[state]
  return (
    <>
      <p className="request-text">{text}</p>
      <p>
        <Badge tone={tone}>{words()}</Badge>{' '}
        <span className="field-hint">
          {own ? asked : m.words_by_at({ name: request.asked_by_name, moment: asked })}
        </span>
      </p>
      {answered_at !== null && state !== 'withdrawn' && (
        <p>
          <strong>{m.requests_answer_is()}</strong> {answer ?? m.requests_answer_corrected()}{' '}
          <span className="field-hint">
            {m.words_by_at({ name: request.answered_by_name ?? 'Presente', moment: showMoment(answered_at) })}
          </span>
        </p>
      )}
    </>
  )
}
