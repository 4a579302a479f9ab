// SPDX-License-Identifier: AGPL-3.0-or-later
import type { SubmissionResult } from '@conform-to/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import { CheckInTyped } from './check-in-typed.tsx'

type Props = { problem: 'late' | 'wrong'; signedIn: boolean; result: SubmissionResult | undefined }

/** A code that cannot be taken, and what to do. The same for every address, so that it tells of no meeting. */
export function BadCode({ problem, signedIn, result }: Props) {
  return (
    <>
      {!result && (
        <Notice
          tone="warning"
          title={problem === 'late' ? m.checkin_code_late_title() : m.checkin_code_wrong_title()}
        >
          <p>{problem === 'late' ? m.checkin_code_late() : m.checkin_code_wrong()}</p>
          <p>{m.checkin_code_ask()}</p>
        </Notice>
      )}
      {signedIn && <CheckInTyped result={result} />}
    </>
  )
}
