// SPDX-License-Identifier: AGPL-3.0-or-later
// What was stated of people at a meeting whose page of the register is closed: corrections that wait to be signed.
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database, MarkSource } from '#db/schema.ts'
import type { HeldMeeting } from '#plan/meetings/lock.server.ts'
import type { MarkToWrite } from '#record/marks/judge.ts'
import { columnOf, intervalsOf, type Statement, saysTheSame } from '#record/marks/mark.ts'

type ToPropose = Pick<MarkToWrite<unknown>, 'stated' | 'said'>

/**
 * Keeps statements of a closed meeting as proposed corrections, each once, and not again what waits already; returns what to tell of
 * each person, and how many are new. What may be stated is judged before; who may, is the caller's to check.
 */
export async function proposeMarks(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  source: MarkSource,
  changes: readonly ToPropose[],
  arrived_at: string,
): Promise<{ told: Record<string, string>; proposed: number }> {
  const waiting = await waitingAt(db, meeting.id)
  const rows = changes
    .filter(({ stated }) => {
      const last = waiting.get(stated.person_id)
      return !last || last.source !== source || !saysTheSame(last, stated)
    })
    .map(({ stated: { person_id, status, intervals, note = null, document = null }, said }) => ({
      id: newId(),
      meeting_id: meeting.id,
      person_id,
      status,
      intervals: columnOf(intervals),
      note,
      document,
      source,
      stated_at: said.at,
      arrived_at,
      nonce: said.nonce,
      proposed_by: actor.accountId,
      state: 'waiting' as const,
    }))
  let proposed = 0
  if (rows.length > 0) {
    const made = await db
      .insertInto('proposed_mark')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['meeting_id', 'person_id', 'nonce']).doNothing())
      .returning('id')
      .execute()
    const fresh = new Set(made.map(({ id }) => id))
    proposed = fresh.size
    await record(
      db,
      actor,
      ...rows
        .filter(({ id }) => fresh.has(id))
        .map(({ person_id, status, intervals, note, document, stated_at }) => ({
          act: 'correction_proposed' as const,
          subject: ['person', person_id] as const,
          projectId: meeting.project_id,
          after: {
            meeting_id: meeting.id,
            status,
            intervals: intervalsOf(intervals),
            ...(note && { note }),
            ...(document && { document }),
            source,
            stated_at,
          },
        })),
    )
  }
  const told = Object.fromEntries(
    changes.map(({ stated, said }) => [
      stated.person_id,
      m.attendance_row_proposed({ time: showTime(said.at) }),
    ]),
  )
  return { told, proposed }
}

export type WaitingMark = Statement & { source: MarkSource }

/** What waits to be signed of each person at a meeting: the last that was stated. */
export async function waitingAt(db: Db, meeting_id: string): Promise<Map<string, WaitingMark>> {
  const rows = await db
    .selectFrom('proposed_mark')
    .select(['person_id', 'status', 'intervals', 'note', 'document', 'source'])
    .where('meeting_id', '=', meeting_id)
    .where('state', '=', 'waiting')
    .orderBy('stated_at')
    .orderBy('nonce')
    .execute()
  return new Map(
    rows.map(({ person_id, intervals, ...row }) => [
      person_id,
      { ...row, intervals: intervalsOf(intervals) },
    ]),
  )
}

/** How many corrections of a meeting wait to be signed. */
export async function proposalsCount(db: Db, meeting_id: string): Promise<number> {
  const waiting = (table: 'proposed_mark' | 'proposed_change') =>
    db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('n'))
      .where('meeting_id', '=', meeting_id)
      .where('state', '=', 'waiting')
  const rows = await waiting('proposed_mark').unionAll(waiting('proposed_change')).execute()
  return rows.reduce((sum, { n }) => sum + Number(n), 0)
}
