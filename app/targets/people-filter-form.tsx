// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#app/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#app/ui/buttons.tsx'
import { type Field, FieldRow, SelectField, TextField } from '#app/ui/fields.tsx'
import { stages } from './count.ts'
import type { PeopleFilter } from './people-filter.ts'
import { labelOf, type TargetLine } from './target.ts'
import { stageName } from './target-words.ts'

type Props = {
  slug: string
  filter: PeopleFilter
  lines: { line: TargetLine; depth: number }[]
  q: string
}

/** Chooses a figure and searches its names, by the address alone. */
export function PeopleFilterForm({ slug, filter, lines, q }: Props) {
  const here = `/manage/${slug}/people`
  const isAll = !filter.line && !filter.audience && filter.stage === 'all' && q === ''
  return (
    <search>
      <form method="get" action={here}>
        {filter.outside && <input type="hidden" name="outside" value="1" />}
        {filter.audience && <input type="hidden" name="audience" value={filter.audience} />}
        <FieldRow>
          <SelectField
            field={fieldOf('target', filter.line?.id)}
            label={m.targets_line()}
            blank={m.targets_any_line()}
            options={lines.map(({ line, depth }) => ({
              value: line.id,
              label: `${'– '.repeat(depth)}${labelOf(line)}`,
            }))}
          />
          <SelectField
            field={fieldOf('stage', filter.stage)}
            label={m.targets_stage()}
            options={[
              { value: 'all', label: m.targets_stage_all() },
              ...stages.map((stage) => ({ value: stage, label: stageName(stage) })),
            ]}
          />
          <TextField field={fieldOf('q', q)} label={m.targets_people_search()} type="search" />
        </FieldRow>
        <ButtonRow>
          <Button tone="secondary">{m.targets_people_show()}</Button>
          {!isAll && <Link to={here}>{m.targets_people_show_all()}</Link>}
        </ButtonRow>
      </form>
    </search>
  )
}

function fieldOf(name: string, initialValue: string | undefined): Field {
  return { id: `filter-${name}`, name, errorId: `${name}-error`, descriptionId: `${name}-hint`, initialValue }
}
