// SPDX-License-Identifier: AGPL-3.0-or-later
// Recognising in the register of persons who was added at a meeting's door.

import type { Transaction } from 'kysely'
import { type Actor, editionPlace } from '#base/access/actor.ts'
import { placeOfMeeting } from '#base/access/place.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { Doubt } from '#plan/enrolment/doubt.ts'
import type { Newcomer } from '#plan/enrolment/enrolment.ts'
import { holdMeetingOfEdition } from '#plan/meetings/lock.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { byAddress, findByAddress, weighAddress } from '#plan/people/address.server.ts'
import { reachOf, requireReached } from '#plan/people/home.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { markInForce } from '#record/marks/in-force.ts'
import { columnOf, intervalsOf, saysTheSame } from '#record/marks/mark.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'
import { unmatched } from '#record/marks/unmatched.ts'
import { statusName } from '#record/marks/words.ts'
import { enrol } from '#record/places/enrolments.server.ts'
import { addNewcomer } from '#record/places/newcomers.server.ts'
import { addPageVersion } from '#record/register-page/pages.server.ts'
import { changeable } from './walk-ins.server.ts'

export type Match = { walk_in_id: string; meeting_id: string; person_id: string }
export type Matched = { name: string; isNew: boolean }

/**
 * Says that a walk-in is a person of the actor's own projects: enrols them in the meeting's edition and records their presence
 * with the walk-in's times; a closed page gets its next version, the reason being the match. Neither the person nor what was said
 * at the door changes. A second time for the same person changes nothing. Refuses anybody out of reach as if they did not
 * exist, somebody marked otherwise at that meeting or teaching at it, a walk-in matched with another or withdrawn, and what recordMarks
 * refuses. Joins the caller's transaction.
 */
export async function matchWalkIn(db: Db, actor: Actor, match: Match): Promise<Matched> {
  return await inTransaction(db, async (db) => {
    refuseUnless(actor, 'project:manage', await placeOfMeeting(db, match.meeting_id))
    await requireReached(db, reachOf(actor), match.person_id)
    return await matchPerson(db, actor, match)
  })
}

/**
 * The same with whoever has exactly this e-mail address, wherever they belong: see enrolByAddress. Every try is noted,
 * and counted unless it succeeds; an address that is nobody's or several people's is refused. `match`: what is done with who is found.
 */
export async function matchByAddress(
  db: Db,
  actor: Actor,
  { email, ...walkIn }: Omit<Match, 'person_id'> & { email: string },
  match: typeof matchWhoeverItIs = matchWhoeverItIs,
): Promise<Matched> {
  const matching = async (db: Transaction<Database>) => {
    const person_id = await findByAddress(db, email)
    if (!person_id) throw new AppError('invalid', m.people_address_of_nobody(), 'email')
    return await match(db, actor, { ...walkIn, person_id })
  }
  refuseUnless(actor, 'project:manage', await placeOfMeeting(db, walkIn.meeting_id))
  return await byAddress(db, actor, 'walk-in', () => db.transaction().execute(matching))
}

/** The same as matchWalkIn with a person who was found by their address, wherever they belong. */
export async function matchWhoeverItIs(db: Db, actor: Actor, match: Match): Promise<Matched> {
  return await inTransaction(db, async (db) => {
    refuseUnless(actor, 'project:manage', await placeOfMeeting(db, match.meeting_id))
    return await matchPerson(db, actor, match)
  })
}

async function matchPerson(
  db: Transaction<Database>,
  actor: Actor,
  { walk_in_id, meeting_id, person_id }: Match,
): Promise<Matched> {
  const walkIn = await db
    .selectFrom('walk_in')
    .selectAll()
    .where('id', '=', walk_in_id)
    .where('meeting_id', '=', meeting_id)
    .executeTakeFirst()
  const person = await db
    .selectFrom('person')
    .select(['first_name', 'last_name'])
    .where('id', '=', person_id)
    .executeTakeFirst()
  if (!walkIn || !person) throw new AppError('not_found', m.access_not_found())
  const name = `${person.first_name} ${person.last_name}`
  if (walkIn.person_id === person_id) return { name, isNew: false }
  const said = `${walkIn.first_name} ${walkIn.last_name}`
  const reason = m.attendance_walk_in_matched_reason({ name: said })
  await holdMeetingOfEdition(db, meeting_id)
  const meeting = await changeable(db, actor, meeting_id, reason)
  const intervals = intervalsOf(walkIn.intervals)
  const mark = { person_id, status: 'present' as const, intervals, base: null }
  await refuseMarked(db, meeting_id, mark, name)
  const matched = await db
    .updateTable('walk_in')
    .set({ person_id, matched_by: actor.accountId, matched_at: now() })
    .where('id', '=', walk_in_id)
    .where(unmatched)
    .returning('id')
    .executeTakeFirst()
  if (!matched) throw new AppError('conflict', m.attendance_walk_in_gone())
  const source = await sourceOf(db, actor, { walk_in_id, person_id, intervals })
  await enrol(db, actor, { edition_id: meeting.edition_id, person_id })
  await record(db, actor, {
    act: 'walk_in_matched',
    subject: ['person', person_id],
    projectId: meeting.project_id,
    after: { walk_in: walk_in_id, meeting_id, person_id, name: said, organisation: walkIn.organisation },
  })
  const given = { meeting_id, source, reason, nonce: newId(), marks: [mark] }
  const { recorded } = await recordMarks(db, actor, given)
  if (recorded === 0 && isSettled(meeting)) await addPageVersion(db, actor, meeting_id, reason)
  return { name, isNew: true }
}

/**
 * Adds a walk-in to the register of persons and matches them, all or nothing. When they may be in a register already nothing
 * is written and that is answered: see enrolNewcomer.
 */
export async function matchNewcomer(
  db: Db,
  actor: Actor,
  edition: { id: string; project_id: string },
  walkIn: { walk_in_id: string; meeting_id: string },
  form: Newcomer,
  match: typeof matchWalkIn = matchWalkIn,
): Promise<Doubt | { likely: null; name: string }> {
  refuseUnless(actor, 'project:manage', editionPlace(edition))
  await weighAddress(db, actor, form.email, 'walk-in')
  return await db.transaction().execute(async (db) => {
    await holdMeetingOfEdition(db, walkIn.meeting_id)
    // Who came was there, places or no places.
    const outcome = await addNewcomer(db, actor, edition, { ...form, over: true })
    if (outcome.likely) return outcome
    const { name } = await match(db, actor, { ...walkIn, person_id: form.id })
    return { likely: null, name }
  })
}

/**
 * Who states a walk-in's times: the platform, if they were added from a row of its report and nobody changed them; the row is then
 * this person's.
 */
async function sourceOf(
  db: Transaction<Database>,
  actor: Actor,
  { walk_in_id, person_id, intervals }: { walk_in_id: string; person_id: string; intervals: Interval[] },
): Promise<'platform_log' | 'trainer'> {
  const row = await db
    .updateTable('platform_row')
    .set({ state: 'matched', matched_by: 'hand', person_id })
    .set({ resolved_by: actor.accountId, resolved_at: now() })
    .where('walk_in_id', '=', walk_in_id)
    .returning('intervals')
    .executeTakeFirst()
  if (!row) return 'trainer'
  const seen = new Set(intervalsOf(row.intervals).map((one) => columnOf([one])))
  return intervals.every((one) => seen.has(columnOf([one]))) ? 'platform_log' : 'trainer'
}

type Stated = { person_id: string; status: 'present'; intervals: { in: string; out: string }[] }

async function refuseMarked(db: Db, meeting_id: string, mark: Stated, name: string): Promise<void> {
  const teaches = await db
    .selectFrom('meeting_trainer')
    .select('role')
    .where('meeting_id', '=', meeting_id)
    .where('person_id', '=', mark.person_id)
    .executeTakeFirst()
  if (teaches) throw new AppError('conflict', m.attendance_walk_in_teaches({ name }))
  const current = markInForce((await marksByPerson(db, meeting_id)).get(mark.person_id))
  if (!current || saysTheSame(current, mark)) return
  const status = statusName(current.status)
  throw new AppError('conflict', m.attendance_walk_in_marked_otherwise({ name, status }))
}
