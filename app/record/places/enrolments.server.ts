// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import { type Actor, placeOf } from '#base/access/actor.ts'
import { placeOfEdition } from '#base/access/place.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { Database, EnrolmentState } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { pinnedRule, usualThreshold } from '#plan/enrolment/rule.ts'
import { welcome } from '#plan/people/home.server.ts'
import { trainersOf } from '#plan/trainers/persons.server.ts'
import { refreshCompletions } from '#record/completion/completion.server.ts'

type Enrolled = { edition_id: string; person_id: string }

/**
 * Enrols a person in an edition, with the course's present version and completion rule pinned (product.md, rule 6). Who
 * is enrolled stays so; who had withdrawn comes back under the rule they began with. From then on they belong to the project,
 * as a guest if none of the actor's projects keeps their record. Refuses the edition's own trainers. Whether the actor may find
 * the person, and the capacity, are the caller's to ask about. Joins the caller's transaction if there is one.
 */
export async function enrol(db: Db, actor: Actor | null, place: Enrolled) {
  refuseUnless(actor, 'project:manage', await placeOfEdition(db, place.edition_id))
  return await inTransaction(db, (db) => enrolHeld(db, actor, place))
}

/** The same in the caller's transaction, for who may enrol without managing the project: a trainer at the door. */
export async function enrolHeld(
  db: Transaction<Database>,
  actor: Actor | null,
  { edition_id, person_id }: Enrolled,
) {
  const moment = now()
  // Held, so that nobody is made a trainer there, and no seat is taken, while this is looked at.
  await holdRow(db, 'edition', edition_id)
  const edition = await db
    .selectFrom('edition')
    .leftJoin('course', 'course.id', 'edition.course_id')
    .leftJoin('course_version', 'course_version.id', 'course.version_id')
    .select(['edition.project_id', 'course_version.id as version_id', 'course_version.threshold'])
    .select('edition.kind')
    .where('edition.id', '=', edition_id)
    .executeTakeFirstOrThrow()
  await refuseTrainer(db, edition_id, person_id)
  const home = await welcome(db, actor, { person_id, project_id: edition.project_id })
  const row = {
    id: newId(),
    edition_id,
    person_id,
    state: 'enrolled' as const,
    course_version_id: edition.version_id,
    rule: pinnedRule(edition.kind, edition.threshold ?? usualThreshold),
    enrolled_at: moment,
  }
  const made = await db
    .insertInto('enrolment')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition_id', 'person_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  const id = made?.id ?? (await enrolAgain(db, { edition_id, person_id }))
  if (!id) {
    const kept = await enrolmentOf(db, { edition_id, person_id }).executeTakeFirstOrThrow()
    return { id: kept.id, isNew: false }
  }
  await addEvent(db, actor, { enrolment_id: id, state: 'enrolled', at: moment, note: null })
  await record(db, actor, {
    act: 'enrolled',
    subject: ['enrolment', id],
    projectId: edition.project_id,
    after: {
      edition_id,
      person_id,
      ...(made ? { course_version_id: row.course_version_id } : { again: true }),
      ...(home === 'guest' && { guest: true }),
    },
  })
  await refreshCompletions(db, actor, [id])
  return { id, isNew: true }
}

/**
 * Takes a person out of an edition; enrolment, marks and progress stay in the history. A second time changes nothing.
 * Joins the caller's transaction if there is one.
 */
export async function withdraw(
  db: Db,
  actor: Actor | null,
  { edition_id, person_id, reason }: Enrolled & { reason: string },
): Promise<void> {
  await inTransaction(db, async (db) => {
    const kept = await enrolmentOf(db, { edition_id, person_id }).executeTakeFirst()
    if (!kept) throw new AppError('not_found', m.access_not_found())
    refuseUnless(actor, 'project:manage', placeOf({ ...kept, edition_id }))
    const changed = await db
      .updateTable('enrolment')
      .set({ state: 'withdrawn' })
      .where('id', '=', kept.id)
      .where('state', '!=', 'withdrawn')
      .returning('id')
      .executeTakeFirst()
    if (!changed) return
    await addEvent(db, actor, { enrolment_id: kept.id, state: 'withdrawn', at: now(), note: reason })
    await record(db, actor, {
      act: 'enrolment_withdrawn',
      subject: ['enrolment', kept.id],
      projectId: kept.project_id,
      before: { state: kept.state },
      after: { state: 'withdrawn', edition_id, person_id, reason },
    })
  })
}

function enrolmentOf(db: Db, { edition_id, person_id }: Enrolled) {
  return db
    .selectFrom('enrolment')
    .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
    .select(['enrolment.id', 'enrolment.state', 'edition.project_id'])
    .where('enrolment.edition_id', '=', edition_id)
    .where('enrolment.person_id', '=', person_id)
}

async function enrolAgain(
  db: Transaction<Database>,
  { edition_id, person_id }: Enrolled,
): Promise<string | undefined> {
  const changed = await db
    .updateTable('enrolment')
    .set({ state: 'enrolled' })
    .where('edition_id', '=', edition_id)
    .where('person_id', '=', person_id)
    .where('state', '!=', 'enrolled')
    .returning('id')
    .executeTakeFirst()
  return changed?.id
}

type Event = { enrolment_id: string; state: EnrolmentState; at: string; note: string | null }

async function addEvent(db: Transaction<Database>, actor: Actor | null, event: Event): Promise<void> {
  const row = { id: newId(), ...event, by_account: actor?.accountId ?? null }
  await db.insertInto('enrolment_event').values(row).execute()
}

async function refuseTrainer(db: Db, edition_id: string, person_id: string): Promise<void> {
  const teaches = await db
    .selectFrom('meeting_trainer')
    .innerJoin('meeting', 'meeting.id', 'meeting_trainer.meeting_id')
    .select('meeting.id')
    .where('meeting.edition_id', '=', edition_id)
    .where('meeting_trainer.person_id', '=', person_id)
    .limit(1)
    .executeTakeFirst()
  if (teaches || (await trainersOf(db, edition_id)).includes(person_id))
    throw new AppError('conflict', m.editions_enrol_is_trainer())
}

/** The name of whoever is in an edition and has not withdrawn; else null. */
export async function findEnrolled(db: Db, { edition_id, person_id }: Enrolled) {
  const found = await db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .select(['person.first_name', 'person.last_name'])
    .where('enrolment.edition_id', '=', edition_id)
    .where('enrolment.person_id', '=', person_id)
    .where('enrolment.state', '!=', 'withdrawn')
    .executeTakeFirst()
  return found ?? null
}
