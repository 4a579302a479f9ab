// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { addressWith, partsOf } from './address.ts'
import { Button } from './buttons.tsx'
import { Icon } from './icon.tsx'

type PagerProps = { page: number; pages: number; total: number; address: string }

/** How many there are, and the way to the other pages of a list. */
export function Pager({ page, pages, total, address }: PagerProps) {
  // What stands in the list's place says so.
  if (total === 0) return null
  const to = (target: number) => addressWith(address, { page: target === 1 ? null : String(target) })
  return (
    <div className="pager">
      <p className="pager-total">{m.ui_n_items({ n: total })}</p>
      {pages > 1 && (
        <nav aria-label={m.ui_pages()}>
          <ul className="pager-list">
            <li>
              <Step label={m.ui_previous_page()} icon="arrowLeft" to={page > 1 ? to(page - 1) : null} />
            </li>
            {numbersAround(page, pages).map((number, at, all) => (
              <li key={number} className={number - (all[at - 1] ?? 0) > 1 ? 'pager-gap' : undefined}>
                <Link
                  to={to(number)}
                  aria-label={m.ui_page_number({ n: number })}
                  aria-current={number === page ? 'page' : undefined}
                >
                  {number}
                </Link>
              </li>
            ))}
            <li>
              <Step label={m.ui_next_page()} icon="arrowRight" to={page < pages ? to(page + 1) : null} />
            </li>
          </ul>
        </nav>
      )}
    </div>
  )
}

type StepProps = { label: string; icon: 'arrowLeft' | 'arrowRight'; to: string | null }

function Step({ label, icon, to }: StepProps) {
  if (to === null) {
    return (
      <span className="pager-off" aria-hidden="true">
        <Icon name={icon} />
      </span>
    )
  }
  return (
    <Link to={to} aria-label={label}>
      <Icon name={icon} />
    </Link>
  )
}

// First, last, and the current page with its neighbours: five links at most, so that they fit on a phone.
function numbersAround(page: number, pages: number): number[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages)
  return [...new Set(wanted)]
}

type SearchBoxProps = { q: string; label: string; address: string; name?: string }

/** Searches a list by its address: the other parameters are kept, the page begins again. */
export function SearchBox({ q, label, address, name = 'q' }: SearchBoxProps) {
  const { path, params } = partsOf(address)
  const kept = [...params].filter(([key]) => key !== name && key !== 'page')
  const id = `search-${name}`
  return (
    <search>
      <form className="search" method="get" action={path}>
        {kept.map(([key, value]) => (
          <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
        ))}
        <label htmlFor={id}>{label}</label>
        <div className="search-row">
          <input className="input" type="search" id={id} name={name} defaultValue={q} />
          <Button tone="secondary">
            <Icon name="search" />
            {m.ui_search()}
          </Button>
        </div>
        {q !== '' && (
          <Link className="search-clear" to={addressWith(address, { [name]: null, page: null })}>
            {m.ui_clear_search()}
          </Link>
        )}
      </form>
    </search>
  )
}
