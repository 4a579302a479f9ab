// SPDX-License-Identifier: AGPL-3.0-or-later
import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'
import type { Interval } from '#record/marks/minutes.ts'
import { connectedName, connectionsName } from './online-words.ts'
import { OtherRowList } from './report-facts.tsx'
import type { OtherRow } from './report-line.ts'

type Person = {
  position: number
  name: string
  email: string | null
  role: string | null
  intervals: Interval[]
}

/** What would be read of a file by the columns said: the first people, and all that is left out. */
export type Preview = { people: Person[]; count: number; others: OtherRow[]; othersInAll: number }

export function MappingPreview({ preview }: { preview: Preview }) {
  const { people, count, others, othersInAll } = preview
  return (
    <section aria-labelledby="preview-title" id="preview">
      <h2 id="preview-title">{m.online_map_preview_title({ people: showNumber(count) })}</h2>
      {count > people.length && <p>{m.online_map_preview_more({ n: people.length })}</p>}
      <DataTable
        caption={m.online_map_preview_title({ people: showNumber(count) })}
        captionHidden
        rows={people}
        rowKey={({ position }) => String(position)}
        columns={[
          { key: 'name', label: m.online_column_name(), cell: ({ name }) => name },
          {
            key: 'known',
            label: m.online_column_email(),
            cell: ({ email, role }) => [email, role].filter((text) => text !== null).join(' · ') || '–',
          },
          {
            key: 'times',
            label: m.online_column_times(),
            cell: ({ intervals }) => connectionsName(intervals),
          },
          {
            key: 'connected',
            label: m.words_duration(),
            numeric: true,
            cell: ({ intervals }) => connectedName(intervals),
          },
        ]}
      />
      {othersInAll > 0 && (
        <Notice tone="warning" title={m.online_map_others_title({ n: othersInAll })}>
          <OtherRowList others={others} othersInAll={othersInAll} />
        </Notice>
      )}
    </section>
  )
}
