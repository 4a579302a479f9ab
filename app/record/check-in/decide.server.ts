// SPDX-License-Identifier: AGPL-3.0-or-later

import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { holdMeetingOfEdition } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { inForce } from '#record/marks/in-force.ts'
import { enrolHeld } from '#record/places/enrolments.server.ts'
import { settleCheckIns } from './settle.server.ts'

export type Decision = { meeting_id: string; check_in: string; decision: 'confirm' | 'reject' }

/**
 * A trainer's word on a check-in that waits, and on the same person's others that wait for the same reason: confirmed
 * they become a mark, and whoever is not enrolled is enrolled by it; rejected they stay, and count for nothing. The same
 * decision twice is one; refuses (conflict) what somebody else decided otherwise, and to confirm at a meeting that is
 * closed, locked or cancelled. Says whose presence stays in force all the same.
 */
export async function decideCheckIn(db: Db, actor: Actor, given: Decision): Promise<Decided> {
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeetingOfEdition(db, given.meeting_id)
    refuseUnless(actor, 'attendance:record', placeOf(meeting))
    const asked = await db
      .selectFrom('check_in')
      .selectAll()
      .where('id', '=', given.check_in)
      .where('meeting_id', '=', meeting.id)
      .executeTakeFirst()
    if (!asked) throw new AppError('not_found', m.access_not_found())
    const state = given.decision === 'confirm' ? ('confirmed' as const) : ('rejected' as const)
    if (asked.state === state) return await standing(db, meeting.id, asked.person_id)
    if (asked.state !== 'waiting') throw new AppError('conflict', m.checkin_decided_already())
    const { person_id, doubt } = asked
    if (state === 'confirmed') {
      if (isSettled(meeting) || meeting.state === 'cancelled') {
        throw new AppError('conflict', m.checkin_confirm_closed())
      }
      if (doubt === 'not_enrolled') await enrolHeld(db, actor, { edition_id: meeting.edition_id, person_id })
    }
    const decided = await db
      .updateTable('check_in')
      .set({ state, decided_by: actor.accountId, decided_at: now() })
      .where('meeting_id', '=', meeting.id)
      .where('person_id', '=', person_id)
      .where('doubt', '=', doubt)
      .where('state', '=', 'waiting')
      .returning(['kind', 'at'])
      .execute()
    await record(
      db,
      actor,
      ...decided.map(({ kind, at }) => ({
        act: `check_in_${state}` as const,
        subject: ['person', person_id] as const,
        projectId: meeting.project_id,
        before: { state: 'waiting' },
        after: { state, meeting_id: meeting.id, kind, at, doubt },
      })),
    )
    if (state === 'confirmed') await settleCheckIns(db, meeting.id)
    return await standing(db, meeting.id, person_id)
  })
}

/** Who recorded the presence that is in force whatever was decided, because it was stated by somebody else; null where none is. */
export type Decided = { stays: string | null }

async function standing(db: Db, meeting_id: string, person_id: string): Promise<Decided> {
  const mark = await db
    .selectFrom('mark')
    .leftJoin('account', 'account.id', 'mark.recorded_by')
    .select(['mark.source', 'mark.status', 'account.name'])
    .where('mark.meeting_id', '=', meeting_id)
    .where('mark.person_id', '=', person_id)
    .where(inForce)
    .executeTakeFirst()
  const isOthers = mark !== undefined && mark.source !== 'self' && mark.status === 'present'
  return { stays: isOthers ? (mark.name ?? 'Presente') : null }
}

/**
 * Confirms every check-in that waits at a meeting, as decideCheckIn does one by one: what cannot be confirmed is refused, and then
 * nothing is. Returns how many people.
 */
export async function confirmCheckIns(db: Db, actor: Actor, meeting_id: string): Promise<number> {
  return await inTransaction(db, async (db) => {
    refuseUnless(actor, 'attendance:record', placeOf(await holdMeetingOfEdition(db, meeting_id)))
    const confirmed = new Set<string>()
    for (;;) {
      const next = await db
        .selectFrom('check_in')
        .select(['id', 'person_id'])
        .where('meeting_id', '=', meeting_id)
        .where('state', '=', 'waiting')
        .orderBy('at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      if (!next) return confirmed.size
      await decideCheckIn(db, actor, { meeting_id, check_in: next.id, decision: 'confirm' })
      confirmed.add(next.person_id)
    }
  })
}
