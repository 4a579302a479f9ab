// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { m } from '#base/i18n/paraglide/messages.js'
import { Icon } from './icon.tsx'
import { Logo } from './logo.tsx'

export type NavItem = { to: string; label: string; current: boolean }
export type SignedIn = { name: string }

type Props = {
  owner: string
  locale: 'it' | 'en'
  path: string
  /** Null when signed out; undefined while nobody can know. */
  person: SignedIn | null | undefined
  nav: NavItem[]
}

export function FrameHeader({ owner, locale, path, person, nav }: Props) {
  return (
    <header className="frame-header">
      <div className="slim">
        <div className="container slim-row">
          <p className="slim-owner">{owner}</p>
          <div className="slim-tools">
            <LanguageSwitch locale={locale} path={path} />
            {person !== undefined && <Account person={person} />}
          </div>
        </div>
      </div>
      <div className="container masthead">
        <Link className="brand" to="/">
          <Logo />
          <span className="brand-words">
            <span className="brand-name">Presente</span>
            <span className="brand-line">{m.ui_brand_line()}</span>
          </span>
        </Link>
        {nav.length > 0 && <MainNav nav={nav} />}
      </div>
    </header>
  )
}

// On a phone the closed <details> hides the list that follows it (see _frame.scss): a menu without a script and
// without a second copy of the links.
function MainNav({ nav }: { nav: NavItem[] }) {
  return (
    <nav className="main-nav" aria-label={m.ui_main_navigation()}>
      <details className="main-nav-toggle">
        <summary>
          <Icon name="menu" />
          {m.ui_menu()}
        </summary>
      </details>
      <ul className="main-nav-list">
        {nav.map((item) => (
          <li key={item.to}>
            <Link to={item.to} aria-current={item.current ? 'page' : undefined}>
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const languages = [
  { locale: 'it', short: 'IT', name: 'Italiano' },
  { locale: 'en', short: 'EN', name: 'English' },
] as const

function LanguageSwitch({ locale, path }: { locale: 'it' | 'en'; path: string }) {
  return (
    <form className="language" method="post" action="/language" aria-label={m.words_language()}>
      <input type="hidden" name="to" value={path} />
      {languages.map((language) => (
        <button
          key={language.locale}
          className="slim-button"
          type="submit"
          name="language"
          value={language.locale}
          lang={language.locale}
          aria-current={language.locale === locale ? 'true' : undefined}
        >
          <span aria-hidden="true">{language.short}</span>
          <span className="visually-hidden">{language.name}</span>
        </button>
      ))}
    </form>
  )
}

function Account({ person }: { person: SignedIn | null }) {
  if (person === null) {
    return (
      <Link className="slim-sign-in" to="/sign-in">
        <Icon name="person" />
        {m.words_sign_in()}
      </Link>
    )
  }
  return (
    <>
      <Link className="slim-account" to="/account">
        <Icon name="person" />
        <span className="slim-account-name">{person.name}</span>
      </Link>
      <form method="post" action="/sign-out">
        <button className="slim-button" type="submit">
          {m.ui_sign_out()}
        </button>
      </form>
    </>
  )
}
