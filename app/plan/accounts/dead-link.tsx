// SPDX-License-Identifier: AGPL-3.0-or-later
import { useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { caught, ErrorOfPage, errorTitle } from '#base/http/error-of-page.tsx'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ErrorPage } from '#base/ui/notice.tsx'

/** For the errors of a page that a mailed link opens: where it opens nothing, `text` and `children` say what to do instead. */
export function DeadLink({ text, children }: { text: string; children: ReactNode }) {
  const { status } = caught(useRouteError())
  if (status !== 404) return <ErrorOfPage />
  return (
    <ErrorPage status={status} title={m.access_link_dead()} text={text}>
      <p>{children}</p>
    </ErrorPage>
  )
}

/** The title of such a page. */
export function linkTitle(words: string, error: unknown) {
  if (!error) return title(words)
  const { status } = caught(error)
  return title(status === 404 ? m.access_link_dead() : errorTitle(status))
}
