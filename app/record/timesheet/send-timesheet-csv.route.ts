// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireAccount } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { csv } from '#base/sheets/csv.server.ts'
import { download } from '#base/sheets/download.server.ts'
import { ownTimesheet } from './asked.server.ts'
import { timesheetName } from './timesheet-document.ts'
import { timesheetColumns, timesheetRows } from './timesheet-sheet.ts'

/** One's own hours, in one's own language. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const own = await ownTimesheet(db, actor, new URL(args.request.url).searchParams)
  if (!own || own.projects.length === 0) throw new AppError('not_found', m.access_not_found())
  const { sheet, project } = own
  await noteExport(db, actor, args.request)
  const columns = timesheetColumns(env().TZ_DISPLAY)
  const chunks = csv(columns, timesheetRows(columns, sheet.rows), m.teaching_file_broken_off())
  return download(
    { name: timesheetName(project, sheet.month, [], 'csv'), type: 'text/csv; charset=utf-8', chunks },
    args.context.readerReady,
  )
}
