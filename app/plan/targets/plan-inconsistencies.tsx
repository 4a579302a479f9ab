// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import type { Inconsistency } from './consistency.ts'

/** What does not agree in the project's data; nothing at all where all agrees. Never for the public. */
export function Inconsistencies({ found }: { found: Pick<Inconsistency, 'text'>[] }) {
  if (found.length === 0) return null
  return (
    <Notice tone="warning" title={m.projects_check_title()}>
      <ul>
        {found.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Notice>
  )
}
