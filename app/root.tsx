// SPDX-License-Identifier: AGPL-3.0-or-later
import regularUrl from '@fontsource/titillium-web/files/titillium-web-latin-400-normal.woff2?url'
import boldUrl from '@fontsource/titillium-web/files/titillium-web-latin-700-normal.woff2?url'
import { data, type LinksFunction, type LoaderFunctionArgs } from '@remix-run/node'
import { Links, Meta, Outlet, useLocation, useMatches, useRouteLoaderData } from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { publicPage } from '#base/access/guards.server.ts'
import { findKeptForm, forgetForm } from '#base/access/kept-forms.server.ts'
import { takeFlash } from '#base/http/flash.server.ts'
import { giveBack } from '#base/http/given-back.server.ts'
import { locale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { readSettings } from '#base/settings/settings.server.ts'
import { FormNotesContext } from '#base/ui/form-notes.ts'
import { PageFrame } from '#base/ui/frame.tsx'
import type { Funding } from '#base/ui/funding-block.tsx'
import stylesUrl from '#base/ui/styles.scss?url'
import { commonFunding } from '#plan/projects/funding.ts'
import { fundedProjects } from '#plan/projects/projects.server.ts'
import { navigationOf } from '#site/navigation.ts'

export const links: LinksFunction = () => [
  // What a page is first read in: asked for with the styles, not after them.
  ...[regularUrl, boldUrl].map((href) => ({
    ...{ rel: 'preload', as: 'font', type: 'font/woff2', href },
    crossOrigin: 'anonymous' as const,
  })),
  { rel: 'stylesheet', href: stylesUrl },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export { ErrorOfPage as ErrorBoundary, errorMeta as meta } from '#base/http/error-of-page.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await publicPage(args)
  const [settings, projects, { flash, clear }, kept] = await Promise.all([
    readSettings(db),
    fundedProjects(db),
    takeFlash(args.request),
    actor && findKeptForm(db, actor.accountId, args.request),
  ])
  if (kept) {
    const shown = () => forgetForm(db, kept.id)
    giveBack(
      args.context,
      kept.form === 'lost' ? { kind: 'lost', shown } : { kind: 'kept', ...kept.form, shown },
    )
  }
  const frame = {
    locale: locale(),
    owner: settings.owner,
    source: settings.source_url ?? null,
    fundings: commonFunding(projects),
    person: actor && { name: actor.name },
    nav: navigationOf(actor),
    flash,
  }
  const headers = new Headers()
  for (const cookie of [clear, kept?.forget]) if (cookie) headers.append('Set-Cookie', cookie)
  return data(frame, { headers })
}

/** A page of a project says whose funding its footer shows (`handle = fundingHandle`); the others show all. */
type Handle = {
  funding?: (data: unknown) => Funding | null
  /** Seconds after which a browser without JavaScript asks for the page again. */
  refresh?: (data: unknown) => number | null
}

export function Layout({ children }: { children: ReactNode }) {
  const frame = useRouteLoaderData<typeof loader>('root')
  const { said } = useContext(FormNotesContext)
  const { pathname, search } = useLocation()
  const page = useMatches().at(-1)
  const handle = page?.handle as Handle | undefined
  const ownFunding = handle?.funding?.(page?.data)
  const refresh = handle?.refresh?.(page?.data) ?? null
  // Without the frame's data (the database is away) the messages know their language.
  const language = frame?.locale ?? (m.ui_language_code() === 'en' ? 'en' : 'it')
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
        {refresh !== null && (
          <noscript>
            <meta httpEquiv="refresh" content={String(refresh)} />
          </noscript>
        )}
      </head>
      <body>
        <PageFrame
          owner={frame?.owner ?? ''}
          locale={language}
          path={pathname + search}
          person={frame?.person}
          nav={(frame?.nav ?? []).map(({ to, label, within = to }) => ({
            to,
            label,
            current: isWithin(pathname, within),
          }))}
          fundings={ownFunding ? [ownFunding] : (frame?.fundings ?? [])}
          links={{ accessibility: '/accessibility', privacy: '/privacy', source: frame?.source ?? null }}
          flash={frame?.flash ?? null}
          said={said}
        >
          {children}
        </PageFrame>
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

function isWithin(pathname: string, section: string): boolean {
  return section === '/' ? pathname === '/' : pathname === section || pathname.startsWith(`${section}/`)
}
