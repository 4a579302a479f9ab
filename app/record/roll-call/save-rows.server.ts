// SPDX-License-Identifier: AGPL-3.0-or-later
// Saving a roll call as it goes: what is right is recorded, what is wrong comes back on its row.

import type { Transaction } from 'kysely'
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { now } from '#base/clock.server.ts'
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
import { marksOfArrivals, scannedSince } from '#record/check-in/arrival-marks.server.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import { judgeMarks, type MarkRefusal, type MarkToWrite } from '#record/marks/judge.ts'
import { type KeptMark, marksByPerson } from '#record/marks/rows.server.ts'
import { proposeMarks } from '#record/proposals/proposed-marks.server.ts'
import { walkInIntervals } from '#record/walk-ins/walk-in.ts'
import { changeWalkIns } from '#record/walk-ins/walk-ins.server.ts'
import { answerOf, newsSince, type RollAnswer } from './answer.server.ts'
import { type HeldBack, heldBackAt } from './held-back.server.ts'
import { proposeTimes, proposeTopic } from './propose-page.server.ts'
import { type SavedRoll, topicTyped } from './roll-call.ts'
import { statedIn, type WrongRow } from './stated-rows.server.ts'
import { topicConflict, topicNews } from './topic-news.server.ts'
import { withWritten } from './written-marks.ts'

/**
 * Records the rows of a roll call that are right, each by itself, and answers what is in force of every person sent, what is
 * wrong with the others, and what other people recorded since the page knew. Each row is a statement of its own, made when its
 * author touched it: what is in force is what was stated last, not what arrived last, and the other stays in the history. "Everybody
 * present" speaks of whom nobody has marked. Sent twice it writes once. What arrives when the page of the register is closed is
 * kept as proposed corrections, to be signed. Refuses as a whole (conflict) a page of another account and a cancelled meeting. The
 * marks are read once, judged once and written once.
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

/** What others recorded at a meeting since a page knew, as saveRoll answers it; writes nothing. */
export async function rollSince(
  db: Db,
  actor: Actor,
  meeting: { id: string; starts_at: string; ends_at: string; breaks: string; late_after: number },
  since: string,
): Promise<RollAnswer> {
  const moment = now()
  const recorded = await marksByPerson(db, meeting.id)
  const people = newsSince(recorded, since, actor.accountId)
  const rows = answerOf(people, recorded, meeting, {
    stated: [],
    judged: [],
    since,
    accountId: actor.accountId,
  })
  const news = await topicNews(db, meeting.id, since, actor.accountId)
  const topic_news = news && {
    topic: news.topic,
    told: m.attendance_topic_by_other({ author: news.author, topic: news.topic }),
  }
  return { at: moment, rows, wrong: {}, walk_ins: [], topic: null, topic_news }
}

async function saveHeld(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  sent: SavedRoll,
): Promise<RollAnswer> {
  const { accountId } = actor
  const reason = sent.reason ?? null
  const closed = isSettled(meeting)
  if (!closed) await refuseRecordChange(db, actor, meeting)
  const before = await marksByPerson(db, meeting.id)
  const held = Object.values(sent.marks).some(({ first }) => first !== undefined)
    ? await heldBackAt(db, meeting)
    : new Map<string, HeldBack>()
  const { stated, wrong } = statedIn(sent, actor, meeting, before, held)
  const facts = await factsOf(db, actor, meeting, { reason, nonce: sent.nonce, marks: stated }, before)
  const people = Object.keys(sent.marks)
  const answer = (recorded: typeof before, judged: MarkToWrite<KeptMark>[]) => {
    const news = newsSince(recorded, sent.since, accountId)
    const about = { stated, judged, since: sent.since, accountId }
    return answerOf([...new Set([...people, ...news])], recorded, meeting, about)
  }
  if (closed) {
    // Why it changes is said by whoever signs it.
    const { changes, refusals } = judgeMarks(stated, { ...facts, reason: '-' })
    for (const refusal of refusals) wrong[refusal.person_id] = wrongRow(refusal, facts)
    const { told } = await proposeMarks(db, actor, meeting, 'trainer', changes, facts.moment)
    const topic = topicTyped(sent) ? await proposedTopic(db, actor, meeting, sent.topic ?? '') : null
    const walkIns = await saveWalkIns(db, actor, meeting, sent, wrong)
    return { at: facts.moment, rows: answer(before, []), wrong, walk_ins: walkIns, topic, proposed: told }
  }
  const { changes, refusals } = judgeMarks(stated, facts)
  for (const refusal of refusals) wrong[refusal.person_id] = wrongRow(refusal, facts)
  const topic = await topicOf(db, actor, meeting, sent)
  const common = {
    source: 'trainer' as const,
    reason,
    nonce: sent.nonce,
    ...(topic && { topic: sent.topic ?? null }),
  }
  const { written } = await writeJudged(db, actor, meeting, common, facts, changes)
  const walkIns = await saveWalkIns(db, actor, meeting, sent, wrong)
  // What was said before a check-in, and arrives after it, may change what the check-in comes to.
  const behind = await scannedSince(db, meeting, written)
  if (behind.length > 0) await marksOfArrivals(db, meeting.id, behind)
  const after =
    behind.length > 0
      ? await marksByPerson(db, meeting.id)
      : withWritten(before, written, meeting.id, actor, facts.moment)
  return { at: facts.moment, rows: answer(after, changes), wrong, walk_ins: walkIns, topic }
}

/** A refusal as its row says it. */
function wrongRow(refusal: MarkRefusal, facts: Facts): WrongRow {
  if (refusal.why === 'not_enrolled') return { field: null, message: m.attendance_row_not_enrolled() }
  if (refusal.why === 'reason') return { field: 'reason', message: m.attendance_row_reason_missing() }
  return { field: null, message: refusalOf(refusal, facts).message }
}

/** Null when it was not written on this page; else the topic as it will be kept, and whose it takes the place of unseen. */
async function topicOf(
  db: Db,
  actor: Actor,
  meeting: HeldMeeting,
  sent: SavedRoll,
): Promise<RollAnswer['topic']> {
  if (!topicTyped(sent)) return null
  const told = await topicConflict(db, actor, meeting, sent)
  return { kept: sent.topic ?? '', ...(told && { told }) }
}

/** A topic that arrives when the page is closed waits to be signed too. */
async function proposedTopic(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  topic: string,
): Promise<RollAnswer['topic']> {
  try {
    const proposed = await proposeTopic(db, actor, meeting, topic || null)
    return { kept: topic, ...(proposed && { told: m.attendance_topic_proposed() }) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { field: null, message: error.message }
  }
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
      const given = { id, typed, intervals: times.intervals }
      if (isSettled(meeting)) await proposeTimes(db, actor, meeting.id, given)
      else await changeWalkIns(db, actor, meeting.id, [given], sent.reason ?? null)
      saved.push(id)
    } catch (error) {
      if (!(error instanceof AppError) || (error.kind !== 'invalid' && !isSettled(meeting))) throw error
      wrong[id] = { field: error.field === 'reason' ? 'reason' : null, message: error.message }
    }
  }
  return saved
}
