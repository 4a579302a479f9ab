// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from './buttons.tsx'
import { Icon } from './icon.tsx'

export type Tone = 'success' | 'warning' | 'danger' | 'info'

const words: Record<Tone, () => string> = {
  success: () => m.ui_tone_success(),
  warning: () => m.ui_tone_warning(),
  danger: () => m.ui_tone_danger(),
  info: () => m.ui_tone_info(),
}

/** A message that stands out. Its tone is a colour, an icon and a word: nobody depends on the colour. */
export function Notice({ tone, title, children }: { tone: Tone; title?: string; children?: ReactNode }) {
  return (
    <div className={`notice notice-${tone}`}>
      <Icon name={tone} />
      <div className="notice-body">
        <span className="visually-hidden">{words[tone]()}: </span>
        {title !== undefined && <p className="notice-title">{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  )
}

/** Stands where a list would be: says that it is empty and what to do about it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="empty-text">{children}</div>}
      {action !== undefined && <div className="actions">{action}</div>}
    </div>
  )
}

/** A state in a word or two. The word says it all; the tone only helps the eye. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone | 'neutral'; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>
}

type ErrorPageProps = {
  status: number
  title: string
  text: string
  reference?: string | undefined
  /** Where to go on; home where nothing is said. */
  back?: { to: string; label: string } | undefined
  /** What else can be done: it comes first. */
  children?: ReactNode
}

/** The content of a page that could not be shown; goes inside the frame, or alone when the frame failed too. */
export function ErrorPage({ status, title, text, reference, back, children }: ErrorPageProps) {
  const { to, label } = back ?? { to: '/', label: m.ui_back_home() }
  return (
    <div className="error-page">
      <p className="error-status">{m.ui_error_status({ status })}</p>
      <h1>{title}</h1>
      <p className="lead">{text}</p>
      {reference !== undefined && (
        <p>
          {m.ui_error_reference()} <code>{reference}</code>
        </p>
      )}
      {children}
      <LinkButton to={to} tone={children === undefined ? 'primary' : 'secondary'}>
        {label}
      </LinkButton>
    </div>
  )
}
