// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { FrameFooter, type FrameLinks } from './frame-footer.tsx'
import { FrameHeader, type NavItem, type SignedIn } from './frame-header.tsx'
import type { Funding } from './funding-block.tsx'
import { Notice, type Tone } from './notice.tsx'

export type Flash = { tone: Tone; text: string }

type Props = {
  owner: string
  locale: 'it' | 'en'
  path: string
  person: SignedIn | null | undefined
  nav: NavItem[]
  fundings: Funding[]
  links: FrameLinks
  flash: Flash | null
  children: ReactNode
}

/** What surrounds every page: skip link, header, main with the last act's outcome on top, footer. */
export function PageFrame({ owner, locale, path, person, nav, fundings, links, flash, children }: Props) {
  return (
    <div className="frame">
      <a className="skip-link" href="#contenuto">
        {m.ui_skip_to_content()}
      </a>
      <FrameHeader owner={owner} locale={locale} path={path} person={person} nav={nav} />
      <main id="contenuto" className="frame-main" tabIndex={-1}>
        <div className="container">
          {flash !== null && (
            <div className="flash" role="status">
              <Notice tone={flash.tone}>{flash.text}</Notice>
            </div>
          )}
          {children}
        </div>
      </main>
      <FrameFooter owner={owner} fundings={fundings} links={links} />
    </div>
  )
}
