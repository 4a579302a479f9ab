// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Section } from '#base/ui/page.tsx'
import { DataTable } from '#base/ui/table.tsx'
import type { Sector } from '#db/schema.ts'
import { meetingName } from '#plan/meetings/words.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { personName } from '#plan/people/person.ts'
import { intervalNames } from '#record/attendance/row-shown.ts'
import type { Interval } from '#record/marks/minutes.ts'

type Row = {
  id: string
  first_name: string
  last_name: string
  organisation: string
  sector: Sector
  intervals: Interval[]
  meeting_id: string
  number: number
  title: string
  starts_at: string
}

type Props = { rows: readonly Row[]; total: number; list: string }

/** Who was at an edition's meetings without being enrolled, as far as nobody has recognised them: below its hours, in none of them. */
export function WalkInsToMatch({ rows, total, list }: Props) {
  return (
    <Section title={m.reports_walk_ins_title({ n: total })} id="walk-ins">
      <p>{m.reports_walk_ins_text()}</p>
      <DataTable
        caption={m.reports_walk_ins_title({ n: total })}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'person',
            label: m.words_person(),
            cell: (row) => (
              <Link to={`/meetings/${row.meeting_id}/walk-ins/${row.id}`}>
                {personName(row.first_name, row.last_name)}
              </Link>
            ),
          },
          {
            key: 'organisation',
            label: m.words_organisation(),
            cell: (row) => `${row.organisation} (${sectorName(row.sector)})`,
          },
          { key: 'meeting', label: m.words_meeting(), cell: meetingName },
          { key: 'on', label: m.words_when(), cell: (row) => showMomentDate(row.starts_at) },
          { key: 'times', label: m.words_times(), cell: (row) => intervalNames(row.intervals) },
        ]}
      />
      <p>
        <Link to={list}>{m.attendance_walk_ins_match()}</Link>
      </p>
    </Section>
  )
}
