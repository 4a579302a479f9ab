// SPDX-License-Identifier: AGPL-3.0-or-later

import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate } from '#base/i18n/zone.ts'
import { record } from '#base/ledger/ledger.server.ts'
import { searchable } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { settleOwn } from './home.server.ts'
import type { Gender } from './person.ts'

export type PersonData = {
  first_name: string
  last_name: string
  email?: string | null | undefined
  phone?: string | null | undefined
  gender?: Gender | undefined
  born_on?: string | null | undefined
  is_staff?: boolean | 0 | 1 | undefined
}

export type NewPerson = PersonData & {
  /** Given by a form that may be sent twice: a second person of the same id is not added. */
  id?: string
  organisation_id: string
  role?: string | null | undefined
  /** The employment's first day, YYYY-MM-DD. */
  started_on: string
  /** The project they are added for: it keeps their record, and reads of it in its ledger. */
  project_id?: string
}

/** Adds a person with the first employment. Joins the caller's transaction if there is one. */
export async function addPerson(db: Db, actor: Actor | null, person: NewPerson) {
  const { project_id, organisation_id } = person
  refuseUnless(actor, 'project:manage', {
    ...(project_id && placeOf({ project_id })),
    organisationId: organisation_id,
  })
  return await inTransaction(db, async (db) => {
    const moment = now()
    const row = { id: person.id ?? newId(), ...personRow(person, moment), created_at: moment }
    const made = await db
      .insertInto('person')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return { id: row.id, isNew: false }
    const { started_on } = person
    const role = person.role ?? null
    const employment = { id: newId(), person_id: row.id, organisation_id, role, started_on, ended_on: null }
    await db.insertInto('employment').values(employment).execute()
    if (project_id) await settleOwn(db, { person_id: row.id, project_id })
    const { first_name, last_name, is_staff } = row
    await record(db, actor, {
      act: 'person_added',
      subject: ['person', row.id],
      projectId: project_id ?? null,
      after: { first_name, last_name, is_staff, organisation_id, role, started_on },
    })
    return { id: row.id, isNew: true }
  })
}

/** How the `name_search` column keeps a name: both ways round, so that either is found. */
export function nameSearch(first_name: string, last_name: string): string {
  return searchable(`${last_name} ${first_name} ${first_name} ${last_name}`)
}

/** The columns of a person as typed. Refuses (`invalid`) who is born after the moment. */
export function personRow(person: PersonData, moment: string) {
  const born_on = person.born_on ?? null
  if (born_on && born_on > localDate(moment, env().TZ_DISPLAY)) {
    throw new AppError('invalid', m.people_born_in_the_future(), 'born_on')
  }
  return {
    first_name: person.first_name,
    last_name: person.last_name,
    name_search: nameSearch(person.first_name, person.last_name),
    email: person.email ?? null,
    phone: person.phone ?? null,
    gender: person.gender ?? ('not_stated' as const),
    born_on,
    is_staff: person.is_staff ? (1 as const) : (0 as const),
  }
}
