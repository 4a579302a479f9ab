// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showDay, showDuration, showNumber, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'
import type { MeetingTable } from '#db/schema.ts'
import type { PastOfMeeting } from '#plan/meetings/history.ts'
import type { MeetingMode } from '#plan/meetings/meeting.ts'
import { meetingStateName, modeName } from '#plan/meetings/words.ts'
import { type EvidenceState, evidenceStateName } from '#record/evidence/evidence.ts'

type Meeting = {
  id: string
  number: number
  title: string
  starts_at: string
  ends_at: string
  minutes: number
  mode: MeetingMode
  venue: string | null
  link: string | null
  state: MeetingTable['state']
  present: number
  trainers: string[]
  past: PastOfMeeting[]
  evidence: EvidenceState | null
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
      caption={m.words_meetings()}
      captionHidden
      rows={meetings}
      rowKey={(meeting) => meeting.id}
      columns={[
        {
          key: 'title',
          label: m.words_meeting(),
          cell: (meeting) => (
            <Link to={`/meetings/${meeting.id}`}>
              {meeting.number}. {meeting.title}
            </Link>
          ),
        },
        {
          key: 'when',
          label: m.words_when(),
          cell: (meeting) => (
            <>
              {showDay(meeting.starts_at)}
              <br />
              {showTime(meeting.starts_at)}–{showTime(meeting.ends_at)} ({showDuration(meeting.minutes)})
              {meeting.past.map((past) => (
                <Past key={past.at} past={past} />
              ))}
            </>
          ),
        },
        {
          key: 'where',
          label: m.words_mode(),
          cell: (meeting) => <Where meeting={meeting} />,
        },
        {
          key: 'trainers',
          label: m.words_trainers(),
          cell: (meeting) => meeting.trainers.join(', ') || '–',
        },
        {
          key: 'present',
          label: m.words_present_people(),
          numeric: true,
          cell: (meeting) => showNumber(meeting.present),
        },
        {
          key: 'state',
          label: m.words_state(),
          cell: (meeting) => (
            <>
              <Badge tone={tones[meeting.state]}>{meetingStateName(meeting.state)}</Badge>{' '}
              {(meeting.evidence === 'missing' || meeting.evidence === 'complete') && (
                <Badge tone={meeting.evidence === 'missing' ? 'warning' : 'success'}>
                  {evidenceStateName(meeting.evidence)}
                </Badge>
              )}
            </>
          ),
        },
        ...(change === null
          ? []
          : [
              {
                key: 'change',
                label: '',
                cell: (meeting: Meeting) =>
                  meeting.state !== 'cancelled' && (
                    <Link to={`${change}/${meeting.id}`}>
                      {m.words_change()}
                      <span className="visually-hidden">: {meeting.title}</span>
                    </Link>
                  ),
              },
            ]),
      ]}
    />
  )
}

/** When it was to take place, and why it did not. */
function Past({ past: { kind, reason, from } }: { past: PastOfMeeting }) {
  return (
    <span className="field-hint">
      {kind === 'moved' && from && (
        <>
          <br />
          {m.editions_moved_from({
            day: showDay(from.starts_at),
            from: showTime(from.starts_at),
            to: showTime(from.ends_at),
          })}
        </>
      )}
      {reason && (
        <>
          <br />
          {m.words_reason_is({ reason })}
        </>
      )}
    </span>
  )
}

function Where({ meeting: { mode, venue, link } }: { meeting: Meeting }) {
  const isOnline = mode !== 'in_person'
  return (
    <>
      {[modeName(mode), venue].filter(Boolean).join(', ')}
      {link !== null && (
        <>
          , <a href={link}>{m.words_link().toLowerCase()}</a>
        </>
      )}
      {link === null && isOnline && `, ${m.editions_link_missing()}`}
    </>
  )
}
