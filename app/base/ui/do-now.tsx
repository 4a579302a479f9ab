// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Icon } from './icon.tsx'

type Props = { to: string; label: string; when?: string | undefined }

/** The one thing that whoever opens the page most likely came for, before all the rest. */
export function DoNow({ to, label, when }: Props) {
  return (
    <div className="do-now">
      <span className="do-now-word">{m.ui_do_now()}</span>
      <Link to={to}>
        {label}
        {when !== undefined && <span className="do-now-when"> · {when}</span>}
        <Icon name="arrowRight" />
      </Link>
    </div>
  )
}
