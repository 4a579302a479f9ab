// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Actor } from '#base/access/actor.ts'
import { pdfOf } from '#base/documents/pdf.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { inDocumentLanguage } from '#plan/projects/language.server.ts'
import { printedPages } from '#record/register-page/pages.server.ts'
import { editionDocument } from './document.ts'
import { issueDocument } from './issued-documents.server.ts'
import { stateOfRegister } from './list.server.ts'

/**
 * Freezes the whole register of an edition as a PDF: its closed pages, and the annulled ones of the meetings that were
 * cancelled. Refuses, with their numbers, while pages are not closed. The PDF is made before anything is written; a page
 * corrected meanwhile makes it be refused.
 */
export async function issueRegister(
  db: Db,
  actor: Actor,
  edition_id: string,
): Promise<{ number: number; isNew: boolean }> {
  const { pages, missing, meetings } = await stateOfRegister(db, edition_id)
  if (missing.length > 0) {
    throw new AppError('conflict', m.register_error_pages_missing({ pages: missing.join(', ') }))
  }
  const [first, ...others] = await printedPages(db, meetings)
  if (!first || pages.length === 0) throw new AppError('conflict', m.register_error_no_pages())
  const bytes = await inDocumentLanguage(db, edition_id, () =>
    pdfOf('app/record/register/register.typ', editionDocument([first, ...others], 'final', env().APP_URL)),
  )
  const page_ids = pages.map((page) => page.page_id)
  return await issueDocument(db, actor, { edition_id, kind: 'register', bytes, page_ids })
}
