// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge, type Tone } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { PersonLink } from '#plan/people/person-link.tsx'
import type { Alert, AlertKind } from './alert.ts'
import { alertKindName, alertMeetingName, alertWords } from './alert-words.ts'

type Props = {
  alerts: Alert[]
  /** The project's office, for whoever sees it: there persons have a page. */
  office: string | null
  /** Where the project's editions are. */
  editions: string
  project: { starts_on: string | null; ends_on: string | null }
}

/** Alerts, each with the way to what it is about. */
export function AlertTable({ alerts, office, editions, project }: Props) {
  return (
    <DataTable
      caption={m.words_alerts()}
      captionHidden
      rows={alerts}
      rowKey={keyOf}
      columns={[
        { key: 'about', label: m.reports_alert_about(), cell: (alert) => aboutOf(alert, office) },
        {
          key: 'kind',
          label: m.reports_alert_kind(),
          cell: ({ kind }) => <Badge tone={tones[kind]}>{alertKindName(kind)}</Badge>,
        },
        {
          key: 'what',
          label: m.reports_alert_what(),
          cell: (alert) => (
            <>
              {alertWords(alert, project)} {'person' in alert && placesOf(alert, editions)}
              {alert.kind === 'walk_ins' && office !== null && (
                <Link to={`${office}/walk-ins?edition=${encodeURIComponent(alert.meetings[0].edition_code)}`}>
                  {m.attendance_walk_ins_match()}
                </Link>
              )}
            </>
          ),
        },
      ]}
    />
  )
}

const tones: Record<AlertKind, Tone> = {
  two_places: 'danger',
  trainer_twice: 'danger',
  long_day: 'warning',
  lost: 'danger',
  behind: 'warning',
  overlap_ahead: 'warning',
  not_closed: 'info',
  walk_ins: 'info',
  no_trainer: 'warning',
  outside: 'warning',
}

function aboutOf(alert: Alert, office: string | null) {
  if ('person' in alert) return <PersonLink office={office} {...alert.person} />
  const [meeting] = alert.meetings
  return <Link to={`/meetings/${meeting.id}`}>{alertMeetingName(meeting)}</Link>
}

function placesOf(alert: Extract<Alert, { person: unknown }>, editions: string) {
  if ('edition' in alert) {
    const { code } = alert.edition
    return <Link to={`${editions}/${code}/hours`}>{m.reports_alert_hours_of({ code })}</Link>
  }
  return (
    <ul>
      {alert.meetings.map((meeting) => (
        <li key={meeting.id}>
          <Link to={`/meetings/${meeting.id}`}>{alertMeetingName(meeting)}</Link>
        </li>
      ))}
    </ul>
  )
}

function keyOf(alert: Alert): string {
  const person = 'person' in alert ? alert.person.id : ''
  const places = 'edition' in alert ? [alert.edition.code] : alert.meetings.map(({ id }) => id)
  return [alert.kind, person, ...places].join(' ')
}
