// SPDX-License-Identifier: AGPL-3.0-or-later
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ButtonRow, PostButton } from '#base/ui/buttons.tsx'
import { Section } from '#base/ui/page.tsx'
import type { Question } from './arrival.ts'

type Props = {
  path: string
  question: Question['question']
  /** Since when they are there, or when they left. */
  since: string
  /** When the code was read: what is registered is that moment. */
  at: string
}

/** A code read by somebody who is there already, or who left: what it means is theirs to say. */
export function CheckInQuestion({ path, question, since, at }: Props) {
  const time = showTime(at)
  const leaving = question === 'leaving'
  return (
    <div className="check-in-part">
      <Section title={leaving ? m.checkin_ask_leaving() : m.checkin_ask_returning()}>
        <p>
          {leaving
            ? m.checkin_ask_leaving_text({ since: showTime(since), time })
            : m.checkin_ask_returning_text({ since: showTime(since), time })}
        </p>
        <ButtonRow>
          <PostButton action={path} fields={{ answer: leaving ? 'leave' : 'return' }} tone="primary">
            {leaving ? m.checkin_answer_leave({ time }) : m.checkin_answer_return({ time })}
          </PostButton>
          <PostButton action={path} fields={{ answer: 'stay' }}>
            {leaving ? m.checkin_answer_stay() : m.checkin_answer_away()}
          </PostButton>
        </ButtonRow>
      </Section>
    </div>
  )
}

/** Whoever goes before the end says so without a code: it only takes presence away. */
export function LeavingOffer({ path }: { path: string }) {
  return (
    <div className="check-in-part">
      <Section title={m.checkin_leave_title()}>
        <p>{m.checkin_leave_text()}</p>
        <PostButton action={path} fields={{ answer: 'leave' }}>
          {m.checkin_leave_now()}
        </PostButton>
      </Section>
    </div>
  )
}
