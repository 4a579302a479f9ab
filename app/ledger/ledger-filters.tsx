// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#app/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#app/ui/buttons.tsx'
import { FieldRow, SelectField, TextField } from '#app/ui/fields.tsx'
import { actOptions } from './ledger-words.ts'

type Filters = { act: string; q: string; from: string; to: string }
type Props = { path: string; filters: Filters; isFiltered: boolean }

/** Narrows the ledger by its address. */
export function LedgerFilters({ path, filters, isFiltered }: Props) {
  const field = (name: keyof Filters) => ({
    id: `filter-${name}`,
    name,
    errorId: `filter-${name}-error`,
    descriptionId: `filter-${name}-hint`,
    initialValue: filters[name],
  })
  return (
    <search>
      <form method="get" action={path}>
        <FieldRow>
          <SelectField
            field={field('act')}
            label={m.ledger_filter_act()}
            blank={m.ledger_filter_any()}
            options={actOptions()}
          />
          <TextField field={field('q')} label={m.ledger_filter_person()} type="search" />
        </FieldRow>
        <FieldRow>
          <TextField field={field('from')} label={m.ledger_filter_from()} type="date" />
          <TextField field={field('to')} label={m.ledger_filter_to()} type="date" />
        </FieldRow>
        <ButtonRow>
          <Button tone="secondary">{m.ledger_filter_apply()}</Button>
          {isFiltered && (
            <LinkButton to={path} tone="plain">
              {m.ledger_filter_clear()}
            </LinkButton>
          )}
        </ButtonRow>
      </form>
    </search>
  )
}
