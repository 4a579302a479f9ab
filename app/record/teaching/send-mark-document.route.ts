// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { AppError } from '#base/error.ts'
import { sendFile } from '#base/files/download.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { findDocument } from '#record/attendance/person-mark.server.ts'

const endings: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

/** The document by which somebody is excused; `?mark=` names an earlier mark's. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:see')
  const where = { meeting_id: meeting.id, person_id: args.params.person ?? '' }
  const document = await findDocument(db, where, new URL(args.request.url).searchParams.get('mark'))
  if (!document) throw new AppError('not_found', m.access_not_found())
  const { hash, type, first_name, last_name } = document
  const name = [m.attendance_document_name(), last_name, first_name].join('-').replace(/\s+/g, '-')
  await noteExport(db, actor, args.request)
  return await sendFile({ hash, type, name: `${name}.${endings[type] ?? 'bin'}`, inline: true })
}
