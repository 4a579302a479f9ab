// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#app/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#app/ui/buttons.tsx'
import { CheckboxField, FieldRow, SelectField, TextField } from '#app/ui/fields.tsx'

type Typed = { edition: string; from: string; to: string; teachers: boolean }

type Props = {
  path: string
  editions: { code: string; title: string }[]
  typed: Typed
  faults: { field: string; message: string }[]
  isFiltered: boolean
}

/** Chooses the attendance to export, by the address alone. */
export function AttendanceFilterForm({ path, editions, typed, faults, isFiltered }: Props) {
  const field = (name: keyof Typed) => {
    const errors = faults.filter((fault) => fault.field === name).map((fault) => fault.message)
    const value = typed[name]
    return {
      id: `filter-${name}`,
      name,
      errorId: `filter-${name}-error`,
      descriptionId: `filter-${name}-hint`,
      initialValue: typeof value === 'boolean' ? (value ? 'on' : undefined) : value,
      ...(errors.length > 0 && { errors }),
    }
  }
  return (
    <search>
      <form method="get" action={path}>
        <FieldRow>
          <SelectField
            field={field('edition')}
            label={m.reports_filter_edition()}
            blank={m.reports_filter_any_edition()}
            options={editions.map(({ code, title }) => ({ value: code, label: `${code} · ${title}` }))}
          />
          <TextField field={field('from')} label={m.reports_filter_from()} type="date" />
          <TextField field={field('to')} label={m.reports_filter_to()} type="date" />
        </FieldRow>
        <CheckboxField field={field('teachers')} label={m.reports_filter_teachers()} />
        <ButtonRow>
          <Button tone="secondary">{m.reports_filter_apply()}</Button>
          {isFiltered && (
            <LinkButton to={path} tone="plain">
              {m.reports_filter_clear()}
            </LinkButton>
          )}
        </ButtonRow>
      </form>
    </search>
  )
}
