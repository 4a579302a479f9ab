// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Section } from '#base/ui/page.tsx'
import { meetingName } from '#plan/meetings/words.ts'
import { type Entry, RequestEntry } from './request-entry.tsx'

type Own = Entry & {
  id: string
  meeting_id: string
  edition: string
  meeting: { number: number; title: string; starts_at: string }
}

/** What I said was wrong in what is recorded of me, and what was answered. */
export function OwnRequests({ requests }: { requests: readonly Own[] }) {
  if (requests.length === 0) return null
  return (
    <Section title={m.requests_own_title()} id="requests">
      <ul className="requests">
        {requests.map((request) => (
          <li key={request.id} className="request">
            <h3 className="request-about">
              <Link to={`/learn/${request.edition}/meetings/${request.meeting_id}/correction`}>
                {request.edition} · {meetingName(request.meeting)}
              </Link>
            </h3>
            <RequestEntry request={request} own />
          </li>
        ))}
      </ul>
    </Section>
  )
}
