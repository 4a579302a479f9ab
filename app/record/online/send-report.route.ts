// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { AppError } from '#base/error.ts'
import { sendFile } from '#base/files/download.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { findReport } from './report-page.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:see')
  const report = await findReport(db, meeting.id, args.params.report ?? '')
  if (!report) throw new AppError('not_found', m.access_not_found())
  await noteExport(db, actor, args.request)
  return await sendFile({ hash: report.file_hash, type: report.type, name: report.name })
}
