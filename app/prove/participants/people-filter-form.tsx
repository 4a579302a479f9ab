// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { FieldRow, SelectField, TextField } from '#base/ui/fields.tsx'
import { FilterForm, filterField } from '#base/ui/filter-form.tsx'
import { labelOf, type TargetLine } from '#plan/targets/target.ts'
import { stages } from '#prove/board/count.ts'
import { stageName } from '#prove/board/words.ts'
import type { PeopleFilter } from './people-filter.ts'

type Props = {
  slug: string
  filter: PeopleFilter
  lines: { line: TargetLine; depth: number }[]
  q: string
}

/** Chooses a figure and searches its names, by the address alone. */
export function PeopleFilterForm({ slug, filter, lines, q }: Props) {
  const isAll = !filter.line && !filter.audience && filter.stage === 'all' && q === ''
  return (
    <FilterForm path={`/manage/${slug}/people`} isFiltered={!isAll}>
      {filter.outside && <input type="hidden" name="outside" value="1" />}
      {filter.audience && <input type="hidden" name="audience" value={filter.audience} />}
      <FieldRow>
        <SelectField
          field={filterField('target', filter.line?.id)}
          label={m.targets_line()}
          blank={m.targets_any_line()}
          options={lines.map(({ line, depth }) => ({
            value: line.id,
            label: `${'– '.repeat(depth)}${labelOf(line)}`,
          }))}
        />
        <SelectField
          field={filterField('stage', filter.stage)}
          label={m.targets_stage()}
          options={[
            { value: 'all', label: m.targets_stage_all() },
            ...stages.map((stage) => ({ value: stage, label: stageName(stage) })),
          ]}
        />
        <TextField field={filterField('q', q)} label={m.targets_people_search()} type="search" />
      </FieldRow>
    </FilterForm>
  )
}
