// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import { meetingName } from '#plan/meetings/words.ts'

type Props = {
  requests: { meetings: { id: string; number: number; title: string; n: number }[]; total: number }
}

/** At which meetings of an edition requests for correction wait, each with the way to them. */
export function OpenRequests({ requests: { meetings, total } }: Props) {
  if (total === 0) return null
  const listed = meetings.reduce((sum, { n }) => sum + n, 0)
  return (
    <Notice tone="warning" title={m.requests_title()}>
      <ul>
        {meetings.map((meeting) => (
          <li key={meeting.id}>
            <Link to={`/meetings/${meeting.id}/requests`}>
              {m.requests_in_edition({ meeting: meetingName(meeting), n: meeting.n })}
            </Link>
          </li>
        ))}
      </ul>
      {listed < total && <p>{m.requests_in_edition_more({ n: total })}</p>}
    </Notice>
  )
}
