// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { markOf, pdfOf, sendPdf } from '#base/documents/pdf.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { printedPages } from '#record/register-page/pages.server.ts'
import { pageDocument } from './document.ts'
import { documentAddress } from './document-address.ts'
import { pageName } from './document-names.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const { form, version } = documentAddress(new URL(args.request.url).searchParams)
  const [page] = await printedPages(db, [meeting], version)
  if (!page) throw new AppError('not_found', m.access_not_found())
  await noteExport(db, actor, args.request)
  return await inLocale(project.language, async () => {
    const pdf = await pdfOf('app/record/register/register.typ', pageDocument(page, form, env().APP_URL))
    return sendPdf(pdf, pageName({ project, edition }, page, form, markOf(pdf), env().TZ_DISPLAY))
  })
}
