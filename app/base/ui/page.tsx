// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'

export { Card, CardGrid } from './card.tsx'

export type Crumb = { label: string; to?: string }

type PageProps = {
  title: string
  /** The language of the title, where it may be another than the page's. */
  language?: 'it' | 'en'
  lead?: ReactNode
  breadcrumb?: Crumb[]
  actions?: ReactNode
  subnav?: ReactNode
  children?: ReactNode
}

/** One page: where I am, what this is (the only h1), what I can do, then the content. */
export function Page({ title, language, lead, breadcrumb = [], actions, subnav, children }: PageProps) {
  return (
    <div className="page">
      {breadcrumb.length > 0 && <Breadcrumb crumbs={breadcrumb} />}
      <div className="page-head">
        <div className="page-title">
          <h1 lang={language}>{title}</h1>
          {lead !== undefined && <div className="lead">{lead}</div>}
        </div>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
      {subnav}
      <div className="page-body">{children}</div>
    </div>
  )
}

function Breadcrumb({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav className="crumbs" aria-label={m.ui_breadcrumb()}>
      <ol>
        {crumbs.map((crumb, at) => (
          <li key={crumb.label}>
            {crumb.to === undefined ? (
              <span aria-current={at === crumbs.length - 1 ? 'page' : undefined}>{crumb.label}</span>
            ) : (
              <Link to={crumb.to}>{crumb.label}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

type SectionProps = { title: string; id?: string; actions?: ReactNode; children?: ReactNode }

export function Section({ title, id, actions, children }: SectionProps) {
  return (
    <section className="section" id={id}>
      <div className="section-head">
        <h2>{title}</h2>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/** Terms and values, side by side where there is room. */
export function Facts({ items }: { items: { term: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {items.map((item) => (
        <div key={item.term}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}

type SubNavProps = { label: string; items: { to: string; label: string; current: boolean }[] }

/** The pages of one subject, as links that look like tabs. */
export function SubNav({ label, items }: SubNavProps) {
  return (
    <nav className="subnav" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.to}>
            <Link to={item.to} aria-current={item.current ? 'page' : undefined}>
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** An article made of Markdown. The html was rendered and sanitised when its version was published. */
export function Prose({ html }: { html: string }) {
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
}
