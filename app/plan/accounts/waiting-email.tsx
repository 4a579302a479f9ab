// SPDX-License-Identifier: AGPL-3.0-or-later
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { PostButton } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'

type Change = { email: string; expires_at: string; confirmedByOld: boolean; confirmedByNew: boolean }

/** A change of address that waits: for which of the two addresses, until when, and how to have it no more. */
export function WaitingEmail({ change }: { change: Change }) {
  const { email, expires_at } = change
  const wanted = change.confirmedByOld
    ? m.access_email_wants_new({ email })
    : change.confirmedByNew
      ? m.access_email_wants_old()
      : m.access_email_wants_both()
  return (
    <Notice tone="info" title={m.access_email_waiting()}>
      <p>{m.access_email_waiting_text({ email, until: showMoment(expires_at) })}</p>
      <p>{wanted}</p>
      <PostButton action="/account/email" fields={{ intent: 'cancel' }}>
        {m.access_email_cancel()}
      </PostButton>
    </Notice>
  )
}
