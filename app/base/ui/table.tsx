// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ReactNode, useId } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { ColumnHead, type Sort } from './table-head.tsx'

export { Pager, SearchBox } from './paging.tsx'
export type { Sort } from './table-head.tsx'

export type Column<T> = {
  key: string
  label: string
  cell: (row: T) => ReactNode
  numeric?: boolean
  /** The name this column has in the address when the list is sorted by it. */
  sort?: string
}

type Props<T> = {
  caption: ReactNode
  captionHidden?: boolean
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  sort?: Sort
  /** Current path and search, for the links that sort. */
  address?: string
  /** On a phone two or three lines a row, without the names of the columns: for lists of people, which are long. */
  short?: boolean
}

/** Rows of the same kind. The first column names the row; on a phone each row becomes a card under that name. */
export function DataTable<T>(props: Props<T>) {
  const { caption, captionHidden, columns, rows, rowKey, sort, address, short = false } = props
  const sortable = address !== undefined && columns.some((column) => column.sort !== undefined)
  const captionId = `caption-${useId().replaceAll(':', '')}`
  // A table that may be wider than the window scrolls by itself, so the keyboard must be able to reach it.
  const scroll = columns.length > 6 ? { role: 'region', tabIndex: 0, 'aria-labelledby': captionId } : {}
  return (
    <div className="table-scroll" {...scroll}>
      <table
        className={['table', sortable && 'table-sortable', short && 'table-short'].filter(Boolean).join(' ')}
      >
        <caption id={captionId} className={captionHidden ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <ColumnHead key={column.key} column={column} sort={sort} address={address} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, at) => (
                <Cell key={column.key} column={column} row={row} first={at === 0} />
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr className="table-empty">
              <td colSpan={columns.length}>{m.ui_no_rows()}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

function Cell<T>({ column, row, first }: { column: Column<T>; row: T; first: boolean }) {
  const className = column.numeric ? 'numeric' : undefined
  if (first) {
    return (
      <th scope="row" className={className}>
        {column.cell(row)}
      </th>
    )
  }
  return (
    <td className={className} data-label={column.label === '' ? undefined : column.label}>
      <div className="cell">{column.cell(row)}</div>
    </td>
  )
}
