// SPDX-License-Identifier: AGPL-3.0-or-later
// Saving a roll call as it goes: what is right is recorded, what is wrong comes back on its row.

import type { Transaction } from 'kysely'
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type HeldMeeting, holdMeeting } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import type { RecordedMeeting } from '#plan/meetings/record-change.ts'
import { type Facts, factsOf, refusalOf, writeJudged } from '#record/attendance/marks.server.ts'
import { statementOf } from '#record/attendance/row-typed.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import { markInForce } from '#record/marks/in-force.ts'
import { judgeMarks, type MarkRefusal, type StatedOf } from '#record/marks/judge.ts'
import { saysTheSame } from '#record/marks/mark.ts'
import { type KeptMark, marksByPerson } from '#record/marks/rows.server.ts'
import { walkInIntervals } from '#record/walk-ins/walk-in.ts'
import { changeWalkIns } from '#record/walk-ins/walk-ins.server.ts'
import { answerOf, type RollAnswer } from './answer.server.ts'
import { type SavedRoll, topicTyped } from './roll-call.ts'

export type WrongRow = { field: 'status' | 'in' | 'out' | 'reason' | null; message: string }

/**
 * Records the rows of a roll call that are right, each by itself, and answers what is in force of every person sent, what is
 * wrong with the others, and what other people recorded since the page knew. "Everybody present" speaks of whom nobody has
 * marked. Sent twice it writes once. Refuses as a whole (conflict) a page of another account, a cancelled meeting, and one whose
 * page of the register is closed: what changes there is signed, by the form sent whole. The marks are read once, judged once and
 * written once.
 */
export async function saveRoll(
  db: Db,
  actor: Actor,
  meeting: RecordedMeeting,
  sent: SavedRoll,
): Promise<RollAnswer> {
  refuseUnless(actor, 'attendance:record', placeOf(meeting))
  if (sent.account !== actor.accountId) throw new AppError('conflict', m.attendance_error_other_account())
  // Who checked in by themselves keeps the times of that: "everybody present" does not speak of them.
  await settleCheckIns(db, meeting.id)
  return await inTransaction(db, async (db) => saveHeld(db, actor, await holdMeeting(db, meeting.id), sent))
}

async function saveHeld(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  sent: SavedRoll,
): Promise<RollAnswer> {
  await refuseRecordChange(db, actor, meeting)
  if (isSettled(meeting)) throw new AppError('conflict', m.attendance_error_closed_meanwhile())
  const { nonce } = sent
  const reason = sent.reason ?? null
  const recorded = await marksByPerson(db, meeting.id)
  const { stated, wrong } = statedIn(sent, meeting, recorded)
  const facts = await factsOf(db, actor, meeting, { reason, nonce, marks: stated }, recorded)
  const { changes, refusals } = judgeMarks(stated, facts)
  for (const refusal of refusals) wrong[refusal.person_id] = wrongRow(refusal, facts)
  const topic = topicOf(sent)
  const common = {
    source: 'trainer' as const,
    reason,
    nonce,
    ...(topic && { topic: sent.topic ?? null }),
  }
  const { written, conflicts } = await writeJudged(db, actor, meeting, common, facts, changes)
  const walkIns = await saveWalkIns(db, actor, meeting, sent, wrong)
  const fresh = new Map(
    written.map((mark) => [
      mark.person_id,
      { ...mark, recorded_by: actor.accountId, recorded_by_name: actor.name, recorded_at: facts.moment },
    ]),
  )
  const inForce = (person_id: string) => fresh.get(person_id) ?? markInForce(recorded.get(person_id))
  const said = stated.filter((one) => {
    const mark = inForce(one.person_id)
    return mark !== undefined && saysTheSame(mark, one)
  })
  const others = [...recorded.keys()].filter((person_id) => {
    const mark = inForce(person_id)
    return mark && mark.recorded_at >= sent.since && mark.recorded_by !== actor.accountId
  })
  const people = new Set([...Object.keys(sent.marks), ...others])
  return {
    at: facts.moment,
    rows: answerOf(
      [...people].flatMap((person_id) => inForce(person_id) ?? []),
      meeting,
      {
        stated: new Set(said.map((one) => one.person_id)),
        conflicts,
        accountId: actor.accountId,
      },
    ),
    wrong,
    walk_ins: walkIns,
    topic,
  }
}

/** What the rows state, and those that state nothing that can be read. */
function statedIn(
  sent: SavedRoll,
  meeting: HeldMeeting,
  recorded: ReadonlyMap<string, readonly KeptMark[]>,
): { stated: StatedOf[]; wrong: Record<string, WrongRow> } {
  const zone = env().TZ_DISPLAY
  const seen = new Map([...recorded.values()].flat().map((mark) => [mark.id, mark]))
  const wrong: Record<string, WrongRow> = {}
  const stated = Object.entries(sent.marks).flatMap<StatedOf>(([person_id, typed]) => {
    if (typed.first !== undefined && (recorded.get(person_id)?.length ?? 0) > 0) return []
    const row = statementOf(person_id, typed, meeting, zone, seen)
    if ('wrong' in row) {
      wrong[person_id] = row.wrong
      return []
    }
    return row.stated ? [{ person_id, ...row.stated }] : []
  })
  return { stated, wrong }
}

/** A refusal as its row says it. */
function wrongRow(refusal: MarkRefusal, facts: Facts): WrongRow {
  if (refusal.why === 'not_enrolled') return { field: null, message: m.attendance_row_not_enrolled() }
  if (refusal.why === 'reason') return { field: 'reason', message: m.attendance_row_reason_missing() }
  return { field: null, message: refusalOf(refusal, facts).message }
}

/** Null when it was not written on this page; else the topic as it will be kept. */
function topicOf(sent: SavedRoll): RollAnswer['topic'] {
  return topicTyped(sent) ? { kept: sent.topic ?? '' } : null
}

async function saveWalkIns(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  sent: SavedRoll,
  wrong: Record<string, WrongRow>,
): Promise<string[]> {
  const saved: string[] = []
  for (const [id, typed] of Object.entries(sent.walk_ins)) {
    const times = walkInIntervals(typed, meeting, env().TZ_DISPLAY)
    if ('wrong' in times) {
      wrong[id] = times.wrong
      continue
    }
    try {
      const given = [{ id, typed, intervals: times.intervals }]
      await changeWalkIns(db, actor, meeting.id, given, sent.reason ?? null)
      saved.push(id)
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
      wrong[id] = { field: error.field === 'reason' ? 'reason' : null, message: error.message }
    }
  }
  return saved
}
