// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showDate, showDuration, showMoment, showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'
import type { EnrolmentState, MarkStatus, Sector } from '#db/schema.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { enrolmentStateInside } from '#prove/board/edition-words.ts'

type Edition = {
  code: string
  title: string
  state: EnrolmentState | null
  meetings: number
  credited_minutes: number
  completed_at: string | null
}

export function PersonEditions({ slug, editions }: { slug: string; editions: Edition[] }) {
  if (editions.length === 0) return <EmptyState title={m.targets_editions_none()} />
  return (
    <DataTable
      caption={m.words_editions()}
      captionHidden
      rows={editions}
      rowKey={(edition) => edition.code}
      columns={[
        {
          key: 'edition',
          label: m.words_edition(),
          cell: ({ code, title }) => (
            <>
              <Link to={`/manage/${slug}/editions/${code}`}>{code}</Link> {title}
            </>
          ),
        },
        {
          key: 'state',
          label: m.targets_enrolment(),
          cell: ({ state }) => (state ? enrolmentStateInside(state) : m.targets_why_not_enrolled()),
        },
        {
          key: 'meetings',
          label: m.words_meetings(),
          numeric: true,
          cell: ({ meetings }) => meetings,
        },
        {
          key: 'minutes',
          label: m.targets_time_credited(),
          numeric: true,
          cell: ({ credited_minutes }) => showDuration(credited_minutes),
        },
        {
          key: 'completed',
          label: m.targets_completed_on(),
          cell: ({ completed_at }) => (completed_at ? showMomentDate(completed_at) : m.words_not_yet()),
        },
      ]}
    />
  )
}

type Mark = {
  id: string
  status: MarkStatus
  credited_minutes: number
  meeting_id: string
  number: number
  title: string
  starts_at: string
  state: string
  code: string
}

export function PersonMarks({ person_id, marks }: { person_id: string; marks: Mark[] }) {
  if (marks.length === 0) return <EmptyState title={m.targets_marks_none()} />
  return (
    <DataTable
      caption={m.words_attendances()}
      captionHidden
      rows={marks}
      rowKey={(mark) => mark.id}
      columns={[
        {
          key: 'meeting',
          label: m.words_meeting(),
          cell: (mark) => (
            <Link to={`/meetings/${mark.meeting_id}/people/${person_id}`}>
              {mark.code} · {mark.number}. {mark.title}
            </Link>
          ),
        },
        { key: 'when', label: m.words_when(), cell: (mark) => showMoment(mark.starts_at) },
        { key: 'status', label: m.words_attendance(), cell: (mark) => markWords(mark) },
        {
          key: 'minutes',
          label: m.targets_time_credited(),
          numeric: true,
          cell: (mark) => showDuration(Number(mark.credited_minutes)),
        },
      ]}
    />
  )
}

function markWords({ status, state }: Mark): string {
  if (state === 'cancelled') return m.targets_mark_cancelled()
  if (status === 'present') return m.targets_mark_present()
  return status === 'absent' ? m.targets_mark_absent() : m.targets_mark_excused()
}

type Employment = {
  id: string
  organisation: string
  sector: Sector
  role: string | null
  started_on: string
  ended_on: string | null
}

export function PersonEmployments({ employments }: { employments: Employment[] }) {
  if (employments.length === 0) return <EmptyState title={m.targets_employments_none()} />
  return (
    <DataTable
      caption={m.targets_employments()}
      captionHidden
      rows={employments}
      rowKey={(employment) => employment.id}
      columns={[
        { key: 'organisation', label: m.words_organisation(), cell: (row) => row.organisation },
        { key: 'sector', label: m.words_sector(), cell: (row) => sectorName(row.sector) },
        { key: 'role', label: m.words_role(), cell: (row) => row.role ?? '' },
        { key: 'from', label: m.words_since(), cell: (row) => showDate(row.started_on) },
        {
          key: 'to',
          label: m.targets_to(),
          cell: (row) => (row.ended_on ? showDate(row.ended_on) : m.targets_today()),
        },
      ]}
    />
  )
}
