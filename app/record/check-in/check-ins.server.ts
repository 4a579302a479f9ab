// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's own check-in: two reads and one insert. What comes of it is settle.server.ts's.
import { sql } from 'kysely'
import type { Oneself } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import type { Db } from '#db/connect.server.ts'
import { type Arrival, arrivalOf, stateOf } from './arrival.ts'
import type { Scan } from './code.server.ts'

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
    .select(['project.fund', 'project.fund_period', 'project.funding_statement'])
    .select(['meeting.id', 'meeting.number', 'meeting.title', 'meeting.starts_at', 'meeting.ends_at'])
    .select(['meeting.mode', 'meeting.state', 'meeting.check_in_before', 'meeting.check_in_after'])
    .select(['meeting.venue', 'edition.venue as edition_venue', 'edition.title as edition_title'])
    .select('edition.code as edition_code')
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
    .select(['person_id', 'kind', 'step', 'at', 'state', 'device', 'doubt'])
    .where('meeting_id', '=', meeting_id)
    .where((eb) => eb.or([eb('person_id', '=', person_id ?? ''), eb('device', '=', device)]))
    .orderBy('at')
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
 * Registers a scan of a meeting's code by oneself: an entry or an exit, at once or waiting for the trainer's
 * word (see arrivalOf). The same scan any number of times, at once or one after the other, is one row. Null: no such
 * meeting, or an account without a person.
 */
export async function checkIn(
  db: Db,
  self: Oneself,
  { meeting_id, scan, device }: { meeting_id: string; scan: Scan; device: string },
): Promise<Arrival | null> {
  const person_id = self.personId
  const found = person_id && (await findMeetingOf(db, { meeting_id, person_id, device }))
  if (!found) return null
  const arrival = arrivalOf(found.meeting, found.known, scan, env().TZ_DISPLAY)
  if (arrival.outcome !== 'entry' && arrival.outcome !== 'exit') return arrival
  await db
    .insertInto('check_in')
    .values({
      id: newId(),
      meeting_id,
      person_id,
      account_id: self.accountId,
      kind: arrival.outcome,
      step: scan.step,
      at: scan.at,
      device,
      ...stateOf(arrival.doubt),
    })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'person_id', 'kind', 'step']).doNothing())
    .execute()
  return arrival
}
