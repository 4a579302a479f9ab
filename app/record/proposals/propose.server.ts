// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody states of people on a page that is closed: nothing is recorded until it is signed.
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import type { KeptFile } from '#base/files/file.ts'
import { recordProjectFile } from '#base/files/quota.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type HeldMeeting, holdMeeting } from '#plan/meetings/lock.server.ts'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import { factsOf, type MarksToRecord, refusalOf } from '#record/attendance/marks.server.ts'
import type { PersonMark } from '#record/attendance/person-mark.ts'
import { judgeMarks } from '#record/marks/judge.ts'
import { proposeMarks } from './proposed-marks.server.ts'

type Stated = Pick<MarksToRecord, 'source' | 'nonce' | 'marks'>

/**
 * Proposes marks at a closed meeting, which the caller's transaction holds; those that change nothing, and those that wait already, are
 * left out. Refuses, as a whole, who may not correct its page and what recordMarks refuses: why it changes is said by whoever signs.
 */
export async function proposeStated(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  { source, nonce, marks }: Stated,
): Promise<{ proposed: number }> {
  await refuseRecordChange(db, actor, meeting)
  const facts = await factsOf(db, actor, meeting, { reason: '-', nonce, marks })
  const { changes, refusals } = judgeMarks(marks, facts)
  const [refusal] = refusals
  if (refusal) throw refusalOf(refusal, facts)
  const { proposed } = await proposeMarks(db, actor, meeting, source, changes, facts.moment)
  return { proposed }
}

/** Proposes what a person's page says of them at a closed meeting, with the document that excuses them, if one was sent. */
export async function proposePersonMark(
  db: Db,
  actor: Actor,
  { meeting_id, person_id }: { meeting_id: string; person_id: string },
  { stated, source, nonce }: PersonMark,
  document: KeptFile | null,
): Promise<{ proposed: number }> {
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, meeting_id)
    await refuseRecordChange(db, actor, meeting)
    if (document) await recordProjectFile(db, meeting.project_id, document)
    const mark = { person_id, ...stated, ...(document && { document: document.hash }) }
    return await proposeStated(db, actor, meeting, { source, nonce, marks: [mark] })
  })
}
