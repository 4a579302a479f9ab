// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

type Props = {
  title?: string
  /** The language of the title, where it may be another than the page's. */
  language?: 'it' | 'en' | undefined
  to?: string
  children?: ReactNode
  footer?: ReactNode
}

/** A box about one thing. With `to` its title is a link and the whole card answers to the pointer. */
export function Card({ title, language, to, children, footer }: Props) {
  return (
    <article className={to === undefined ? 'card' : 'card card-linked'}>
      {title !== undefined && (
        <h3 className="card-title" lang={language}>
          {to === undefined ? title : <Link to={to}>{title}</Link>}
        </h3>
      )}
      {children !== undefined && <div className="card-body">{children}</div>}
      {footer !== undefined && <div className="card-footer">{footer}</div>}
    </article>
  )
}

export function CardGrid({ children }: { children: ReactNode }) {
  return <div className="card-grid">{children}</div>
}
