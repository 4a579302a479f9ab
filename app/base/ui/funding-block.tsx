// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { EuEmblem } from './eu-emblem.tsx'

export type Funding = {
  language: 'it' | 'en'
  statement: string
  fund: string
  project: string
  cup: string | null
}

/** Emblem, statement in full beside it, fund, project and CUP: wherever a participant or the public looks. */
export function FundingBlock({ funding }: { funding: Funding }) {
  return (
    <div className="funding">
      <EuEmblem />
      <div className="funding-words">
        <p className="funding-statement" lang={funding.language}>
          {funding.statement}
        </p>
        <p lang={funding.language}>{funding.fund}</p>
        <p>{m.ui_funding_project({ project: funding.project })}</p>
        {funding.cup !== null && <p>{m.ui_funding_cup({ cup: funding.cup })}</p>}
      </div>
    </div>
  )
}
