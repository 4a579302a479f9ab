// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { holdLedger } from '#db/hold.server.ts'
import type { Sector } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { employerFrom } from '#plan/organisations/organisations.server.ts'
import { employmentAmong } from './employment.ts'
import { holdRecord } from './home.server.ts'
import { recordOfPerson } from './person-ledger.server.ts'

export type Employer = { organisation_id: string; organisation_type: string; sector: Sector }

/** Each person's employer on a date (YYYY-MM-DD), or the nearest: see employmentAmong. No key: never employed. */
export async function employmentOn(
  db: Db,
  personIds: string[],
  date: string,
): Promise<Map<string, Employer>> {
  const employers = new Map<string, Employer>()
  for (let from = 0; from < personIds.length; from += 500) {
    const rows = await db
      .selectFrom('employment')
      .innerJoin('organisation', 'organisation.id', 'employment.organisation_id')
      .select(['employment.person_id', 'employment.started_on', 'employment.ended_on'])
      .select([
        'organisation.id as organisation_id',
        'organisation.type as organisation_type',
        'organisation.sector',
      ])
      .where('employment.person_id', 'in', personIds.slice(from, from + 500))
      .orderBy('employment.started_on')
      .orderBy('employment.id')
      .execute()
    for (const [person_id, employments] of Map.groupBy(rows, (row) => row.person_id)) {
      const found = employmentAmong(employments, date)
      if (!found) continue
      const { organisation_id, organisation_type, sector } = found
      employers.set(person_id, { organisation_id, organisation_type, sector })
    }
  }
  return employers
}

/** Of some people, who has never had an employer and is not project staff: id to name. */
export async function neverEmployed(db: Db, personIds: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let from = 0; from < personIds.length; from += 500) {
    const rows = await db
      .selectFrom('person')
      .select(['id', 'first_name', 'last_name'])
      .where('id', 'in', personIds.slice(from, from + 500))
      .where('is_staff', '=', 0)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('employment').select('id').whereRef('person_id', '=', 'person.id'))),
      )
      .execute()
    for (const { id, first_name, last_name } of rows) found.set(id, `${last_name} ${first_name}`)
  }
  return found
}

type NewEmployment = {
  person_id: string
  organisation_id: string
  role: string | null
  /** First day with the new employer, YYYY-MM-DD; the present employment ends the day before. */
  from: string
}

/**
 * Begins a person's new employment and ends the present one. Participants already counted stay frozen (domain.md 3.3).
 * The day the present one began corrects it: it ends before it began, and stays in the history. Every project they belong to
 * reads it in its ledger. Refuses an earlier day, and whose record no project of the actor's keeps; the same employment twice is
 * done once.
 */
export async function changeEmployment(
  db: Db,
  actor: Actor | null,
  employment: NewEmployment,
): Promise<void> {
  const { person_id, organisation_id, role, from } = employment
  await inTransaction(db, async (db) => {
    // Of two changes at once the second is of what the first made.
    await holdRecord(db, actor, person_id)
    await holdLedger(db)
    const current = await db
      .selectFrom('employment')
      .select(['id', 'organisation_id', 'role', 'started_on'])
      .where('person_id', '=', person_id)
      .where('ended_on', 'is', null)
      .executeTakeFirst()
    if (current && from < current.started_on) {
      throw new AppError('invalid', m.people_employment_before_present(), 'from')
    }
    if (current?.organisation_id === organisation_id && current.role === role) return
    const ended_on = dayBefore(from)
    if (current) await db.updateTable('employment').set({ ended_on }).where('id', '=', current.id).execute()
    const row = { id: newId(), person_id, organisation_id, role, started_on: from, ended_on: null }
    await db.insertInto('employment').values(row).execute()
    await recordOfPerson(db, actor, {
      act: 'employment_changed',
      person_id,
      before: current && {
        organisation_id: current.organisation_id,
        role: current.role,
        started_on: current.started_on,
      },
      after: { organisation_id, role, started_on: from },
    })
  })
}

type Named = Parameters<typeof employerFrom>[2]

/** The same with the employer that a form names, picked or typed: see employerFrom. */
export async function changeEmployer(
  db: Db,
  actor: Actor,
  employment: Omit<NewEmployment, 'organisation_id'>,
  employer: Named,
): Promise<void> {
  await inTransaction(db, async (db) => {
    await holdRecord(db, actor, employment.person_id)
    const organisation_id = await employerFrom(db, actor, employer)
    await changeEmployment(db, actor, { ...employment, organisation_id })
  })
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
