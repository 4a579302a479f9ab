// SPDX-License-Identifier: AGPL-3.0-or-later
import { showHours, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'
import { PersonLink } from '#plan/people/person-link.tsx'
import type { FadTotal } from './fad-report.ts'
import { fadRoleName, testsName } from './fad-words.ts'
import { secondsName } from './online-words.ts'

type Props = { rows: readonly FadTotal[]; scheduled: number; office: string | null }

/** What everybody comes to over the meetings held online. */
export function FadTotals({ rows, scheduled, office }: Props) {
  return (
    <DataTable
      caption={m.online_fad_totals()}
      captionHidden
      rows={rows}
      rowKey={(row) => `${row.role} ${row.person_id}`}
      columns={[
        {
          key: 'person',
          label: m.words_person(),
          cell: (row) =>
            row.role === 'participant' ? (
              <PersonLink office={office} id={row.person_id} name={row.name} />
            ) : (
              row.name
            ),
        },
        { key: 'role', label: m.words_role(), cell: (row) => fadRoleName(row.role) },
        { key: 'organisation', label: m.online_fad_organisation(), cell: (row) => row.organisation ?? '–' },
        {
          key: 'meetings',
          label: m.words_meetings(),
          numeric: true,
          cell: (row) => showNumber(row.meetings),
        },
        {
          key: 'connected',
          label: m.online_fad_connected(),
          numeric: true,
          cell: (row) => secondsName(row.seconds),
        },
        {
          key: 'credited',
          label: m.words_credited_hours(),
          numeric: true,
          cell: (row) =>
            m.online_fad_of({ hours: showHours(row.credited_minutes), of: showHours(scheduled) }),
        },
        { key: 'tests', label: m.online_fad_tests(), numeric: true, cell: (row) => testsName(row.tests) },
      ]}
    />
  )
}
