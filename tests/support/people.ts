// SPDX-License-Identifier: AGPL-3.0-or-later
// The people, bodies and things that tests speak of by name, put straight into the tables. Every builder takes what
// the test cares about and makes up the rest.

import { actorOfAccount } from '#base/access/actor.server.ts'
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import { searchable } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import type { RoleGrantTable, Sector } from '#db/schema.ts'

/** When everything that tests make was made. */
export const longAgo = '2025-01-01T08:00:00.000Z'

const sectors: Record<string, Sector> = {
  cooperativa: 'private',
  associazione: 'private',
  volontariato: 'volunteer',
}

export async function organisation(
  db: Db,
  name: string,
  type = 'comune',
  sector = sectors[type] ?? 'public',
) {
  const row = {
    id: newId(),
    name,
    name_search: searchable(name),
    type,
    sector,
    municipality: 'Perugia',
    province: 'PG',
  }
  await db
    .insertInto('organisation')
    .values({ ...row, created_at: longAgo })
    .execute()
  return row
}

type PersonDetails = {
  email?: string | null
  gender?: 'F' | 'M' | 'X' | 'not_stated'
  born_on?: string | null
  is_staff?: 0 | 1
}

/** "Anna Bianchi" becomes first name Anna, last name Bianchi, and works for `employer` since 2020 if one is given. */
export async function person(db: Db, name: string, employer?: { id: string }, details: PersonDetails = {}) {
  const [first_name = '', ...rest] = name.split(' ')
  const last_name = rest.join(' ')
  const row = {
    id: newId(),
    first_name,
    last_name,
    name_search: searchable(`${last_name} ${first_name} ${first_name} ${last_name}`),
    email: addressOf(name),
    phone: null,
    gender: 'not_stated' as const,
    born_on: null,
    is_staff: 0 as const,
    created_at: longAgo,
    ...details,
  }
  await db.insertInto('person').values(row).execute()
  if (employer) await employment(db, row, employer, '2020-01-01')
  return row
}

/** `name` works for a body from a day, to another or to this day. */
export async function employment(
  db: Db,
  who: { id: string },
  employer: { id: string },
  started_on: string,
  ended_on: string | null = null,
) {
  const row = {
    id: newId(),
    person_id: who.id,
    organisation_id: employer.id,
    role: null,
    started_on,
    ended_on,
  }
  await db.insertInto('employment').values(row).execute()
  return row
}

type GrantDetails = { project?: { id: string }; edition?: { id: string }; expires_at?: string | null }

/** An account without a password; `who` links it to a person. */
export async function account(db: Db, name: string, who?: { id: string }): Promise<Actor> {
  const row = {
    id: newId(),
    person_id: who?.id ?? null,
    name,
    email: addressOf(name),
    language: 'it' as const,
  }
  await db
    .insertInto('account')
    .values({ ...row, password_hash: null, created_at: longAgo })
    .execute()
  return await actorOfAccount(db, row.id)
}

/** Gives an account a role and returns the actor it is from then on. */
export async function grant(
  db: Db,
  to: Actor,
  role: RoleGrantTable['role']['__select__'],
  details: GrantDetails = {},
) {
  await db
    .insertInto('role_grant')
    .values({
      id: newId(),
      account_id: to.accountId,
      role,
      project_id: details.project?.id ?? null,
      edition_id: details.edition?.id ?? null,
      granted_by: null,
      granted_at: longAgo,
      expires_at: details.expires_at ?? null,
    })
    .execute()
  return await actorOfAccount(db, to.accountId)
}

function addressOf(name: string): string {
  return `${searchable(name).replace(/ /g, '.')}@presente.example`
}
