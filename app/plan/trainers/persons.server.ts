// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may teach an edition: a person, with an account and the role of trainer there.
import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { giveRole } from '#base/access/roles.server.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { inviteAccount } from '#plan/accounts/accounts.server.ts'
import { nameParts, type TrainerName } from '#plan/meetings/trainer.ts'
import { isOfStranger } from '#plan/people/address.server.ts'
import { welcome } from '#plan/people/home.server.ts'
import { sameName } from '#plan/people/known-persons.server.ts'
import { addPerson } from '#plan/people/persons.server.ts'

type Place = { id: string; project_id: string }

/**
 * Gives the role of trainer in an edition: the account is found by e-mail, wherever its person belongs, or made and invited;
 * whoever is not in the register of persons enters it as staff, employed by the project's lead. They belong to the project
 * from then on, as guests if no project of the actor's keeps their record. Refuses whoever is enrolled in the same edition
 * (domain.md 10, case 17), and an address without an account that is in another project's records: whose the record is invites.
 * Runs in the caller's transaction, which holds the edition, after `weighAddress`.
 */
export async function makeTrainer(
  db: Transaction<Database>,
  actor: Actor | null,
  edition: Place,
  { email, name }: { email: string; name: TrainerName },
) {
  const parts = nameParts(name)
  // Two who name the same trainer at once: the second finds the person and the account of the first.
  await holdLedger(db)
  const account = await db
    .selectFrom('account')
    .select(['id', 'person_id'])
    .where('email', '=', email)
    .executeTakeFirst()
  const person_id = account?.person_id ?? (await personToInvite(db, actor, edition.project_id, email, parts))
  await refuseEnrolled(db, edition.id, person_id)
  await welcome(db, actor, { person_id, project_id: edition.project_id })
  const fullName = `${parts.first_name} ${parts.last_name}`
  const { account_id, isNew } = await inviteAccount(db, actor, { email, name: fullName, person_id })
  const grant = { account_id, role: 'trainer' as const, project_id: null, edition_id: edition.id }
  await giveRole(db, actor, { ...grant, expires_at: null })
  return { person_id, account_id, isNew }
}

async function personToInvite(
  db: Db,
  actor: Actor | null,
  project_id: string,
  email: string,
  parts: Parts,
): Promise<string> {
  if (actor && (await isOfStranger(db, actor, email, 'own'))) {
    throw new AppError('conflict', m.editions_trainer_elsewhere(), 'email')
  }
  return (await findUnlinked(db, email, parts)) ?? (await addStaff(db, actor, project_id, email, parts))
}

/** The persons who hold the role of trainer of an edition now. */
export async function trainersOf(db: Db, edition_id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('role_grant')
    .innerJoin('account', 'account.id', 'role_grant.account_id')
    .select('account.person_id')
    .distinct()
    .where('role_grant.edition_id', '=', edition_id)
    .where('role_grant.role', '=', 'trainer')
    .where('role_grant.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('role_grant.expires_at', 'is', null), eb('role_grant.expires_at', '>', now())]))
    .execute()
  return rows.flatMap(({ person_id }) => person_id ?? [])
}

/** Refuses whoever is enrolled in an edition: nobody teaches where they learn (domain.md 10, case 17). */
export async function refuseEnrolled(db: Db, edition_id: string, person_id: string): Promise<void> {
  const enrolled = await db
    .selectFrom('enrolment')
    .select('id')
    .where('edition_id', '=', edition_id)
    .where('person_id', '=', person_id)
    .where('state', '!=', 'withdrawn')
    .executeTakeFirst()
  if (enrolled) throw new AppError('conflict', m.editions_trainer_is_enrolled())
}

type Parts = { first_name: string; last_name: string }

// An office's e-mail may be of several people, so the name must be the same too.
async function findUnlinked(db: Db, email: string, parts: Parts): Promise<string | null> {
  const rows = await db
    .selectFrom('person')
    .leftJoin('account', 'account.person_id', 'person.id')
    .select(['person.id', 'person.first_name', 'person.last_name'])
    .where('person.email', '=', email)
    .where('account.id', 'is', null)
    .limit(50)
    .execute()
  const same = rows.filter((row) => sameName(row, parts))
  return same.length === 1 ? (same[0]?.id ?? null) : null
}

async function addStaff(db: Db, actor: Actor | null, project_id: string, email: string, parts: Parts) {
  const lead = await db
    .selectFrom('project_partner')
    .select('organisation_id')
    .where('project_id', '=', project_id)
    .orderBy((eb) => eb.case().when('role', '=', 'lead').then(0).else(1).end())
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  if (!lead) throw new AppError('conflict', m.editions_trainer_wants_lead())
  const started_on = localDate(now(), env().TZ_DISPLAY)
  const { organisation_id } = lead
  const person = { ...parts, email, is_staff: 1 as const, organisation_id, started_on, project_id }
  return (await addPerson(db, actor, person)).id
}
