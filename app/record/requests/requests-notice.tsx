// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'

/** That requests about a meeting wait for an answer. */
export function RequestsNotice({ meeting, n }: { meeting: { id: string }; n: number }) {
  if (n === 0) return null
  return (
    <Notice tone="warning" title={m.requests_title()}>
      <p>{m.requests_waiting({ n })}</p>
      <p>
        <Link to={`/meetings/${meeting.id}/requests`}>{m.requests_see()}</Link>
      </p>
    </Notice>
  )
}
