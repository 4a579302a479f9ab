// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'

type Props = {
  path: string
  version: number | null
  latest: number | null
  supersededAt: string | null
  stale: number
}

/** What must be known of a page before it is read: that it is not closed, superseded, or older than pages before it. */
export function PageNotices({ path, version, latest, supersededAt, stale }: Props) {
  if (version === null) {
    return (
      <Notice tone="info" title={m.register_page_open_title()}>
        {m.register_page_open_text()}
      </Notice>
    )
  }
  if (supersededAt !== null && latest !== null) {
    return (
      <Notice tone="warning" title={m.register_page_superseded_title()}>
        <p>{m.register_page_superseded_text({ version, latest, moment: showMoment(supersededAt) })}</p>
        <p>
          <Link to={path}>{m.register_page_in_force()}</Link>
        </p>
      </Notice>
    )
  }
  return stale > 0 ? <Notice tone="info">{m.register_page_stale({ n: stale })}</Notice> : null
}
