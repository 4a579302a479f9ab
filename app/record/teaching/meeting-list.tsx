// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import { type ListedMeeting, OpenRequestsLink } from './meeting-card.tsx'

/** Meetings of several editions. */
export function MeetingList({ meetings }: { meetings: readonly ListedMeeting[] }) {
  return (
    <DataTable
      caption={m.words_my_meetings()}
      captionHidden
      rows={meetings}
      rowKey={(meeting) => meeting.id}
      columns={[
        {
          key: 'meeting',
          label: m.words_meeting(),
          cell: (meeting) => (
            <div className="stacked-links">
              <Link to={`/meetings/${meeting.id}`}>{meetingName(meeting)}</Link>
              <Link to={`/manage/${meeting.project}/editions/${meeting.code}`}>{meeting.code}</Link>
              <OpenRequestsLink meeting={meeting} />
            </div>
          ),
        },
        { key: 'when', label: m.words_when(), cell: whenName },
        {
          key: 'where',
          label: m.words_where(),
          cell: (meeting) => meeting.venue ?? meeting.edition_venue ?? '',
        },
        {
          key: 'marked',
          label: m.attendance_column_marked(),
          cell: (meeting) =>
            meeting.state === 'cancelled' ? (
              <Badge tone="danger">{m.words_meeting_cancelled()}</Badge>
            ) : (
              m.attendance_marked_of({ marked: Number(meeting.marked), enrolled: Number(meeting.enrolled) })
            ),
        },
      ]}
    />
  )
}
