// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Badge } from '#base/ui/notice.tsx'
import { Card } from '#base/ui/page.tsx'
import { ProgressBar } from '#base/ui/progress.tsx'
import type { MeetingMode } from '#plan/meetings/meeting.ts'
import { meetingName, modeName, whenName } from '#plan/meetings/words.ts'

export type ListedMeeting = {
  id: string
  number: number
  title: string
  starts_at: string
  ends_at: string
  mode: MeetingMode
  venue: string | null
  edition_venue: string | null
  state: string
  code: string
  project: string
  edition: string
  enrolled: number | string | bigint | null
  marked: number | string | bigint | null
  /** For correction, that wait for an answer. */
  requests: number | string | bigint | null
}

/** How many requests for correction wait, where there are any, and the way to them. */
export function OpenRequestsLink({ meeting }: { meeting: Pick<ListedMeeting, 'id' | 'requests'> }) {
  const n = Number(meeting.requests)
  if (n === 0) return null
  return (
    <p>
      <Link to={`/meetings/${meeting.id}/requests`}>{m.requests_card({ n })}</Link>
    </p>
  )
}

/** Today's meeting: what it is, and the button that a trainer came for. */
export function MeetingCard({ meeting }: { meeting: ListedMeeting }) {
  const enrolled = Number(meeting.enrolled)
  const marked = Number(meeting.marked)
  const place = meeting.venue ?? meeting.edition_venue
  return (
    <div className="roll-today">
      <Card title={meetingName(meeting)} to={`/meetings/${meeting.id}`}>
        <p>
          <strong>{whenName(meeting)}</strong>
          <br />
          <Link to={`/manage/${meeting.project}/editions/${meeting.code}`}>{meeting.code}</Link> ·{' '}
          {meeting.edition}
          <br />
          {[modeName(meeting.mode), place].filter(Boolean).join(' · ')}
        </p>
        <OpenRequestsLink meeting={meeting} />
        {meeting.state === 'cancelled' ? (
          <Badge tone="danger">{m.words_meeting_cancelled()}</Badge>
        ) : (
          <>
            <ProgressBar
              value={marked}
              max={enrolled}
              label={m.attendance_roll_call()}
              text={m.attendance_marked_of({ marked, enrolled })}
            />
            <LinkButton to={`/meetings/${meeting.id}/attendance`}>
              {marked === 0 ? m.words_call_the_roll() : m.attendance_continue_roll_call()}
            </LinkButton>
          </>
        )}
      </Card>
    </div>
  )
}
