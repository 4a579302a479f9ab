// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#app/i18n/paraglide/messages.js'
import { Button, ButtonRow } from '#app/ui/buttons.tsx'
import { type Field, FieldRow, SelectField } from '#app/ui/fields.tsx'
import { type GapFilter, gapKindName, gapKinds } from './gap.ts'

type Props = { here: string; filter: GapFilter; editions: { code: string; title: string }[] }

/** Chooses a kind of gap and an edition, by the address alone. */
export function GapFilterForm({ here, filter, editions }: Props) {
  return (
    <search>
      <form method="get" action={here}>
        <FieldRow>
          <SelectField
            field={fieldOf('kind', filter.kind)}
            label={m.files_gaps_filter_kind()}
            blank={m.files_gaps_filter_kind_all()}
            options={gapKinds.map((kind) => ({ value: kind, label: gapKindName(kind) }))}
          />
          <SelectField
            field={fieldOf('edition', filter.edition)}
            label={m.files_gaps_filter_edition()}
            blank={m.files_gaps_filter_edition_all()}
            options={editions.map(({ code, title }) => ({ value: code, label: `${code} · ${title}` }))}
          />
        </FieldRow>
        <ButtonRow>
          <Button tone="secondary">{m.files_gaps_show()}</Button>
          {(filter.kind || filter.edition) && <Link to={here}>{m.files_gaps_show_all()}</Link>}
        </ButtonRow>
      </form>
    </search>
  )
}

function fieldOf(name: string, initialValue: string | null): Field {
  return { id: `filter-${name}`, name, errorId: `${name}-error`, descriptionId: `${name}-hint`, initialValue }
}
