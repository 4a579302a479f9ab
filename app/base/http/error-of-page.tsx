// SPDX-License-Identifier: AGPL-3.0-or-later
import type { MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react'
import { useContext } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { ErrorPage } from '#base/ui/notice.tsx'
import { ReferenceContext } from '#base/ui/reference.ts'
import { title } from './title.ts'
import { UnsentForm } from './unsent-form.tsx'

/** What went wrong, in words; a bug (a status of 500) shows the reference under which it was logged. */
export function ErrorOfPage() {
  const error = useRouteError()
  const reference = useContext(ReferenceContext)
  const { pathname } = useLocation()
  const { status, data } = caught(error)
  const said = { status, title: errorTitle(status), text: messageIn(data) ?? textOf(status) }
  if (status === 403) return <ErrorPage {...said} back={placeOf(pathname)} />
  if (status === 503)
    return (
      <ErrorPage {...said}>
        <UnsentForm data={data} />
      </ErrorPage>
    )
  return <ErrorPage {...said} reference={status >= 500 ? reference : undefined} />
}

/** The title of a page that could not be shown. */
export const errorMeta: MetaFunction = ({ error }) =>
  title(error ? errorTitle(caught(error).status) : undefined)

/** The answer that was thrown; of a bug only that it is one. */
export function caught(error: unknown): { status: number; data: unknown } {
  return isRouteErrorResponse(error) ? error : { status: 500, data: null }
}

export function errorTitle(status: number): string {
  if (status === 404) return m.ui_error_404()
  if (status === 403) return m.ui_error_403()
  if (status === 503) return m.ui_error_503()
  return status < 500 ? m.ui_error_4xx() : m.ui_error_500()
}

function textOf(status: number): string {
  if (status === 404) return m.access_not_found()
  if (status === 403) return m.access_forbidden()
  if (status === 503) return m.ui_outage_away()
  return status < 500 ? m.ui_field_invalid() : m.ui_error_500_text()
}

function messageIn(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('message' in data)) return null
  return typeof data.message === 'string' ? data.message : null
}

/** Of a page that one may not use: the project or the meeting it belongs to, which one may see. */
function placeOf(pathname: string) {
  const [place, kind] = /^\/(manage|meetings)\/[^/]+(?=\/)/.exec(pathname) ?? []
  if (!place) return undefined
  return { to: place, label: kind === 'manage' ? m.ui_back_project() : m.ui_back_meeting() }
}
