// SPDX-License-Identifier: AGPL-3.0-or-later
import { useLocation } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, LinkButton } from '#base/ui/buttons.tsx'
import type { Unsent } from './unsent.ts'

/** What to do about a page or form that could not be taken: ask for it, or send it, once more. `data` is the error's. */
export function UnsentForm({ data }: { data: unknown }) {
  const { pathname, search } = useLocation()
  const address = pathname + search
  const unsent = unsentIn(data)
  if (!unsent)
    return (
      <p>
        <LinkButton to={address} reloadDocument>
          {m.ui_unsent_again()}
        </LinkButton>
      </p>
    )
  if (!unsent.fields) return <p>{m.ui_unsent_too_much()}</p>
  return (
    <form method="post" action={address}>
      <p>{m.ui_unsent_kept()}</p>
      {unsent.left && <p>{m.ui_unsent_left()}</p>}
      {unsent.fields.map(([name, value], position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same name and value may come twice, and nothing moves.
        <input key={position} type="hidden" name={name} value={value} />
      ))}
      <p>
        <Button>{m.ui_unsent_again()}</Button>
      </p>
    </form>
  )
}

function unsentIn(data: unknown): Unsent | null {
  if (typeof data !== 'object' || data === null || !('unsent' in data)) return null
  return data.unsent as Unsent
}
