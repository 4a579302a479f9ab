// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { TextField } from '#base/ui/fields.tsx'
import { filterField } from '#base/ui/filter-form.tsx'
import { mostPages, usualPages } from './empty-register.ts'

/** Asks for a register of empty pages, as many as are wanted. */
export function EmptyForm({ path }: { path: string }) {
  return (
    <form method="get" action={path}>
      <p>{m.register_empty_text()}</p>
      <TextField
        field={filterField('pages', String(usualPages))}
        label={m.register_empty_pages()}
        hint={m.register_empty_hint({ most: mostPages })}
        type="number"
        min={1}
        max={mostPages}
      />
      <Button tone="secondary">{m.register_empty_make()}</Button>
    </form>
  )
}
