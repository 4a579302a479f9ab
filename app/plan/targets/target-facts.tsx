// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Facts } from '#base/ui/page.tsx'
import type { TargetLine } from './target.ts'
import { criteriaWords, lineKindName, quantityWords } from './words.ts'

/** What a line promised and counts, with the way to the people it counts. */
export function TargetFacts({ slug, line }: { slug: string; line: TargetLine }) {
  return (
    <>
      <Facts
        items={[
          { term: m.targets_quantity(), value: quantityWords(line) },
          { term: m.targets_field_kind(), value: lineKindName(line.kind) },
          { term: m.targets_counts(), value: criteriaWords(line) },
        ]}
      />
      {line.source === 'attendance' && (
        <p>
          <Link to={`/manage/${slug}/people?target=${line.id}`}>{m.targets_open_people()}</Link>
        </p>
      )}
    </>
  )
}
