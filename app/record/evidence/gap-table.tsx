// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import { type Gap, gapAction, gapAddress, gapText } from './gap.ts'

type Row = Gap & { number: number; title: string; starts_at: string; ends_at: string; code: string }

/** Each gap with its meeting and the way to where it is closed. */
export function GapTable({ rows, office, mayManage }: { rows: Row[]; office: string; mayManage: boolean }) {
  return (
    <DataTable
      caption={m.files_gaps_list()}
      captionHidden
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.meeting_id} ${row.subject_id}`}
      columns={[
        {
          key: 'meeting',
          label: m.words_meeting(),
          cell: (row) => (
            <>
              <Link to={`/meetings/${row.meeting_id}`}>
                {row.code} · {meetingName(row)}
              </Link>
              <br />
              {whenName(row)}
            </>
          ),
        },
        { key: 'missing', label: m.files_missing(), cell: gapText },
        {
          key: 'action',
          label: m.files_column_action(),
          cell: (row) => (
            <Link to={gapAddress(row, office, mayManage)}>
              {gapAction(row, mayManage)}
              <span className="visually-hidden">
                {' '}
                ({row.code} {row.number}
                {row.name && `, ${row.name}`})
              </span>
            </Link>
          ),
        },
      ]}
    />
  )
}
