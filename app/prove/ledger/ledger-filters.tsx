// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { FieldRow, SelectField, TextField } from '#base/ui/fields.tsx'
import { FilterForm, filterField } from '#base/ui/filter-form.tsx'
import { actOptions } from './words.ts'

type Filters = { act: string; q: string; from: string; to: string }
type Props = { path: string; filters: Filters; isFiltered: boolean }

/** Narrows the ledger by its address. */
export function LedgerFilters({ path, filters, isFiltered }: Props) {
  return (
    <FilterForm path={path} isFiltered={isFiltered}>
      <FieldRow>
        <SelectField
          field={filterField('act', filters.act)}
          label={m.ledger_filter_act()}
          blank={m.ledger_filter_any()}
          options={actOptions()}
        />
        <TextField field={filterField('q', filters.q)} label={m.words_person()} type="search" />
      </FieldRow>
      <FieldRow>
        <TextField field={filterField('from', filters.from)} label={m.ledger_filter_from()} type="date" />
        <TextField field={filterField('to', filters.to)} label={m.ledger_filter_to()} type="date" />
      </FieldRow>
    </FilterForm>
  )
}
