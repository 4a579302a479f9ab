// SPDX-License-Identifier: AGPL-3.0-or-later
// Saving a roll call as it goes: what is right is recorded, what is wrong comes back on its row.

import type { Actor } from '#base/access/actor.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { enrolmentsOf } from '#plan/enrolment/enrolment.server.ts'
import { rolesAt } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { refuseRecordChange } from '#plan/meetings/record-change.server.ts'
import type { RecordedMeeting } from '#plan/meetings/record-change.ts'
import { type Conflict, type MarksToRecord, recordMarks } from '#record/attendance/marks.server.ts'
import { statementOf } from '#record/attendance/row-typed.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import { changeOf, needsReason, type StatedMark } from '#record/marks/change.ts'
import { saysTheSame } from '#record/marks/mark.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'
import { walkInIntervals } from '#record/walk-ins/walk-in.ts'
import { changeWalkIns } from '#record/walk-ins/walk-ins.server.ts'
import { answerOf, type RollAnswer } from './answer.server.ts'
import { type SavedRoll, topicTyped } from './roll-call.ts'

type Meeting = RecordedMeeting & {
  starts_at: string
  ends_at: string
  breaks: string
}
type Row = StatedMark & { person_id: string }
export type WrongRow = { field: 'status' | 'in' | 'out' | 'reason' | null; message: string }

/**
 * Records the rows of a roll call that are right, each by itself, and answers what is in force of every person sent, what is
 * wrong with the others, and what other people recorded since the page knew. "Everybody present" speaks of whom nobody has
 * marked. Sent twice it writes once. Refuses as a whole (conflict) a page of another account, a cancelled meeting, and one whose
 * page of the register is closed: what changes there is signed, by the form sent whole.
 */
export async function saveRoll(db: Db, actor: Actor, meeting: Meeting, sent: SavedRoll): Promise<RollAnswer> {
  if (sent.account !== actor.accountId) throw new AppError('conflict', m.attendance_error_other_account())
  await refuseRecordChange(db, actor, meeting)
  if (isSettled(meeting)) throw new AppError('conflict', m.attendance_error_closed_meanwhile())
  const moment = now()
  const zone = env().TZ_DISPLAY
  // Who checked in by themselves keeps the times of that: "everybody present" does not speak of them.
  await settleCheckIns(db, meeting.id)
  const recorded = await marksByPerson(db, meeting.id)
  const seen = new Map([...recorded.values()].flat().map((mark) => [mark.id, mark]))
  const roles = await rolesAt(db, meeting.id, await enrolmentsOf(db, meeting.edition_id))
  const wrong: Record<string, WrongRow> = {}
  const rows = Object.entries(sent.marks).flatMap<Row>(([person_id, typed]) => {
    const marks = recorded.get(person_id) ?? []
    if (typed.first !== undefined && marks.length > 0) return []
    const row = statementOf(person_id, typed, meeting, zone, seen)
    if ('wrong' in row) wrong[person_id] = row.wrong
    else if (!roles.has(person_id))
      wrong[person_id] = { field: null, message: m.attendance_row_not_enrolled() }
    else if (row.stated) {
      const from = { nonce: sent.nonce, accountId: actor.accountId }
      const { kind } = changeOf(row.stated, marks, from)
      if (sent.reason || !needsReason(kind, meeting, moment)) return [{ person_id, ...row.stated }]
      wrong[person_id] = { field: 'reason', message: m.attendance_row_reason_missing() }
    }
    return []
  })
  const common = {
    meeting_id: meeting.id,
    source: 'trainer' as const,
    reason: sent.reason ?? null,
    nonce: sent.nonce,
  }
  const conflicts = await recordSome(db, actor, common, rows, wrong)
  const topic = await saveTopic(db, actor, common, sent)
  const walkIns = await saveWalkIns(db, actor, meeting, sent, wrong)
  const after = await marksByPerson(db, meeting.id)
  const current = (person_id: string) => after.get(person_id)?.find((mark) => mark.superseded_by === null)
  const stated = new Set(
    rows.flatMap((row) => {
      const mark = current(row.person_id)
      return mark && saysTheSame(mark, row) ? [row.person_id] : []
    }),
  )
  const others = [...after.keys()].filter((person_id) => {
    const mark = current(person_id)
    return mark && mark.recorded_at >= sent.since && mark.recorded_by !== actor.accountId
  })
  const people = new Set([...Object.keys(sent.marks), ...others])
  const marks = [...people].flatMap((person_id) => current(person_id) ?? [])
  return {
    at: moment,
    rows: answerOf(marks, meeting, { stated, conflicts, accountId: actor.accountId }),
    wrong,
    walk_ins: walkIns,
    topic,
  }
}

type Common = Omit<MarksToRecord, 'marks'>

/** Records rows together; where one of them is refused, the halves by themselves, down to the one that is wrong. */
async function recordSome(
  db: Db,
  actor: Actor,
  common: Common,
  rows: Row[],
  wrong: Record<string, WrongRow>,
): Promise<Conflict[]> {
  if (rows.length === 0) return []
  try {
    return (await recordMarks(db, actor, { ...common, marks: rows })).conflicts
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    const [only, ...others] = rows
    if (only && others.length === 0) {
      const field = error.field === 'reason' ? 'reason' : null
      wrong[only.person_id] = { field, message: error.message }
      return []
    }
    const middle = Math.ceil(rows.length / 2)
    const first = await recordSome(db, actor, common, rows.slice(0, middle), wrong)
    return [...first, ...(await recordSome(db, actor, common, rows.slice(middle), wrong))]
  }
}

/** Null when it was not written on this page; else the topic as kept, or why it is not. */
async function saveTopic(
  db: Db,
  actor: Actor,
  common: Common,
  sent: SavedRoll,
): Promise<RollAnswer['topic']> {
  if (!topicTyped(sent)) return null
  const topic = sent.topic ?? null
  try {
    await recordMarks(db, actor, { ...common, topic, marks: [] })
    return { kept: topic ?? '' }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
    return { field: error.field ?? null, message: error.message }
  }
}

async function saveWalkIns(
  db: Db,
  actor: Actor,
  meeting: Meeting,
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
