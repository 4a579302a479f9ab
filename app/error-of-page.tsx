// SPDX-License-Identifier: AGPL-3.0-or-later

import { UnsentForm } from './http/unsent-form.tsx'
import { m } from './i18n/paraglide/messages.js'
import { ErrorPage } from './ui/notice.tsx'

type Caught = { status: number; data: unknown }

/** What went wrong, in words; a bug (null, or a status of 500) shows the reference under which it was logged. */
export function ErrorOfPage({ error, reference }: { error: Caught | null; reference: string }) {
  const status = error?.status ?? 500
  const text = messageIn(error?.data)
  if (status === 404)
    return <ErrorPage status={404} title={m.ui_error_404()} text={text ?? m.access_not_found()} />
  if (status === 403)
    return <ErrorPage status={403} title={m.ui_error_403()} text={text ?? m.access_forbidden()} />
  if (status < 500)
    return <ErrorPage status={status} title={m.ui_error_4xx()} text={text ?? m.ui_field_invalid()} />
  if (status === 503)
    return (
      <ErrorPage status={503} title={m.ui_error_503()} text={text ?? m.ui_outage_away()}>
        <UnsentForm data={error?.data} />
      </ErrorPage>
    )
  return (
    <ErrorPage
      status={status}
      title={m.ui_error_500()}
      text={text ?? m.ui_error_500_text()}
      reference={reference}
    />
  )
}

function messageIn(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('message' in data)) return null
  return typeof data.message === 'string' ? data.message : null
}
