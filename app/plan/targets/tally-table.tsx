// SPDX-License-Identifier: AGPL-3.0-or-later
import { showDate, showMoment, showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { type Column, DataTable } from '#base/ui/table.tsx'
import { TargetName } from './target-name.tsx'

type Tally = {
  id: string
  target_id: string
  label_it: string
  label_en: string
  on_date: string
  quantity: number
  note: string
  recorded_at: string
  by: string | null
}

/** Numbers recorded by hand, newest first. `slug` shows which line each belongs to. */
export function TallyTable({ slug, tallies }: { slug?: string; tallies: Tally[] }) {
  const line: Column<Tally>[] =
    slug === undefined
      ? []
      : [
          {
            key: 'line',
            label: m.targets_line(),
            cell: (tally) => <TargetName slug={slug} line={{ ...tally, id: tally.target_id }} depth={0} />,
          },
        ]
  return (
    <DataTable
      caption={m.targets_tallies()}
      captionHidden
      rows={tallies}
      rowKey={(tally) => tally.id}
      columns={[
        ...line,
        { key: 'on', label: m.words_date(), cell: (tally) => showDate(tally.on_date) },
        {
          key: 'quantity',
          label: m.targets_tally_quantity(),
          numeric: true,
          cell: (tally) => showNumber(Number(tally.quantity)),
        },
        { key: 'note', label: m.words_note(), cell: (tally) => tally.note },
        {
          key: 'by',
          label: m.words_recorded_by(),
          cell: (tally) => [tally.by, showMoment(tally.recorded_at)].filter(Boolean).join(', '),
        },
      ]}
    />
  )
}
