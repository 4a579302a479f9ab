// SPDX-License-Identifier: AGPL-3.0-or-later
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Section } from '#base/ui/page.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { sectorName } from '#plan/organisations/organisation.ts'
import { intervalNames } from '#record/attendance/row-shown.ts'
import type { WalkInHappening } from './list.server.ts'

const names: Record<WalkInHappening['what'], () => string> = {
  added: m.attendance_walk_in_happened_added,
  changed: m.attendance_walk_in_happened_changed,
  matched: m.attendance_walk_in_happened_matched,
  withdrawn: m.attendance_walk_in_happened_withdrawn,
}

/** What was done about a walk-in, oldest first, with what was written each time. */
export function WalkInHistory({ rows }: { rows: readonly WalkInHappening[] }) {
  return (
    <Section title={m.attendance_walk_in_history()} id="history">
      <DataTable
        caption={m.attendance_walk_in_history()}
        captionHidden
        rows={rows}
        rowKey={(row) => String(row.seq)}
        columns={[
          { key: 'at', label: m.words_when(), cell: (row) => showMoment(row.at) },
          { key: 'who', label: m.words_recorded_by(), cell: (row) => row.actor_name },
          { key: 'what', label: m.words_what(), cell: (row) => names[row.what]() },
          { key: 'said', label: m.words_details(), cell: (row) => saidIn(row) || '–' },
          { key: 'reason', label: m.words_reason(), cell: (row) => row.reason || '–' },
        ]}
      />
    </Section>
  )
}

function saidIn(row: WalkInHappening): string {
  const name = [row.last_name, row.first_name].filter(Boolean).join(' ')
  const sector = row.sector && sectorName(row.sector)
  const times = row.intervals && intervalNames(row.intervals)
  return [name, row.organisation, sector, row.email, row.phone, times].filter(Boolean).join(', ')
}
