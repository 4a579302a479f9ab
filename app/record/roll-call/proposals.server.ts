// SPDX-License-Identifier: AGPL-3.0-or-later
// What was stated of people and arrived when the page of the register was closed: corrections that wait to be signed.
import type { Transaction } from 'kysely'
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnproved } from '#base/access/proof.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { listPage } from '#base/http/list.ts'
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type HeldMeeting, holdMeeting } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { personName } from '#plan/people/person.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { lastStatement } from '#record/marks/in-force.ts'
import type { MarkToWrite } from '#record/marks/judge.ts'
import { columnOf, intervalsOf } from '#record/marks/mark.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'

/** Keeps statements of a closed meeting as proposed corrections, each once; returns what to tell of each, by person. */
export async function proposeMarks(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  changes: readonly Pick<MarkToWrite<unknown>, 'stated' | 'said'>[],
  arrived_at: string,
): Promise<Record<string, string>> {
  const rows = changes.map(({ stated: { person_id, status, intervals }, said }) => ({
    id: newId(),
    meeting_id: meeting.id,
    person_id,
    status,
    intervals: columnOf(intervals),
    stated_at: said.at,
    arrived_at,
    nonce: said.nonce,
    proposed_by: actor.accountId,
    state: 'waiting' as const,
  }))
  if (rows.length > 0) {
    const made = await db
      .insertInto('proposed_mark')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['meeting_id', 'person_id', 'nonce']).doNothing())
      .returning('id')
      .execute()
    const fresh = new Set(made.map(({ id }) => id))
    await record(
      db,
      actor,
      ...rows
        .filter(({ id }) => fresh.has(id))
        .map(({ person_id, status, intervals, stated_at }) => ({
          act: 'correction_proposed' as const,
          subject: ['person', person_id] as const,
          projectId: meeting.project_id,
          after: { meeting_id: meeting.id, status, intervals: intervalsOf(intervals), stated_at },
        })),
    )
  }
  return Object.fromEntries(
    rows.map(({ person_id, stated_at }) => [
      person_id,
      m.attendance_row_proposed({ time: showTime(stated_at) }),
    ]),
  )
}

/** How many corrections of a meeting wait to be signed. */
export async function proposalsCount(db: Db, meeting_id: string): Promise<number> {
  const { n } = await db
    .selectFrom('proposed_mark')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('meeting_id', '=', meeting_id)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** A page of the corrections proposed at a meeting: those that wait first, then by name. */
export async function proposalsAt(
  db: Db,
  meeting_id: string,
  { limit, offset }: { limit: number; offset: number },
) {
  const all = db.selectFrom('proposed_mark').where('proposed_mark.meeting_id', '=', meeting_id)
  const { rows, total } = await listPage(
    all
      .innerJoin('person', 'person.id', 'proposed_mark.person_id')
      .innerJoin('account', 'account.id', 'proposed_mark.proposed_by')
      .leftJoin('account as decider', 'decider.id', 'proposed_mark.decided_by')
      .select([
        'proposed_mark.id',
        'proposed_mark.person_id',
        'proposed_mark.status',
        'proposed_mark.intervals',
      ])
      .select(['proposed_mark.stated_at', 'proposed_mark.arrived_at', 'proposed_mark.state'])
      .select(['proposed_mark.decided_at', 'account.name as proposed_by', 'decider.name as decided_by'])
      .select(['person.first_name', 'person.last_name'])
      .orderBy((eb) => eb.case().when('proposed_mark.state', '=', 'waiting').then(0).else(1).end())
      .orderBy('person.name_search')
      .orderBy('proposed_mark.stated_at')
      .orderBy('proposed_mark.id')
      .limit(limit)
      .offset(offset)
      .execute(),
    all.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  const proposals = rows.map(({ first_name, last_name, intervals, ...row }) => ({
    ...row,
    intervals: intervalsOf(intervals),
    name: personName(first_name, last_name),
  }))
  return { proposals, total }
}

export type ProposalDecision = {
  meeting_id: string
  proposals: readonly string[]
  decision: 'accept' | 'dismiss'
  reason: string
}

/**
 * Decides proposed corrections of a closed page: accepted, they are recorded as one signed correction, which makes one version of
 * the page; of several about one person the one stated last. Refuses (as recordMarks does) who may not correct the page, and
 * (conflict) a proposal decided otherwise in the meantime; decided the same twice it is once. The actor has proved who they are.
 */
export async function decideProposals(db: Db, actor: Actor, given: ProposalDecision): Promise<number> {
  return await inTransaction(db, async (db) => {
    const meeting = await holdMeeting(db, given.meeting_id)
    refuseUnless(actor, 'attendance:record', placeOf(meeting))
    refuseUnproved(actor, 'always')
    const asked = await db
      .selectFrom('proposed_mark')
      .selectAll()
      .where('meeting_id', '=', meeting.id)
      .where('id', 'in', given.proposals)
      .orderBy('stated_at')
      .orderBy('nonce')
      .execute()
    const state = given.decision === 'accept' ? ('accepted' as const) : ('dismissed' as const)
    if (asked.length < new Set(given.proposals).size) throw new AppError('not_found', m.access_not_found())
    if (asked.some((one) => one.state !== 'waiting' && one.state !== state)) {
      throw new AppError('conflict', m.attendance_proposal_decided())
    }
    const waiting = asked.filter((one) => one.state === 'waiting')
    if (waiting.length === 0) return 0
    if (state === 'accepted') {
      if (!isSettled(meeting)) throw new AppError('conflict', m.attendance_proposal_open())
      const recorded = await marksByPerson(db, meeting.id)
      const latest = new Map(waiting.map((one) => [one.person_id, one]))
      await recordMarks(db, actor, {
        meeting_id: meeting.id,
        source: 'trainer',
        reason: given.reason,
        nonce: newId(),
        marks: [...latest.values()].map(({ person_id, status, intervals }) => ({
          person_id,
          status,
          intervals: intervalsOf(intervals),
          base: lastStatement(recorded.get(person_id))?.id ?? null,
        })),
      })
    }
    await db
      .updateTable('proposed_mark')
      .set({ state, decided_by: actor.accountId, decided_at: now() })
      .where(
        'id',
        'in',
        waiting.map(({ id }) => id),
      )
      .execute()
    await record(
      db,
      actor,
      ...waiting.map(({ person_id, status, intervals, stated_at }) => ({
        act: `correction_${state}` as const,
        subject: ['person', person_id] as const,
        projectId: meeting.project_id,
        after: {
          meeting_id: meeting.id,
          status,
          intervals: intervalsOf(intervals),
          stated_at,
          reason: given.reason,
        },
      })),
    )
    return waiting.length
  })
}
