// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { FrameFooter, type FrameLinks } from './frame-footer.tsx'
import { FrameHeader, type NavItem, type SignedIn } from './frame-header.tsx'
import type { Funding } from './funding-block.tsx'
import { Notice, type Tone } from './notice.tsx'

export type Flash = { tone: Tone; text: string }

/** What the page says of a form as a whole, where the form itself does not. */
export type Said = Flash & { typed?: readonly string[] }

type Props = {
  owner: string
  locale: 'it' | 'en'
  path: string
  person: SignedIn | null | undefined
  nav: NavItem[]
  fundings: Funding[]
  links: FrameLinks
  flash: Flash | null
  said: Said | null
  children: ReactNode
}

/** What surrounds every page: skip link, header, main with the last act's outcome on top, footer. */
export function PageFrame({
  owner,
  locale,
  path,
  person,
  nav,
  fundings,
  links,
  flash,
  said,
  children,
}: Props) {
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
          {said !== null && <SaidOfForm said={said} />}
          {children}
        </div>
      </main>
      <FrameFooter owner={owner} fundings={fundings} links={links} />
    </div>
  )
}

function SaidOfForm({ said: { tone, text, typed = [] } }: { said: Said }) {
  const isRefusal = tone === 'danger'
  return (
    <div
      className="flash"
      role={isRefusal ? 'alert' : 'status'}
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the page is an answer, and this is what it says
      autoFocus={isRefusal}
    >
      <Notice tone={tone} title={text}>
        {typed.length > 0 && (
          <>
            <p>{m.ui_refused_typed()}:</p>
            <ul>
              {typed.map((value) => (
                <li key={value}>{value}</li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    </div>
  )
}
