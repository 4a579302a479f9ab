// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Actor } from '#base/access/actor.ts'
import { pdfOf } from '#base/documents/pdf.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { inDocumentLanguage } from '#plan/projects/language.server.ts'
import { issueDocument } from '#record/register/issued-documents.server.ts'
import { fadDocument } from './fad-document.ts'
import { fadReportOf } from './fad-report.server.ts'

/**
 * Freezes the report of distance learning of an edition as a PDF that says which pages of the register it used. Refuses,
 * with their numbers, while pages of online meetings are not closed.
 */
export async function issueFadReport(
  db: Db,
  actor: Actor,
  edition_id: string,
): Promise<{ number: number; isNew: boolean }> {
  const report = await fadReportOf(db, edition_id)
  if (!report) throw new AppError('conflict', m.online_fad_none())
  if (report.open.length > 0) {
    throw new AppError('conflict', m.online_fad_error_open({ pages: report.open.join(', ') }))
  }
  const bytes = await inDocumentLanguage(db, edition_id, () =>
    pdfOf('app/record/online/fad-report.typ', fadDocument(report)),
  )
  return await issueDocument(db, actor, { edition_id, kind: 'fad_report', bytes, page_ids: report.page_ids })
}
