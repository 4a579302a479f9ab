// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Section } from '#base/ui/page.tsx'
import { DataTable } from '#base/ui/table.tsx'
import type { Difference } from './difference.ts'
import { fieldName, fieldValue, presenceName, saidAtDoor } from './words.ts'

/** What changed on a page since the version before: who or what, before, after. */
export function PageChanges({ since, differences }: { since: number; differences: readonly Difference[] }) {
  const rows = differences.map(rowOf)
  return (
    <Section title={m.register_changes({ version: since })} id="changes">
      {rows.length === 0 ? (
        <p>{m.register_changes_none()}</p>
      ) : (
        <DataTable
          caption={m.register_changes({ version: since })}
          captionHidden
          rows={rows}
          rowKey={(row) => `${row.what} ${row.from} ${row.to}`}
          columns={[
            { key: 'what', label: m.words_what(), cell: (row) => row.what },
            { key: 'from', label: m.words_before(), cell: (row) => row.from },
            { key: 'to', label: m.words_after(), cell: (row) => row.to },
          ]}
        />
      )}
    </Section>
  )
}

function rowOf(difference: Difference): { what: string; from: string; to: string } {
  switch (difference.what) {
    case 'meeting': {
      const { field, from, to } = difference
      return { what: fieldName(field), from: fieldValue(field, from), to: fieldValue(field, to) }
    }
    case 'presence': {
      const { name, role, from, to } = difference
      const what = role === 'tutor' ? m.words_tutor_name({ name }) : name
      return { what, from: presenceName(from), to: presenceName(to) }
    }
    case 'words':
      return {
        what: m.register_change_words({ name: difference.name }),
        from: difference.from,
        to: difference.to,
      }
    case 'walk_in': {
      const { name, from, to } = difference
      const state = (there: boolean, later: string) => (there ? m.register_waiting_match() : later)
      return {
        what: m.register_change_walk_in({ name }),
        from: state(from, m.register_change_none()),
        to: state(to, m.register_matched()),
      }
    }
    case 'walk_in_said': {
      const { name, from, to } = difference
      return { what: m.register_change_walk_in({ name }), from: saidAtDoor(from), to: saidAtDoor(to) }
    }
    case 'cumulative':
      return {
        what: m.register_change_cumulative({ n: difference.people }),
        from: m.register_change_none(),
        to: m.register_change_recomputed(),
      }
  }
}
