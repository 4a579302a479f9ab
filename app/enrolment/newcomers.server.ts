// SPDX-License-Identifier: AGPL-3.0-or-later
// Enrolling from a project's office: whoever is in the register, and whoever is not yet.
import type { Transaction } from 'kysely'
import { inviteAccount } from '#app/access/accounts.server.ts'
import type { Actor } from '#app/access/actor.ts'
import { now } from '#app/clock.server.ts'
import { countEnrolled } from '#app/editions/edition-page.server.ts'
import { env } from '#app/env.server.ts'
import { AppError } from '#app/error.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { localDate } from '#app/i18n/zone.ts'
import { employerFrom } from '#app/people/organisations.server.ts'
import { addPerson } from '#app/people/persons.server.ts'
import { type Likely, likelySame } from '#app/people/register.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger, holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { Newcomer } from './enrolment.ts'
import { enrol } from './enrolments.server.ts'

type Edition = { id: string; project_id: string }
type Held = Awaited<ReturnType<typeof holdRow<'edition'>>>

/** Enrols a person of the register. Refuses a full edition unless `over`. Answers their name. */
export async function enrolKnown(
  db: Db,
  actor: Actor,
  edition: Edition,
  { person_id, over }: { person_id: string; over: boolean },
) {
  return await db.transaction().execute(async (db) => {
    const held = await holdRow(db, 'edition', edition.id)
    const person = await db
      .selectFrom('person')
      .select(['first_name', 'last_name'])
      .where('id', '=', person_id)
      .executeTakeFirst()
    if (!person) throw new AppError('not_found', m.access_not_found())
    if (!over) await refuseFull(db, held)
    const { isNew } = await enrol(db, actor, { edition_id: edition.id, person_id })
    return { name: `${person.first_name} ${person.last_name}`, isNew }
  })
}

export type NewcomerOutcome =
  | { likely: Likely[] }
  | { likely: null; invitation: 'sent' | 'has_account' | 'of_another' | null }

/**
 * Adds a person to the register with employer and first employment, enrols and, if asked, invites them, all or nothing.
 * When the register may know them already nothing is written and they are returned, unless the form says that it is a
 * different person. The same form twice adds and enrols once. Joins the caller's transaction if there is one.
 */
export async function enrolNewcomer(
  db: Db,
  actor: Actor,
  edition: Edition,
  form: Newcomer,
): Promise<NewcomerOutcome> {
  return await inTransaction(db, async (db) => {
    const held = await holdRow(db, 'edition', edition.id)
    // Two who add the same person at once: the second finds whom the first added.
    await holdLedger(db)
    const likely = form.different ? [] : (await likelySame(db, form)).filter(({ id }) => id !== form.id)
    if (likely.length > 0) return { likely }
    if (!form.over) await refuseFull(db, held)
    const { isNew } = await addPerson(db, actor, {
      ...form,
      organisation_id: await employerFrom(db, actor, form),
      started_on: form.started_on ?? localDate(now(), env().TZ_DISPLAY),
      project_id: edition.project_id,
    })
    await enrol(db, actor, { edition_id: edition.id, person_id: form.id })
    if (!isNew || !form.invite || !form.email) return { likely: null, invitation: null }
    return { likely: null, invitation: await invite(db, actor, form, form.email) }
  })
}

async function invite(
  db: Transaction<Database>,
  actor: Actor,
  { id, first_name, last_name }: Newcomer,
  email: string,
) {
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
