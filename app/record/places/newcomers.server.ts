// SPDX-License-Identifier: AGPL-3.0-or-later
// Enrolling from a project's office: whoever is within reach, whoever has an address, and whoever is in no register yet.

import type { Transaction } from 'kysely'
import { type Actor, editionPlace } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger, holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { holdAccountOf, inviteAccount } from '#plan/accounts/accounts.server.ts'
import type { Doubt } from '#plan/enrolment/doubt.ts'
import { countEnrolled } from '#plan/enrolment/enrolment.server.ts'
import type { Newcomer } from '#plan/enrolment/enrolment.ts'
import { employerFrom, employerNamed } from '#plan/organisations/organisations.server.ts'
import { byAddress, findByAddress, isOfStranger, weighAddress } from '#plan/people/address.server.ts'
import { reachOf, requireReached } from '#plan/people/home.server.ts'
import { likelySame } from '#plan/people/known-persons.server.ts'
import { addPerson } from '#plan/people/persons.server.ts'
import { enrol } from './enrolments.server.ts'

type Edition = { id: string; project_id: string }
type Held = Awaited<ReturnType<typeof holdRow<'edition'>>>

/**
 * Enrols a person of the actor's own projects. Refuses anybody else, as if they did not exist, and a full edition unless
 * `over`. Answers their name.
 */
export async function enrolKnown(
  db: Db,
  actor: Actor,
  edition: Edition,
  { person_id, over }: { person_id: string; over: boolean },
) {
  refuseUnless(actor, 'project:manage', editionPlace(edition))
  return await db.transaction().execute(async (db) => {
    const held = await holdRow(db, 'edition', edition.id)
    const person = await requireReached(db, reachOf(actor), person_id)
    if (!over) await refuseFull(db, held)
    const { isNew } = await enrol(db, actor, { edition_id: edition.id, person_id })
    return { name: `${person.first_name} ${person.last_name}`, isNew }
  })
}

/**
 * Enrols whoever has exactly this e-mail address, wherever they belong: somebody of another project becomes a guest of this
 * one, which sees name and employer and nothing else of theirs. Every try is noted, and counted unless it enrols. Refuses an address that is
 * nobody's or several people's, and a full edition, before it looks, unless `over`.
 */
export async function enrolByAddress(
  db: Db,
  actor: Actor,
  edition: Edition,
  { email, over }: { email: string; over: boolean },
) {
  const enrolling = async (db: Transaction<Database>) => {
    const held = await holdRow(db, 'edition', edition.id)
    if (!over) await refuseFull(db, held)
    const person_id = await findByAddress(db, email)
    if (!person_id) throw new AppError('invalid', m.people_address_of_nobody(), 'email')
    const { isNew } = await enrol(db, actor, { edition_id: edition.id, person_id })
    const { name, kind } = await welcomed(db, person_id, edition.project_id)
    return { name, isNew, isGuest: kind === 'guest' }
  }
  refuseUnless(actor, 'project:manage', editionPlace(edition))
  return await byAddress(db, actor, 'enrolment', () => db.transaction().execute(enrolling))
}

async function welcomed(db: Db, person_id: string, project_id: string) {
  const { first_name, last_name, kind } = await db
    .selectFrom('person')
    .innerJoin('person_home', 'person_home.person_id', 'person.id')
    .select(['person.first_name', 'person.last_name', 'person_home.kind'])
    .where('person.id', '=', person_id)
    .where('person_home.project_id', '=', project_id)
    .executeTakeFirstOrThrow()
  return { name: `${first_name} ${last_name}`, kind }
}

export type NewcomerOutcome =
  | Doubt
  | { likely: null; invitation: 'sent' | 'has_account' | 'of_another' | null }

/**
 * Adds a person to the register with employer and first employment, enrols and, if asked, invites them, all or nothing.
 * When one's own projects may know them already, or the address is of somebody of another project, nothing is written and that
 * is answered, unless the form says that it is a different person. The same form twice adds and enrols once.
 */
export async function enrolNewcomer(
  db: Db,
  actor: Actor,
  edition: Edition,
  form: Newcomer,
): Promise<NewcomerOutcome> {
  refuseUnless(actor, 'project:manage', editionPlace(edition))
  await weighAddress(db, actor, form.email, 'newcomer')
  return await db.transaction().execute((db) => addNewcomer(db, actor, edition, form))
}

/** The same in the caller's transaction, for callers that weigh the address themselves. */
export async function addNewcomer(
  db: Transaction<Database>,
  actor: Actor,
  edition: Edition,
  form: Newcomer,
): Promise<NewcomerOutcome> {
  const held = await holdRow(db, 'edition', edition.id)
  if (form.invite && form.email) await holdAccountOf(db, form.email)
  // Two who add the same person at once: the second finds whom the first added.
  await holdLedger(db)
  if (!form.over) await refuseFull(db, held)
  await employerNamed(db, form)
  await refuseTakenId(db, actor, form.id)
  // Last of all: whose answer would tell of somebody elsewhere must not come cheaper than adding them.
  const doubt = form.different ? null : await doubtOf(db, actor, form)
  if (doubt) return doubt
  const { isNew } = await addPerson(db, actor, {
    ...form,
    organisation_id: await employerFrom(db, actor, form),
    started_on: form.started_on ?? localDate(now(), env().TZ_DISPLAY),
    project_id: edition.project_id,
  })
  await enrol(db, actor, { edition_id: edition.id, person_id: form.id })
  if (!isNew || !form.invite || !form.email) return { likely: null, invitation: null }
  return { likely: null, invitation: await invite(db, actor, form, form.email) }
}

/** The id comes from the form: one that is somebody else's already must not be a way to them. */
async function refuseTakenId(db: Db, actor: Actor, id: string): Promise<void> {
  const taken = await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst()
  if (taken) await requireReached(db, reachOf(actor), id)
}

async function doubtOf(db: Db, actor: Actor, form: Newcomer): Promise<Doubt | null> {
  const likely = (await likelySame(db, reachOf(actor), form)).filter(({ id }) => id !== form.id)
  const elsewhere = form.email !== undefined && (await isOfStranger(db, actor, form.email))
  return likely.length > 0 || elsewhere ? { likely, elsewhere } : null
}

async function invite(
  db: Transaction<Database>,
  actor: Actor,
  { id, first_name, last_name }: Newcomer,
  email: string,
) {
  // An account at the address of somebody whom others keep would be theirs to make.
  if (await isOfStranger(db, actor, email, 'own')) return 'of_another'
  const name = `${first_name} ${last_name}`
  const account = await inviteAccount(db, actor, { email, name, person_id: id })
  if (account.isNew) return 'sent'
  const kept = await db
    .selectFrom('account')
    .select('person_id')
    .where('email', '=', email)
    .executeTakeFirst()
  return kept?.person_id === id ? 'has_account' : 'of_another'
}

/** Of an edition that is held: the last seat is one person's. */
async function refuseFull(db: Transaction<Database>, edition: Held): Promise<void> {
  if (!edition) throw new AppError('not_found', m.access_not_found())
  const { id, capacity } = edition
  if (capacity === null || (await countEnrolled(db, id)) < capacity) return
  throw new AppError('conflict', m.editions_enrol_full({ capacity }))
}
