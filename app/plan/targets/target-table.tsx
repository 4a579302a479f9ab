// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'
import type { TargetLine } from './target.ts'
import { TargetName } from './target-name.tsx'
import { criteriaWords, lineKindName, quantityWords } from './words.ts'

type Props = { slug: string; lines: { line: TargetLine; depth: number }[] }

/** A project's tree of targets: what each line promised and what it counts. */
export function TargetTable({ slug, lines }: Props) {
  return (
    <DataTable
      caption={m.targets_lines()}
      captionHidden
      rows={lines}
      rowKey={({ line }) => line.id}
      columns={[
        {
          key: 'line',
          label: m.targets_line(),
          cell: ({ line, depth }) => <TargetName slug={slug} line={line} depth={depth} />,
        },
        { key: 'quantity', label: m.targets_quantity(), cell: ({ line }) => quantityWords(line) },
        { key: 'kind', label: m.targets_field_kind(), cell: ({ line }) => lineKindName(line.kind) },
        { key: 'counts', label: m.targets_counts(), cell: ({ line }) => criteriaWords(line) },
      ]}
    />
  )
}
