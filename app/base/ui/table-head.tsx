// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { addressWith } from './address.ts'
import { Icon } from './icon.tsx'

export type Sort = { by: string; direction: 'asc' | 'desc' }

type Props = {
  column: { label: string; numeric?: boolean; sort?: string }
  sort: Sort | undefined
  address: string | undefined
}

/** The head of a column; where the list can be sorted by it, a link that does so, or turns the order round. */
export function ColumnHead({ column, sort, address }: Props) {
  const className = column.numeric ? 'numeric' : undefined
  if (column.sort === undefined || address === undefined) {
    return (
      <th scope="col" className={className}>
        {column.label === '' ? (
          <span className="visually-hidden">{m.ui_column_actions()}</span>
        ) : (
          column.label
        )}
      </th>
    )
  }
  const current = sort?.by === column.sort ? sort.direction : undefined
  const direction = current === 'asc' ? 'desc' : 'asc'
  const icon = current === undefined ? 'sort' : current === 'asc' ? 'sortUp' : 'sortDown'
  const ariaSort = current === undefined ? undefined : current === 'asc' ? 'ascending' : 'descending'
  return (
    <th scope="col" className={className} aria-sort={ariaSort}>
      <Link className="sort-link" to={addressWith(address, { sort: column.sort, direction, page: null })}>
        {column.label}
        <Icon name={icon} />
      </Link>
    </th>
  )
}
