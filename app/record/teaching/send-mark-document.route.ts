// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { documentName } from '#base/documents/document-name.ts'
import { AppError } from '#base/error.ts'
import { sendFile, sendSignedDocument } from '#base/files/download.server.ts'
import { signedType } from '#base/files/file.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { findDocument } from '#record/attendance/person-mark.server.ts'

const endings: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  [signedType]: 'p7m',
}

/** The document by which somebody is excused; `?mark=` names an earlier mark's, `?document` what is in a signed envelope. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const where = { meeting_id: meeting.id, person_id: args.params.person ?? '' }
  const asked = new URL(args.request.url).searchParams
  const document = await findDocument(db, where, asked.get('mark'))
  if (!document) throw new AppError('not_found', m.access_not_found())
  const { hash, type, first_name, last_name } = document
  const number = String(meeting.number).padStart(2, '0')
  const name = inLocale(project.language, () => {
    const parts = [m.documents_name_meeting(), number, last_name, first_name, hash.slice(0, 8)]
    return documentName({ project, kind: m.attendance_document_name(), edition, parts }, endings[type])
  })
  await noteExport(db, actor, args.request)
  if (asked.has('document')) return await sendSignedDocument({ hash, name })
  return await sendFile({ hash, type, name, inline: true })
}
