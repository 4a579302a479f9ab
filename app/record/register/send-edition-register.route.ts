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
import { editionDocument } from './document.ts'
import { documentAddress } from './document-address.ts'
import { registerName } from './document-names.ts'
import { stateOfRegister } from './list.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const { form } = documentAddress(new URL(args.request.url).searchParams)
  const { meetings } = await stateOfRegister(db, edition.id)
  const [first, ...others] = await printedPages(db, meetings)
  if (!first) throw new AppError('not_found', m.documents_no_pages())
  await noteExport(db, actor, args.request)
  return await inLocale(project.language, async () => {
    const document = editionDocument([first, ...others], form, env().APP_URL)
    const pdf = await pdfOf('app/record/register/register.typ', document)
    return sendPdf(pdf, registerName({ project, edition }, form, markOf(pdf)))
  })
}
