// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's own check-ins: two reads and one insert. What comes of them is settle.server.ts's.
import { type Insertable, sql } from 'kysely'
import type { Oneself } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { CheckInTable } from '#db/schema.ts'
import { type Arrival, arrivalOf, type Doubt, lastStanding, leavingOf, stateOf } from './arrival.ts'
import type { Scan } from './code.server.ts'
import { stepOf } from './code.ts'

/** What a person may learn of a meeting that they scan, and what is known of them there. Null: no such meeting. */
export async function findMeetingOf(
  db: Db,
  { meeting_id, person_id, device }: { meeting_id: string; person_id: string | null; device: string },
) {
  const row = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .select(['project.acronym', 'project.title as project_title', 'project.code', 'project.cup'])
    .select(['project.contact_email', 'project.contact_phone', 'project.language'])
    .select(['project.fund', 'project.fund_period', 'project.funding_statement'])
    .select(['meeting.id', 'meeting.number', 'meeting.title', 'meeting.starts_at', 'meeting.ends_at'])
    .select(['meeting.mode', 'meeting.state', 'meeting.check_in_before', 'meeting.check_in_after'])
    .select(['meeting.venue', 'edition.venue as edition_venue', 'edition.title as edition_title'])
    .select(['edition.id as edition_id', 'edition.code as edition_code'])
    .select((eb) => [
      eb
        .selectFrom('enrolment')
        .select(sql.lit(1).as('one'))
        .whereRef('enrolment.edition_id', '=', 'edition.id')
        .where('enrolment.person_id', '=', person_id ?? '')
        .where('enrolment.state', '=', 'enrolled')
        .as('enrolled'),
      eb
        .selectFrom('meeting_trainer')
        .select(sql.lit(1).as('one'))
        .whereRef('meeting_trainer.meeting_id', '=', 'meeting.id')
        .where('meeting_trainer.person_id', '=', person_id ?? '')
        .limit(1)
        .as('teaches'),
    ])
    .where('meeting.id', '=', meeting_id)
    .executeTakeFirst()
  if (!row) return null
  const scans = await db
    .selectFrom('check_in')
    .select(['id', 'person_id', 'kind', 'step', 'at', 'state', 'device', 'doubt'])
    .where('meeting_id', '=', meeting_id)
    .where((eb) => eb.or([eb('person_id', '=', person_id ?? ''), eb('device', '=', device)]))
    .orderBy('at')
    .orderBy('id')
    .execute()
  const mine = scans.filter((scan) => scan.person_id === person_id)
  return {
    meeting: row,
    known: {
      enrolled: row.enrolled !== null,
      teaches: row.teaches !== null,
      othersDevice: scans.some((scan) => scan.person_id !== person_id && scan.state !== 'rejected'),
      mine: mine.map((scan) => ({ ...scan, step: Number(scan.step), thisDevice: scan.device === device })),
    },
  }
}

/**
 * Registers a scan of a meeting's code by oneself: an entry, at once or waiting for the trainer's word (see arrivalOf). Whoever
 * left is asked before, and enters again only by `again`. The same scan any number of times, at once or one after the other, is
 * one row. Null: no such meeting, or an account without a person.
 */
export async function checkIn(
  db: Db,
  self: Oneself,
  given: { meeting_id: string; scan: Scan; device: string; again?: boolean },
): Promise<Arrival | null> {
  const { meeting_id, scan, device } = given
  const person_id = self.personId
  const found = person_id && (await findMeetingOf(db, { meeting_id, person_id, device }))
  if (!found) return null
  const arrival = arrivalOf(found.meeting, found.known, scan, env().TZ_DISPLAY)
  const returns = arrival.outcome === 'asks' && arrival.question === 'returning' && given.again === true
  if (arrival.outcome !== 'entry' && !returns) return arrival
  const { doubt } = arrival
  const at = { meeting_id, person_id, account_id: self.accountId, device }
  await insertCheckIn(db, { ...at, kind: 'entry', step: scan.step, at: scan.at, entry_id: null }, doubt)
  return { outcome: 'entry', doubt }
}

/**
 * Registers that oneself leaves: at the moment of a scan made since the entry, which is when the code proves one was there, or else
 * at `moment`, which is now. It ends the entry that stands, once, however often and from however many places it is said. Null: no
 * such meeting, an account without a person, or nobody who is there.
 */
export async function leaveMeeting(
  db: Db,
  self: Oneself,
  given: { meeting_id: string; scan: Scan | null; moment: string; device: string },
): Promise<Arrival | null> {
  const { meeting_id, scan, moment, device } = given
  const person_id = self.personId
  const found = person_id && (await findMeetingOf(db, { meeting_id, person_id, device }))
  if (!found) return null
  const last = lastStanding(found.known.mine)
  const isOfTheScan = scan !== null && last !== undefined && scan.at > last.at && scan.at <= moment
  const at = isOfTheScan ? scan.at : moment
  const leaving = leavingOf(found.meeting, found.known, at, env().TZ_DISPLAY)
  if (leaving.outcome === 'absent') return null
  if (leaving.outcome !== 'exit' || !last) return leaving
  const step = isOfTheScan ? scan.step : stepOf(moment)
  const by = { meeting_id, person_id, account_id: self.accountId, device }
  await insertCheckIn(db, { ...by, kind: 'exit', step, at, entry_id: last.id }, leaving.doubt)
  return leaving
}

/** One row, or none where the same scan, or another exit from the same entry, is there already: the database's indexes say so. */
async function insertCheckIn(
  db: Db,
  row: Pick<
    Insertable<CheckInTable>,
    'meeting_id' | 'person_id' | 'account_id' | 'device' | 'kind' | 'step' | 'at' | 'entry_id'
  >,
  doubt: Doubt | null,
): Promise<void> {
  await db
    .insertInto('check_in')
    .values({ id: newId(), ...row, ...stateOf(doubt) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
