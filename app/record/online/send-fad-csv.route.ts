// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { csv } from '#base/sheets/csv.server.ts'
import { download } from '#base/sheets/download.server.ts'
import { fadReportName } from '#record/register/document-names.ts'
import { fadReportOf } from './fad-report.server.ts'
import { fadColumns, fadRows } from './fad-sheet.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const report = await fadReportOf(db, edition.id)
  if (!report) throw new AppError('not_found', m.online_fad_none())
  await noteExport(db, actor, args.request)
  return inLocale(project.language, () =>
    download(
      {
        name: fadReportName({ project, edition }, report.hash.slice(0, 8), 'csv'),
        type: 'text/csv; charset=utf-8',
        chunks: csv(fadColumns(), fadRows(report, env().TZ_DISPLAY), m.online_fad_broken_off()),
      },
      args.context.readerReady,
    ),
  )
}
