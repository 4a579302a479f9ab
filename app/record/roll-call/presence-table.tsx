// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showHours, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'
import type { MarkSource } from '#db/schema.ts'
import { personName } from '#plan/people/person.ts'
import type { ShownStatus } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { StatusBadge } from '#record/marks/status-badge.tsx'
import { sourceName } from '#record/marks/words.ts'

type Presence = {
  person_id: string
  first_name: string
  last_name: string
  organisation: string | null
  enrolled: boolean
  mark: { intervals: Interval[]; credited_minutes: number; source: MarkSource; note: string | null } | null
  shown: ShownStatus | null
}

/** Who was at a meeting, when, for how many minutes and who says so; each name leads to all that was recorded. */
export function PresenceTable({ meeting, people }: { meeting: { id: string }; people: readonly Presence[] }) {
  return (
    <DataTable
      caption={m.words_attendances()}
      captionHidden
      short
      rows={people}
      rowKey={(row) => row.person_id}
      columns={[
        {
          key: 'person',
          label: m.words_person(),
          cell: (row) => (
            <Link to={`/meetings/${meeting.id}/people/${row.person_id}`}>
              {personName(row.first_name, row.last_name)}
            </Link>
          ),
        },
        { key: 'organisation', label: m.words_organisation(), cell: (row) => row.organisation },
        {
          key: 'status',
          label: m.words_attendance(),
          cell: (row) => (
            <>
              <StatusBadge status={row.shown} />
              {row.mark?.note && <div className="field-hint">{row.mark.note}</div>}
              {!row.enrolled && <div className="field-hint">{m.attendance_not_enrolled_any_more()}</div>}
            </>
          ),
        },
        {
          key: 'times',
          label: m.register_column_times(),
          cell: (row) =>
            row.mark?.intervals
              .map((one) => m.words_interval({ from: showTime(one.in), to: showTime(one.out) }))
              .join(', '),
        },
        {
          key: 'minutes',
          label: m.attendance_credited(),
          numeric: true,
          cell: (row) => row.mark && showHours(row.mark.credited_minutes),
        },
        {
          key: 'source',
          label: m.words_source(),
          cell: (row) => row.mark && sourceName(row.mark.source),
        },
      ]}
    />
  )
}
