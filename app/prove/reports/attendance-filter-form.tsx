// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { CheckboxField, FieldRow, SelectField, TextField } from '#base/ui/fields.tsx'
import { FilterForm, filterField } from '#base/ui/filter-form.tsx'

type Typed = { edition: string; from: string; to: string; teachers: boolean }

type Props = {
  path: string
  /** To choose one; null where the address names it. */
  editions: { code: string; title: string }[] | null
  typed: Typed
  faults: { field: string; message: string }[]
  isFiltered: boolean
}

/** Chooses the attendance to export, by the address alone. */
export function AttendanceFilterForm({ path, editions, typed, faults, isFiltered }: Props) {
  const field = (name: 'edition' | 'from' | 'to') =>
    filterField(
      name,
      typed[name],
      faults.filter((fault) => fault.field === name).map((fault) => fault.message),
    )
  return (
    <FilterForm path={path} isFiltered={isFiltered}>
      <FieldRow>
        {editions && (
          <SelectField
            field={field('edition')}
            label={m.words_edition()}
            blank={m.words_all_editions()}
            options={editions.map(({ code, title }) => ({ value: code, label: `${code} · ${title}` }))}
          />
        )}
        <TextField field={field('from')} label={m.reports_filter_from()} type="date" />
        <TextField field={field('to')} label={m.reports_filter_to()} type="date" />
      </FieldRow>
      <CheckboxField
        field={filterField('teachers', typed.teachers ? 'on' : null)}
        label={m.reports_filter_teachers()}
      />
    </FilterForm>
  )
}
