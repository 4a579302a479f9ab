// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { AppError } from '#base/error.ts'
import { sendFile } from '#base/files/download.server.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { issuedName } from './document-names.ts'
import { findDocument } from './issued-documents.server.ts'

/** A document issued for an edition, as it was then. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const document = await findDocument(db, edition.id, args.params.document ?? '')
  if (!document) throw new AppError('not_found', m.access_not_found())
  const { hash, type, kind, number } = document
  const name = inLocale(project.language, () => issuedName({ project, edition }, kind, number))
  await noteExport(db, actor, args.request)
  return await sendFile({ hash, type, name, inline: true })
}
