// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Actor } from '#base/access/actor.ts'
import { newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate } from '#base/i18n/zone.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger } from '#db/hold.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { holdAccountOfPerson, moveInvitation, weighMove } from '#plan/accounts/moved-invitation.server.ts'
import { holdRecord, settleOwn } from './home.server.ts'
import type { Gender } from './person.ts'
import { recordOfPerson } from './person-ledger.server.ts'
import { searchable } from './search.ts'

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
  return await inTransaction(db, async (db) => {
    const moment = now()
    const row = { id: person.id ?? newId(), ...rowOf(person, moment), created_at: moment }
    const made = await db
      .insertInto('person')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return { id: row.id, isNew: false }
    const { organisation_id, started_on } = person
    const role = person.role ?? null
    const employment = { id: newId(), person_id: row.id, organisation_id, role, started_on, ended_on: null }
    await db.insertInto('employment').values(employment).execute()
    if (person.project_id) await settleOwn(db, { person_id: row.id, project_id: person.project_id })
    const { first_name, last_name, is_staff } = row
    await record(db, actor, {
      act: 'person_added',
      subject: ['person', row.id],
      projectId: person.project_id ?? null,
      after: { first_name, last_name, is_staff, organisation_id, role, started_on },
    })
    return { id: row.id, isNew: true }
  })
}

type Change = PersonData & { person_id: string }

/**
 * Corrects what is known of a person; every project they belong to reads it in its ledger. Participants already counted keep
 * what they were frozen with. Refuses whose record no project of the actor's keeps, and another e-mail address for somebody who
 * has an account, save where moveInvitation allows it: only they change it themselves, since whoever has the address has the
 * account. `invited`: their invitation went to the new address.
 */
export async function changePerson(db: Db, actor: Actor, change: Change): Promise<{ invited: boolean }> {
  if (change.email) await weighMove(db, actor, change.person_id, change.email)
  return await db.transaction().execute(async (db) => {
    const columns = ['first_name', 'last_name', 'email', 'phone', 'gender', 'born_on', 'is_staff'] as const
    const { person_id } = change
    await holdRecord(db, actor, person_id)
    const account = await holdAccountOfPerson(db, person_id)
    // An invitation waits for it: no account is linked meanwhile.
    await holdLedger(db)
    const kept = await db
      .selectFrom('person')
      .select(['first_name', 'last_name', 'email', 'phone', 'gender', 'born_on', 'is_staff'])
      .where('id', '=', person_id)
      .executeTakeFirstOrThrow()
    const moved = Boolean(account && change.email && change.email !== kept.email)
    if (account && moved) await moveInvitation(db, actor, account, change.email ?? '')
    const row = rowOf(account && !moved ? { ...change, email: kept.email } : change, now())
    const changed = columns.filter((column) => kept[column] !== row[column])
    if (changed.length === 0) return { invited: false }
    await db.updateTable('person').set(row).where('id', '=', person_id).execute()
    await recordOfPerson(db, actor, {
      act: 'person_changed',
      person_id,
      before: Object.fromEntries(changed.map((column) => [column, kept[column]])),
      after: Object.fromEntries(changed.map((column) => [column, row[column]])),
    })
    return { invited: moved }
  })
}

/** How the `name_search` column keeps a name: both ways round, so that either is found. */
export function nameSearch(first_name: string, last_name: string): string {
  return searchable(`${last_name} ${first_name} ${first_name} ${last_name}`)
}

function rowOf(person: PersonData, moment: string) {
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
