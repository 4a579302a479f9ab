// SPDX-License-Identifier: AGPL-3.0-or-later
// The roll call sent as one form: all of it, or nothing.
import type { Actor } from '#base/access/actor.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { holdMeeting } from '#plan/meetings/lock.server.ts'
import { type Conflict, type MarksToRecord, recordMarks } from '#record/attendance/marks.server.ts'
import type { Taken } from '#record/device/kept-form.ts'
import { proposeStated } from '#record/proposals/propose.server.ts'
import { changeWalkIns, type WalkInTimes } from '#record/walk-ins/walk-ins.server.ts'
import { proposeTimes, proposeTopic } from './propose-page.server.ts'
import { topicTyped } from './roll-call.ts'
import { topicConflict } from './topic-news.server.ts'

type Typed = {
  nonce: string
  reason?: string | undefined
  topic?: string | undefined
  topic_seen?: string | undefined
  marks: MarksToRecord['marks']
}

type Done = {
  recorded: number
  walkIns: number
  topicTyped: boolean
  topicConflict: string | null
  conflicts: Conflict[]
}

/** Records a whole roll call, its topic if it was written on this page, and the times of its walk-ins. */
export async function recordRoll(
  db: Db,
  actor: Actor,
  meeting_id: string,
  typed: Typed,
  walkIns: WalkInTimes[],
): Promise<Done> {
  const { nonce, topic, marks } = typed
  const reason = typed.reason ?? null
  // Another trainer may have written the topic since this page was opened without it.
  const isTyped = topicTyped(typed)
  return await inTransaction(db, async (db) => {
    const conflict = isTyped ? await topicConflict(db, actor, await holdMeeting(db, meeting_id), typed) : null
    const done = await recordMarks(db, actor, {
      meeting_id,
      source: 'trainer',
      reason,
      nonce,
      ...(isTyped && { topic: topic ?? null }),
      marks,
    })
    const changed = await changeWalkIns(db, actor, meeting_id, walkIns, reason)
    return { ...done, walkIns: changed, topicTyped: isTyped, topicConflict: conflict }
  })
}

/** The same on a closed page: everything that it changes is proposed, and signed with the rest. Returns how many corrections. */
export async function proposeRoll(
  db: Db,
  actor: Actor,
  meeting_id: string,
  typed: Typed,
  walkIns: WalkInTimes[],
): Promise<number> {
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, meeting_id)
    const { nonce, marks } = typed
    const { proposed } = await proposeStated(db, actor, meeting, { source: 'trainer', nonce, marks })
    const topic = topicTyped(typed) && (await proposeTopic(db, actor, meeting, typed.topic ?? null))
    let n = proposed + (topic ? 1 : 0)
    for (const one of walkIns) if (await proposeTimes(db, actor, meeting_id, one)) n += 1
    return n
  })
}

/** Back to the roll call, saying what was saved; conflicts are named there. */
export function savedAs(meeting_id: string, done: Done): Taken {
  const path = `/meetings/${meeting_id}/attendance`
  const n = done.recorded + done.walkIns
  if (done.conflicts.length > 0) {
    // An address longer than some proxies take would lose the page; the rest is in each history.
    const named = done.conflicts.slice(0, 50).map((conflict) => conflict.person_id)
    const text = m.attendance_saved_conflicts({ n })
    return { path: `${path}?conflicts=${named.join(',')}`, text, tone: 'warning' }
  }
  if (done.topicConflict) return { path, text: done.topicConflict, tone: 'warning' }
  if (n > 0) return { path, text: m.attendance_saved({ n }) }
  return { path, text: done.topicTyped ? m.attendance_saved_topic() : m.attendance_saved_none() }
}
