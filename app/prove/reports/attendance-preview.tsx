// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'
import { PersonLink } from '#plan/people/person-link.tsx'
import { type AttendanceColumn, attendanceColumns } from './attendance-columns.ts'
import type { AttendanceRow } from './attendance-row.ts'

type Props = { rows: AttendanceRow[]; office: string | null; zone: string }

/** The columns of the file that matter to the eye: all thirty do not fit on a page. */
const shown = ['edition', 'number', 'date', 'starts', 'ends', 'status', 'in', 'out', 'minutes']

/** The first rows of an export as they will be in the file. */
export function AttendancePreview({ rows, office, zone }: Props) {
  const columns = attendanceColumns(zone).filter(({ key }) => shown.includes(key))
  return (
    <DataTable
      caption={m.reports_preview()}
      captionHidden
      rows={rows}
      rowKey={(row) => `${row.meeting.id} ${row.person_id ?? row.walk_in?.id}`}
      columns={[
        {
          key: 'person',
          label: m.words_person(),
          cell: (row) => (
            <>
              {row.walk_in ? (
                <Link to={`/meetings/${row.meeting.id}/walk-ins/${row.walk_in.id}`}>
                  {`${row.last_name} ${row.first_name}`}
                </Link>
              ) : (
                <PersonLink
                  office={office}
                  id={row.person_id ?? ''}
                  name={`${row.last_name} ${row.first_name}`}
                />
              )}
              {row.walk_in && <div className="field-hint">{m.reports_walk_in_role()}</div>}
            </>
          ),
        },
        ...columns.map((column) => ({
          key: column.key,
          label: column.header,
          numeric: column.type === 'integer',
          cell: (row: AttendanceRow) => shownValue(column, row),
        })),
      ]}
    />
  )
}

function shownValue({ type, value }: AttendanceColumn, row: AttendanceRow): string {
  const given = value(row)
  if (given === null || given === '') return '–'
  if (type === 'date') return showDate(String(given))
  // The day is in its own column.
  return type === 'moment' ? String(given).slice(11) : String(given)
}
