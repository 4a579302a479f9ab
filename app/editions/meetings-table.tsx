// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showDay, showDuration, showNumber, showTime } from '#app/i18n/format.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { Badge } from '#app/ui/notice.tsx'
import { DataTable } from '#app/ui/table.tsx'
import type { MeetingTable } from '#db/schema.ts'
import { meetingStateName, modeName } from './edition-words.ts'
import type { MeetingMode } from './meeting.ts'

type Meeting = {
  id: string
  number: number
  title: string
  starts_at: string
  ends_at: string
  minutes: number
  mode: MeetingMode
  venue: string | null
  state: MeetingTable['state']
  present: number
  trainers: string[]
}

const tones = {
  planned: 'info',
  open: 'success',
  closed: 'neutral',
  locked: 'neutral',
  cancelled: 'danger',
} as const

/** An edition's meetings. `change`: where each is changed, for whoever may. */
export function MeetingsTable({ meetings, change }: { meetings: Meeting[]; change: string | null }) {
  return (
    <DataTable
      caption={m.editions_meetings()}
      captionHidden
      rows={meetings}
      rowKey={(meeting) => meeting.id}
      columns={[
        {
          key: 'title',
          label: m.editions_meeting(),
          cell: (meeting) => (
            <Link to={`/meetings/${meeting.id}`}>
              {meeting.number}. {meeting.title}
            </Link>
          ),
        },
        {
          key: 'when',
          label: m.editions_when(),
          cell: (meeting) => (
            <>
              {showDay(meeting.starts_at)}
              <br />
              {showTime(meeting.starts_at)}–{showTime(meeting.ends_at)} ({showDuration(meeting.minutes)})
            </>
          ),
        },
        {
          key: 'where',
          label: m.editions_mode(),
          cell: (meeting) => [modeName(meeting.mode), meeting.venue].filter(Boolean).join(', '),
        },
        {
          key: 'trainers',
          label: m.editions_trainers(),
          cell: (meeting) => meeting.trainers.join(', ') || '–',
        },
        {
          key: 'present',
          label: m.editions_present(),
          numeric: true,
          cell: (meeting) => showNumber(meeting.present),
        },
        {
          key: 'state',
          label: m.editions_state(),
          cell: (meeting) => <Badge tone={tones[meeting.state]}>{meetingStateName(meeting.state)}</Badge>,
        },
        ...(change === null
          ? []
          : [
              {
                key: 'change',
                label: '',
                cell: (meeting: Meeting) =>
                  meeting.state !== 'cancelled' &&
                  meeting.state !== 'locked' && (
                    <Link to={`${change}/${meeting.id}`}>
                      {m.editions_meeting_change()}
                      <span className="visually-hidden">: {meeting.title}</span>
                    </Link>
                  ),
              },
            ]),
      ]}
    />
  )
}
