// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showMoment, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Badge } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { allRows, type RowCounts, versionName } from './report.ts'
import type { Platform } from './report-line.ts'

type Report = {
  id: string
  platform: Platform
  platform_version: string | null
  platform_name: string | null
  name: string
  imported_at: string
  imported_by_name: string | null
  counts: RowCounts
}

/** The reports imported for a meeting. `here` is the meeting's address. */
export function ReportTable({ here, reports }: { here: string; reports: readonly Report[] }) {
  return (
    <DataTable
      caption={m.online_reports_title()}
      captionHidden
      rows={reports}
      rowKey={(report) => report.id}
      columns={[
        {
          key: 'name',
          label: m.words_file(),
          cell: (report) => <Link to={`${here}/import/${report.id}`}>{report.name}</Link>,
        },
        { key: 'platform', label: m.words_platform(), cell: (report) => versionName(report) },
        {
          key: 'imported',
          label: m.online_column_imported(),
          cell: (report) =>
            m.online_imported_by({
              when: showMoment(report.imported_at),
              name: report.imported_by_name ?? 'Presente',
            }),
        },
        {
          key: 'people',
          label: m.online_column_people(),
          numeric: true,
          cell: ({ counts }) => showNumber(allRows(counts)),
        },
        {
          key: 'waiting',
          label: m.online_state_waiting(),
          numeric: true,
          cell: ({ counts }) =>
            counts.waiting === 0 ? showNumber(0) : <Badge tone="warning">{showNumber(counts.waiting)}</Badge>,
        },
      ]}
    />
  )
}
