// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

type ProgressProps = { value: number; max: number; label: string; text?: string }

/** How far: a label, the figures in words (`text`, else "value / max") and a bar. Never more than full. */
export function ProgressBar({ value, max, label, text }: ProgressProps) {
  const figures = text ?? `${value} / ${max}`
  const share = max > 0 ? Math.min(Math.max(value / max, 0), 1) : 0
  return (
    <div className="progress-line">
      <div className="progress-words">
        <span className="progress-label">{label}</span>
        <span className="progress-figures">{figures}</span>
      </div>
      <progress
        className={share >= 1 ? 'progress progress-full' : 'progress'}
        value={share}
        max={1}
        aria-label={label}
        aria-valuetext={figures}
      />
    </div>
  )
}

type StatProps = { label: string; value: ReactNode; detail?: ReactNode; to?: string }

/** One figure. With `to` it opens the list of names behind it. */
export function Stat({ label, value, detail, to }: StatProps) {
  return (
    <li className="stat">
      {/* The link says it too, and is read by itself in a list of links. */}
      <span className="stat-label" aria-hidden={to !== undefined || undefined}>
        {label}
      </span>
      <span className="stat-value">
        {to === undefined ? (
          value
        ) : (
          <Link to={to}>
            {value}
            <span className="visually-hidden"> {label}</span>
          </Link>
        )}
      </span>
      {detail !== undefined && <span className="stat-detail">{detail}</span>}
    </li>
  )
}

export function StatRow({ children }: { children: ReactNode }) {
  return <ul className="stat-row">{children}</ul>
}
