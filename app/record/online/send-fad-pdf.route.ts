// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { markOf, pdfOf, sendPdf } from '#base/documents/pdf.server.ts'
import { AppError } from '#base/error.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { fadReportName } from '#record/register/document-names.ts'
import { fadDocument } from './fad-document.ts'
import { fadReportOf } from './fad-report.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const report = await fadReportOf(db, edition.id)
  if (!report) throw new AppError('not_found', m.online_fad_none())
  await noteExport(db, actor, args.request)
  return await inLocale(project.language, async () => {
    const pdf = await pdfOf('app/record/online/fad-report.typ', fadDocument(report))
    return sendPdf(pdf, fadReportName({ project, edition }, markOf(pdf), 'pdf'))
  })
}
