// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { markOf, pdfOf, sendPdf } from '#base/documents/pdf.server.ts'
import { AppError } from '#base/error.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { emptyRegisterName } from './document-names.ts'
import { emptyRegisterOf } from './empty-register.server.ts'
import { emptyDocument, mostPages, pagesAsked, usualPages } from './empty-register.ts'

/** A register of empty numbered pages, to be stamped before use. Nothing is recorded: it says nothing that was done. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const asked = pagesAsked.safeParse(new URL(args.request.url).searchParams.get('pages') ?? usualPages)
  if (!asked.success) throw new AppError('invalid', m.register_empty_error({ most: mostPages }))
  const register = await emptyRegisterOf(db, project, edition)
  await noteExport(db, actor, args.request)
  return await inLocale(project.language, async () => {
    const pdf = await pdfOf('app/record/register/register.typ', emptyDocument(register, asked.data))
    return sendPdf(pdf, emptyRegisterName({ project, edition }, asked.data, markOf(pdf)))
  })
}
