// SPDX-License-Identifier: AGPL-3.0-or-later

import { m } from '#base/i18n/paraglide/messages.js'
import { childrenOf, labelOf, type TargetLine } from '#plan/targets/target.ts'
import { quantityWords } from '#plan/targets/words.ts'

type Line = Pick<TargetLine, 'label_it' | 'label_en' | 'quantity' | 'unit' | 'kind'> & {
  id: string
  parent_id: string | null
  position: number
}

/** What a project promised, as published: the tree of its lines with their numbers. */
export function ProjectTargets({ lines, under = null }: { lines: Line[]; under?: string | null }) {
  const children = childrenOf(lines, under)
  if (children.length === 0) return null
  return (
    <ul>
      {children.map((line) => (
        <li key={line.id}>
          {labelOf(line)}: <strong>{quantityWords(line)}</strong>
          {line.kind === 'indirect' && under === null && ` (${m.targets_kind_indirect()})`}
          <ProjectTargets lines={lines} under={line.id} />
        </li>
      ))}
    </ul>
  )
}
