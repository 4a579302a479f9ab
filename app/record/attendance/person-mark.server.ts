// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Actor } from '#base/access/actor.ts'
import type { KeptFile } from '#base/files/file.ts'
import { recordProjectFile } from '#base/files/quota.server.ts'
import type { Db } from '#db/connect.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { recordMarks, refuseMarks } from './marks.server.ts'
import type { PersonMark } from './person-mark.ts'

type Where = { meeting_id: string; person_id: string }

/**
 * Records one person's attendance as their page says it, with the document that excuses them, if one was sent (kept on the
 * disk already). Refuses what recordMarks refuses.
 */
export async function recordPersonMark(
  db: Db,
  actor: Actor,
  where: Where,
  mark: PersonMark,
  document: KeptFile | null,
) {
  return await inTransaction(db, async (db) => {
    // First the meeting, then the file, as whoever attaches evidence.
    const meeting = await holdMeeting(db, where.meeting_id)
    await refuseRecordChange(db, actor, meeting)
    if (document) await recordProjectFile(db, meeting.project_id, document)
    return await recordMarks(db, actor, marksOf(where, mark, document?.hash))
  })
}

/** Refuses what recordPersonMark would of a document with this hash, before its bytes are on the disk; writes nothing. */
export async function refusePersonMark(
  db: Db,
  actor: Actor,
  where: Where,
  mark: PersonMark,
  document: string,
): Promise<void> {
  await refuseMarks(db, actor, marksOf(where, mark, document))
}

function marksOf({ meeting_id, person_id }: Where, { stated, ...mark }: PersonMark, document?: string) {
  return { meeting_id, ...mark, marks: [{ person_id, ...stated, ...(document && { document }) }] }
}

/** The document of a mark of a person at a meeting, or of the one in force; null when there is none. */
export async function findDocument(db: Db, { meeting_id, person_id }: Where, mark: string | null) {
  const found = await db
    .selectFrom('mark')
    .innerJoin('file', 'file.hash', 'mark.document')
    .innerJoin('person', 'person.id', 'mark.person_id')
    .select(['file.hash', 'file.type', 'person.first_name', 'person.last_name'])
    .where('mark.meeting_id', '=', meeting_id)
    .where('mark.person_id', '=', person_id)
    .where((eb) => (mark === null ? inForce(eb) : eb('mark.id', '=', mark)))
    .executeTakeFirst()
  return found ?? null
}

/** Whether a mark may be recorded of a person at a meeting: enrolled, or teaching there. */
export async function belongsTo(db: Db, meeting: { id: string; edition_id: string }, person_id: string) {
  const found = await db
    .selectFrom('enrolment')
    .select('person_id')
    .where('edition_id', '=', meeting.edition_id)
    .where('person_id', '=', person_id)
    .where('state', '=', 'enrolled')
    .union(
      db
        .selectFrom('meeting_trainer')
        .select('person_id')
        .where('meeting_id', '=', meeting.id)
        .where('person_id', '=', person_id),
    )
    .executeTakeFirst()
  return found !== undefined
}
