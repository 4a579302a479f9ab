// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { type KeptFile, scanTypes } from '#base/files/file.ts'
import { shownName } from '#base/files/file-name.ts'
import { keepProjectFile, recordProjectFile } from '#base/files/quota.server.ts'
import { checkedUpload } from '#base/files/upload.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import type { RecordedMeeting } from '#plan/meetings/record-change.ts'
import { type EvidenceKind, evidenceKindName } from './evidence.ts'

export type NewEvidence = { meeting_id: string; kind: EvidenceKind; file: KeptFile; name: string }

/**
 * Attaches a kept file to a meeting. The same file is attached once: `isNew` false says that it was there. Refuses a signed
 * sheet before the meeting began, the same file as two kinds, a file that passes the project's space, and at a locked meeting whoever may not lock registers.
 */
export async function attachEvidence(
  db: Db,
  actor: Actor,
  { meeting_id, kind, file, name }: NewEvidence,
): Promise<{ isNew: boolean }> {
  return await db.transaction().execute(async (db) => {
    const moment = now()
    const meeting = await holdForEvidence(db, actor, meeting_id)
    refuseEarlySheet(kind, meeting, moment)
    await recordProjectFile(db, meeting.project_id, file)
    const id = newId()
    const values = { id, meeting_id, kind, file_hash: file.hash, name }
    const added = await db
      .insertInto('evidence')
      .values({ ...values, attached_by: actor.accountId, attached_at: moment })
      .onConflict((conflict) =>
        conflict.columns(['meeting_id', 'file_hash']).where('withdrawn_at', 'is', null).doNothing(),
      )
      .returning('id')
      .executeTakeFirst()
    if (!added) {
      const there = await db
        .selectFrom('evidence')
        .select('kind')
        .where('meeting_id', '=', meeting_id)
        .where('file_hash', '=', file.hash)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirstOrThrow()
      if (there.kind === kind) return { isNew: false }
      throw new AppError('conflict', m.files_error_other_kind({ kind: evidenceKindName(there.kind) }), 'kind')
    }
    await record(db, actor, {
      act: 'evidence_attached',
      subject: ['meeting', meeting_id],
      projectId: meeting.project_id,
      after: { kind, name, file_hash: file.hash },
    })
    return { isNew: true }
  })
}

export type SentFile = { name: string; bytes: Uint8Array }

/** What became of several files: the names of those attached now, of those that were there, and of those refused with why. */
export type Attached = { attached: string[]; already: string[]; refused: { name: string; error: AppError }[] }

/**
 * Attaches files that were sent together, each judged by itself: those that are sound are kept, whatever the others are. Refused at
 * once, as attaching one is, by whoever may not; sent again, what is there stays there once.
 */
export async function attachFiles(
  db: Db,
  actor: Actor,
  {
    meeting,
    kind,
    files,
  }: { meeting: RecordedMeeting & { starts_at: string }; kind: EvidenceKind; files: readonly SentFile[] },
): Promise<Attached> {
  await refuseRecordChange(db, actor, meeting)
  refuseEarlySheet(kind, meeting)
  const done: Attached = { attached: [], already: [], refused: [] }
  for (const sent of files) {
    try {
      const { bytes, type, name } = await checkedUpload(sent.bytes, sent.name, 'file', { types: scanTypes })
      const file = await keepProjectFile(db, meeting.project_id, bytes, type)
      const { isNew } = await attachEvidence(db, actor, { meeting_id: meeting.id, kind, file, name })
      done[isNew ? 'attached' : 'already'].push(name)
    } catch (error) {
      if (!(error instanceof AppError) || !ofOneFile.has(error.kind)) throw error
      done.refused.push({ name: shownName(sent.name), error })
    }
  }
  return done
}

/** What refuses one file and leaves the others their chance. */
const ofOneFile = new Set(['invalid', 'conflict', 'too_many', 'unavailable'])

/** Refuses a signed sheet of a meeting that has not begun: asked before its bytes are kept, and again when it is attached. */
export function refuseEarlySheet(kind: EvidenceKind, meeting: { starts_at: string }, moment = now()): void {
  if (kind !== 'signed_sheet' || meeting.starts_at <= moment) return
  throw new AppError('invalid', m.files_error_not_begun(), 'kind')
}

/**
 * Withdraws a meeting's evidence: it stays listed and readable, with who withdrew it, when and why, and proves nothing any
 * more. Refused as attaching is; a second time changes nothing.
 */
export async function withdrawEvidence(
  db: Db,
  actor: Actor,
  given: { meeting_id: string; evidence_id: string; reason: string },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const meeting = await holdForEvidence(db, actor, given.meeting_id)
    const withdrawn = await db
      .updateTable('evidence')
      .set({ withdrawn_by: actor.accountId, withdrawn_at: now(), withdrawn_reason: given.reason })
      .where('id', '=', given.evidence_id)
      .where('meeting_id', '=', given.meeting_id)
      .where('withdrawn_at', 'is', null)
      .returning(['kind', 'name', 'file_hash'])
      .executeTakeFirst()
    if (!withdrawn) return void (await findEvidence(db, given.meeting_id, given.evidence_id))
    await record(db, actor, {
      act: 'evidence_withdrawn',
      subject: ['meeting', given.meeting_id],
      projectId: meeting.project_id,
      before: withdrawn,
      after: { reason: given.reason },
    })
  })
}

/** One piece of a meeting's evidence with its file, withdrawn or not; that of another meeting is not found. */
export async function findEvidence(db: Db, meeting_id: string, evidence_id: string) {
  const found = await db
    .selectFrom('evidence')
    .innerJoin('file', 'file.hash', 'evidence.file_hash')
    .select(['evidence.id', 'evidence.kind', 'evidence.name', 'evidence.withdrawn_at'])
    .select(['file.hash', 'file.type', 'file.size'])
    .where('evidence.id', '=', evidence_id)
    .where('evidence.meeting_id', '=', meeting_id)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found', m.access_not_found())
  return found
}

async function holdForEvidence(db: Transaction<Database>, actor: Actor, meeting_id: string) {
  const meeting = await holdMeeting(db, meeting_id)
  await refuseRecordChange(db, actor, meeting)
  return meeting
}
