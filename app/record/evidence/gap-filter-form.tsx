// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { FieldRow, SelectField } from '#base/ui/fields.tsx'
import { FilterForm, filterField } from '#base/ui/filter-form.tsx'
import { type GapFilter, gapKindName, gapKinds } from './gap.ts'

type Props = { here: string; filter: GapFilter; editions: { code: string; title: string }[] }

/** Chooses a kind of gap and an edition, by the address alone. */
export function GapFilterForm({ here, filter, editions }: Props) {
  return (
    <FilterForm path={here} isFiltered={filter.kind !== null || filter.edition !== null}>
      <FieldRow>
        <SelectField
          field={filterField('kind', filter.kind)}
          label={m.files_missing()}
          blank={m.files_gaps_filter_kind_all()}
          options={gapKinds.map((kind) => ({ value: kind, label: gapKindName(kind) }))}
        />
        <SelectField
          field={filterField('edition', filter.edition)}
          label={m.words_edition()}
          blank={m.words_all_editions()}
          options={editions.map(({ code, title }) => ({ value: code, label: `${code} · ${title}` }))}
        />
      </FieldRow>
    </FilterForm>
  )
}
