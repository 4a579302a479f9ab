// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from './buttons.tsx'
import type { Field } from './field.ts'

type Props = { path: string; isFiltered: boolean; children: ReactNode }

/** Narrows a list by its address: `path` without a query is the whole of it. */
export function FilterForm({ path, isFiltered, children }: Props) {
  return (
    <search>
      <form method="get" action={path}>
        {children}
        <ButtonRow>
          <Button tone="secondary">{m.ui_filter_apply()}</Button>
          {isFiltered && (
            <LinkButton to={path} tone="plain">
              {m.ui_filter_clear()}
            </LinkButton>
          )}
        </ButtonRow>
      </form>
    </search>
  )
}

/** A field of such a form, with what the address says of it now. */
export function filterField(name: string, initialValue?: string | null, errors: string[] = []): Field {
  return {
    id: `filter-${name}`,
    name,
    errorId: `filter-${name}-error`,
    descriptionId: `filter-${name}-hint`,
    ...(initialValue != null && { initialValue }),
    ...(errors.length > 0 && { errors }),
  }
}
