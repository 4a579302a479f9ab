// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'

/** That corrections arrived after the page was closed, and wait for whoever signs them. */
export function ProposalsNotice({ meeting, n }: { meeting: { id: string }; n: number }) {
  if (n === 0) return null
  return (
    <Notice tone="warning" title={m.attendance_proposals_title()}>
      <p>{m.attendance_proposals_waiting({ n })}</p>
      <p>
        <Link to={`/meetings/${meeting.id}/proposals`}>{m.attendance_proposals_see()}</Link>
      </p>
    </Notice>
  )
}
