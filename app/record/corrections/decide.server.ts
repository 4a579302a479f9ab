// SPDX-License-Identifier: AGPL-3.0-or-later
// Deciding the corrections that wait at a closed page: all that are accepted are signed once, and make one version.
import type { Transaction } from 'kysely'
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnproved } from '#base/access/proof.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type HeldMeeting, holdMeetingOfEdition } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { lastStatement } from '#record/marks/in-force.ts'
import { intervalsOf } from '#record/marks/mark.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'
import { factsOf, permissionFor, readChange } from '#record/proposals/change.ts'
import { addPageVersion } from '#record/register-page/pages.server.ts'
import { applyChange } from './apply.server.ts'

export type CorrectionsDecision = {
  meeting_id: string
  corrections: readonly string[]
  decision: 'accept' | 'dismiss'
  reason: string
}

/**
 * Decides corrections of a closed page: accepted, they are made as one signed correction, which makes one version of the page; of
 * several marks of one person the one stated last. Refuses as a whole what the writer of one of them refuses (recordMarks and the
 * others: who may not correct the page, what has changed since), and (conflict) a correction decided otherwise in the meantime;
 * decided the same twice it is once. The actor has proved who they are. Returns how many were decided now.
 */
export async function decideCorrections(db: Db, actor: Actor, given: CorrectionsDecision): Promise<number> {
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeetingOfEdition(db, given.meeting_id)
    refuseUnless(actor, 'attendance:record', placeOf(meeting))
    refuseUnproved(actor, 'always')
    const state = given.decision === 'accept' ? ('accepted' as const) : ('dismissed' as const)
    const asked = await askedOf(db, meeting, given.corrections)
    const all = [...asked.marks, ...asked.changes]
    if (all.length < new Set(given.corrections).size) throw new AppError('not_found', m.access_not_found())
    if (all.some((one) => one.state !== 'waiting' && one.state !== state)) {
      throw new AppError('conflict', m.attendance_proposal_decided())
    }
    const marks = asked.marks.filter((one) => one.state === 'waiting')
    const changes = asked.changes
      .filter((one) => one.state === 'waiting')
      .map(({ id, change }) => ({ id, change: readChange(change) }))
    for (const { change } of changes) refuseUnless(actor, permissionFor(change), placeOf(meeting))
    const decided = marks.length + changes.length
    if (decided === 0) return 0
    if (state === 'accepted') {
      if (!isSettled(meeting)) throw new AppError('conflict', m.attendance_proposal_open())
      const together: Actor = { ...actor, signs: 'together' }
      for (const { change } of changes) {
        await applyChange(db, together, meeting.id, change, given.reason)
      }
      await acceptMarks(db, together, meeting, marks, given.reason)
      await addPageVersion(db, actor, meeting.id, given.reason)
    }
    const by = { state, decided_by: actor.accountId, decided_at: now() }
    await close(db, 'proposed_mark', by, marks)
    await close(db, 'proposed_change', by, changes)
    const { reason } = given
    await record(
      db,
      actor,
      ...marks.map(({ person_id, status, intervals, stated_at }) => ({
        act: `correction_${state}` as const,
        subject: ['person', person_id] as const,
        projectId: meeting.project_id,
        after: { meeting_id: meeting.id, status, intervals: intervalsOf(intervals), stated_at, reason },
      })),
    )
    await record(
      db,
      actor,
      ...changes.map(({ change }) => ({
        act: `page_change_${state}` as const,
        subject: ['meeting', meeting.id] as const,
        projectId: meeting.project_id,
        after: { ...factsOf(change), reason },
      })),
    )
    return decided
  })
}

async function askedOf(db: Transaction<Database>, meeting: HeldMeeting, ids: readonly string[]) {
  const marks = await db
    .selectFrom('proposed_mark')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .where('id', 'in', ids)
    .orderBy('stated_at')
    .orderBy('nonce')
    .execute()
  const changes = await db
    .selectFrom('proposed_change')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .where('id', 'in', ids)
    .orderBy('proposed_at')
    .orderBy('id')
    .execute()
  return { marks, changes }
}

type ProposedMark = Awaited<ReturnType<typeof askedOf>>['marks'][number]

/** Records the last of each person; each says where it came from. */
async function acceptMarks(
  db: Transaction<Database>,
  signer: Actor,
  meeting: HeldMeeting,
  marks: readonly ProposedMark[],
  reason: string,
): Promise<void> {
  const recorded = await marksByPerson(db, meeting.id)
  const latest = [...new Map(marks.map((one) => [one.person_id, one])).values()]
  for (const [source, some] of Map.groupBy(latest, (one) => one.source)) {
    await recordMarks(db, signer, {
      meeting_id: meeting.id,
      source,
      reason,
      nonce: newId(),
      marks: some.map(({ person_id, status, intervals, note, document }) => ({
        person_id,
        status,
        intervals: intervalsOf(intervals),
        note,
        document,
        base: lastStatement(recorded.get(person_id))?.id ?? null,
      })),
    })
  }
}

type Decided = { state: 'accepted' | 'dismissed'; decided_by: string; decided_at: string }

async function close(
  db: Transaction<Database>,
  table: 'proposed_mark' | 'proposed_change',
  decided: Decided,
  rows: readonly { id: string }[],
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await db.updateTable(table).set(decided).where('id', 'in', ids).execute()
}
