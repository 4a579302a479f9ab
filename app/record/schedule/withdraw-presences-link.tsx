// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'

/** Says that a meeting has presences, which stand in the way of moving it to a later moment or cancelling it, and how to take them back. */
export function WithdrawPresencesLink({ meeting }: { meeting: string }) {
  return (
    <Notice tone="info">
      {m.editions_withdraw_presences_notice()}{' '}
      <Link to={`/meetings/${meeting}/withdraw-presences`}>{m.editions_withdraw_presences()}</Link>
    </Notice>
  )
}
