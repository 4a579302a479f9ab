// SPDX-License-Identifier: AGPL-3.0-or-later
import { Badge } from '#base/ui/notice.tsx'
import type { EditionState } from './edition.ts'
import { editionStateName } from './words.ts'

const tones = { unplanned: 'warning', planned: 'info', running: 'success', finished: 'neutral' } as const

export function EditionStateBadge({ state }: { state: EditionState }) {
  return <Badge tone={tones[state]}>{editionStateName(state)}</Badge>
}
