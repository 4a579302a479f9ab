// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { type Funding, FundingBlock } from './funding-block.tsx'

export type FrameLinks = { accessibility: string; privacy: string; source: string | null }

type Props = { owner: string; fundings: Funding[]; links: FrameLinks }

// The two data-element values are what the validators of municipal sites look for.
export function FrameFooter({ owner, fundings, links }: Props) {
  return (
    <footer className="frame-footer">
      {fundings.length > 0 && (
        <div className="footer-funding">
          <div className="container">
            {fundings.map((funding) => (
              <FundingBlock
                key={`${funding.language} ${funding.statement} ${funding.fund}`}
                funding={funding}
              />
            ))}
          </div>
        </div>
      )}
      <div className="footer-base">
        <div className="container footer-row">
          <div>
            <p className="footer-owner">{owner}</p>
            <p className="footer-line">{m.ui_footer_line()}</p>
          </div>
          <ul className="footer-links">
            <li>
              <a href={links.accessibility} data-element="accessibility-link">
                {m.words_accessibility_statement()}
              </a>
            </li>
            <li>
              <a href={links.privacy} data-element="privacy-policy-link">
                {m.ui_privacy_notice()}
              </a>
            </li>
            {links.source !== null && (
              <li>
                <a href={links.source}>{m.words_source_code()}</a>
              </li>
            )}
          </ul>
        </div>
      </div>
    </footer>
  )
}
