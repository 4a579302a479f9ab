// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents frozen as files, and which versions of which pages they used.

import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnproved } from '#base/access/proof.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { keepProjectFile, recordProjectFile } from '#base/files/quota.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { IssuedDocumentTable } from '#db/schema.ts'

export type DocumentKind = IssuedDocumentTable['kind']['__select__']
type Issue = { edition_id: string; kind: DocumentKind; bytes: Uint8Array; page_ids: string[] }

/**
 * Keeps a PDF as a document of an edition, numbered by kind, with the pages of the register it used. Refuses none, and pages
 * that are another edition's or have been superseded since the PDF was made, and an old proof of identity. The same PDF of the same pages as the last one
 * issued is that one.
 */
export async function issueDocument(
  db: Db,
  actor: Actor,
  { edition_id, kind, bytes, page_ids }: Issue,
): Promise<{ id: string; number: number; isNew: boolean }> {
  refuseUnproved(actor, 'when_old')
  const pages = [...new Set(page_ids)]
  if (pages.length === 0) throw new AppError('invalid', m.register_error_no_pages())
  const edition = await db
    .selectFrom('edition')
    .select('project_id')
    .where('id', '=', edition_id)
    .executeTakeFirstOrThrow()
  refuseUnless(actor, 'project:manage', placeOf({ ...edition, edition_id }))
  const file = await keepProjectFile(db, edition.project_id, bytes, 'application/pdf')
  return await db.transaction().execute(async (db) => {
    // Held, so that numbers are given one after the other.
    const edition = await holdRow(db, 'edition', edition_id)
    if (!edition) throw new AppError('not_found', m.access_not_found())
    const used = await db
      .selectFrom('register_page')
      .innerJoin('meeting', 'meeting.id', 'register_page.meeting_id')
      .select(['register_page.id', 'register_page.version', 'meeting.number'])
      .where('register_page.id', 'in', pages)
      .where('register_page.superseded_at', 'is', null)
      .where('meeting.edition_id', '=', edition_id)
      .orderBy('meeting.number')
      .execute()
    if (used.length < pages.length) throw new AppError('conflict', m.register_error_pages_superseded())
    const last = await db
      .selectFrom('issued_document')
      .select(['id', 'number', 'file_hash'])
      .where('edition_id', '=', edition_id)
      .where('kind', '=', kind)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (last?.file_hash === file.hash && (await uses(db, last.id, pages))) {
      return { id: last.id, number: last.number, isNew: false }
    }
    await recordProjectFile(db, edition.project_id, file)
    const document = { id: newId(), edition_id, kind, number: (last?.number ?? 0) + 1, file_hash: file.hash }
    await db
      .insertInto('issued_document')
      .values({ ...document, issued_by: actor.accountId, issued_at: now() })
      .execute()
    for (let from = 0; from < used.length; from += 500) {
      await db
        .insertInto('issued_document_page')
        .values(used.slice(from, from + 500).map((page) => ({ document_id: document.id, page_id: page.id })))
        .execute()
    }
    await record(db, actor, {
      act: 'document_issued',
      subject: ['edition', edition_id],
      projectId: edition.project_id,
      after: {
        kind,
        number: document.number,
        hash: file.hash,
        pages: used.map(({ number, version }) => ({ page: number, version })),
      },
    })
    return { id: document.id, number: document.number, isNew: true }
  })
}

/** Whether a document used exactly these pages. */
async function uses(db: Db, document_id: string, pages: readonly string[]): Promise<boolean> {
  const rows = await db
    .selectFrom('issued_document_page')
    .select('page_id')
    .where('document_id', '=', document_id)
    .execute()
  return rows.length === pages.length && rows.every((row) => pages.includes(row.page_id))
}

/** The documents issued for an edition, latest first, each with the pages it used that have a newer version now. */
export async function documentsOf(db: Db, edition_id: string) {
  const documents = await db
    .selectFrom('issued_document')
    .innerJoin('file', 'file.hash', 'issued_document.file_hash')
    .leftJoin('account', 'account.id', 'issued_document.issued_by')
    .select(['issued_document.id', 'issued_document.kind', 'issued_document.number', 'file.size'])
    .select(['issued_document.file_hash', 'issued_document.issued_at', 'account.name as issued_by'])
    .where('issued_document.edition_id', '=', edition_id)
    .orderBy('issued_document.issued_at', 'desc')
    .orderBy('issued_document.id', 'desc')
    .execute()
  const superseded = await db
    .selectFrom('issued_document_page')
    .innerJoin('issued_document', 'issued_document.id', 'issued_document_page.document_id')
    .innerJoin('register_page as used', 'used.id', 'issued_document_page.page_id')
    .innerJoin('register_page as current', (join) =>
      join.onRef('current.meeting_id', '=', 'used.meeting_id').on('current.superseded_at', 'is', null),
    )
    .innerJoin('meeting', 'meeting.id', 'used.meeting_id')
    .select(['issued_document_page.document_id', 'meeting.id as meeting_id', 'meeting.number as page'])
    .select(['used.version as used', 'current.version as current'])
    .where('issued_document.edition_id', '=', edition_id)
    .where('used.superseded_at', 'is not', null)
    .orderBy('meeting.number')
    .execute()
  return documents.map((document) => ({
    ...document,
    size: Number(document.size),
    superseded: superseded
      .filter((row) => row.document_id === document.id)
      .map(({ document_id: _document, ...row }) => row),
  }))
}

/** A document of an edition, or null. */
export async function findDocument(db: Db, edition_id: string, id: string) {
  const found = await db
    .selectFrom('issued_document')
    .innerJoin('file', 'file.hash', 'issued_document.file_hash')
    .select(['issued_document.kind', 'issued_document.number', 'file.hash', 'file.type'])
    .where('issued_document.edition_id', '=', edition_id)
    .where('issued_document.id', '=', id)
    .executeTakeFirst()
  return found ?? null
}
