// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { type ListQuery, listPage } from '#base/http/list.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import { pattern, searchable } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { isUniqueViolation } from '#db/errors.server.ts'
import { holdLedger } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type OrganisationType, sectorOf } from './organisation.ts'

export type NewOrganisation = {
  name: string
  type: OrganisationType
  municipality?: string | null | undefined
  province?: string | null | undefined
}

/**
 * The organisation of a name: added when no other has it (accents and capitals aside), else the one that has it, left
 * as it is. Joins the caller's transaction if there is one.
 */
export async function addOrganisation(db: Db, actor: Actor | null, organisation: NewOrganisation) {
  refuseUnless(actor, 'organisation:keep', 'anywhere')
  return await inTransaction(db, async (db) => {
    const row = { id: newId(), ...rowOf(organisation), created_at: now() }
    await holdLedger(db)
    const made = await db
      .insertInto('organisation')
      .values(row)
      .onConflict((conflict) => conflict.column('name_search').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) {
      const kept = await db
        .selectFrom('organisation')
        .select('id')
        .where('name_search', '=', row.name_search)
        .executeTakeFirstOrThrow()
      return { id: kept.id, isNew: false }
    }
    const { name, type, sector, municipality, province } = row
    const after = { name, type, sector, municipality, province }
    await record(db, actor, { act: 'organisation_added', subject: ['organisation', row.id], after })
    return { id: row.id, isNew: true }
  })
}

/**
 * Changes what is known of an organisation; a name another one has is refused. Participants already counted keep the
 * type and sector they were frozen with (domain.md 3.3).
 */
export async function changeOrganisation(db: Db, actor: Actor, id: string, organisation: NewOrganisation) {
  refuseUnless(actor, 'organisation:keep', 'anywhere')
  try {
    await db.transaction().execute(async (db) => {
      await holdLedger(db)
      const columns = ['name', 'type', 'sector', 'municipality', 'province'] as const
      const before = await db
        .selectFrom('organisation')
        .select(columns)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!before) throw new AppError('not_found', m.access_not_found())
      const { name_search, ...after } = rowOf(organisation)
      if (columns.every((column) => before[column] === after[column])) return
      await db
        .updateTable('organisation')
        .set({ ...after, name_search })
        .where('id', '=', id)
        .execute()
      await record(db, actor, { act: 'organisation_changed', subject: ['organisation', id], before, after })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', m.people_organisation_name_taken(), 'name')
  }
}

/** The organisations of the installation by name, for a page of a list. */
export async function listOrganisations(db: Db, query: ListQuery<'name' | 'type' | 'municipality'>) {
  const matching = db
    .selectFrom('organisation')
    .where((eb) => (query.q ? eb('name_search', 'like', pattern(query.q)) : eb.lit(true)))
  return await listPage(
    matching
      .select(['id', 'name', 'type', 'sector', 'municipality', 'province'])
      .orderBy(query.sort === 'name' ? 'name_search' : query.sort, query.direction)
      .orderBy('id')
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
}

function rowOf({ name, type, municipality, province }: NewOrganisation) {
  return {
    name,
    name_search: searchable(name),
    type,
    sector: sectorOf(type),
    municipality: municipality ?? null,
    province: province ?? null,
  }
}

type Employer = {
  organisation?: string | undefined
  organisation_name?: string | undefined
  organisation_type?: OrganisationType | undefined
}

type Named = { id: string } | { name: string; type: OrganisationType }

/** What employer a form names: one that there is, or a new one by name and type. Refuses, at `organisation`, one that names neither. */
export async function employerNamed(db: Db, form: Employer): Promise<Named> {
  const { organisation, organisation_name: name, organisation_type: type } = form
  if (organisation) {
    const kept = await db
      .selectFrom('organisation')
      .select('id')
      .where('id', '=', organisation)
      .executeTakeFirst()
    if (kept) return kept
  } else if (name && type) return { name, type }
  throw new AppError('invalid', m.people_wants_organisation(), 'organisation')
}

/** The id of the employer that a form names; a new one is found by its name, or added. In the caller's transaction. */
export async function employerFrom(db: Transaction<Database>, actor: Actor, form: Employer): Promise<string> {
  const named = await employerNamed(db, form)
  return 'id' in named ? named.id : (await addOrganisation(db, actor, named)).id
}
