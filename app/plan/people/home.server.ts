// SPDX-License-Identifier: AGPL-3.0-or-later
// Whose a person is (product.md, rule 13): the projects that enrolled, employed as trainer, counted or added them are their
// home. Who asks about a person asks here first; of anybody else not even a name is said.

import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { projectsWhere } from '#base/access/permissions.ts'
import { now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'

/** Whom somebody may find: the people of `projects`; of those of `managed` also by their e-mail address. */
export type Reach = { projects: readonly string[]; managed: readonly string[] }

/**
 * Whom an actor may find: the people of every project they manage and, where they work in one without managing it (a trainer
 * at a meeting), of that one. An administrator manages none by being one.
 */
export function reachOf(actor: Actor, project_id?: string): Reach {
  const managed = projectsWhere(actor, 'project:manage')
  return { managed, projects: [...new Set([...managed, ...(project_id ? [project_id] : [])])] }
}

/** The ids of the people of some projects, for `where('person.id', 'in', …)`; `own`: only those whose record is theirs to keep. */
export function personsOf(db: Db, projects: readonly string[], own: 'own' | 'any' = 'any') {
  return db
    .selectFrom('person_home')
    .select('person_home.person_id')
    .where((eb) => (projects.length > 0 ? eb('person_home.project_id', 'in', projects) : eb.lit(false)))
    .$if(own === 'own', (query) => query.where('person_home.kind', '=', 'own'))
}

/** The name of a person within reach. Refuses (not_found) anybody else, as if they did not exist. */
export async function requireReached(db: Db, reach: Reach, person_id: string) {
  const found = await db
    .selectFrom('person')
    .select(['id', 'first_name', 'last_name'])
    .where('id', '=', person_id)
    .where('id', 'in', personsOf(db, reach.projects))
    .executeTakeFirst()
  if (!found) throw new AppError('not_found', m.access_not_found())
  return found
}

/** Whether one of the projects an actor manages keeps a person's record. */
export async function keepsRecord(db: Db, actor: Actor, person_id: string): Promise<boolean> {
  const found = await personsOf(db, reachOf(actor).managed, 'own')
    .where('person_home.person_id', '=', person_id)
    .executeTakeFirst()
  return Boolean(found)
}

/**
 * Refuses (not_found) to change what is known of a person unless a project of the actor's keeps their record, and holds the
 * person's row until the caller's transaction ends, so that nobody links an account meanwhile.
 */
export async function holdRecord(
  db: Transaction<Database>,
  actor: Actor | null,
  person_id: string,
): Promise<void> {
  const held = await holdRow(db, 'person', person_id)
  const allowed = held && (actor === null || (await keepsRecord(db, actor, person_id)))
  if (!allowed) throw new AppError('not_found', m.access_not_found())
}

type Home = { person_id: string; project_id: string }

/**
 * Makes a person belong to a project: as its own when another project that the actor manages keeps the record already, else
 * as a guest, whose name and employer stand in its lists while the record stays closed to it. Who belongs already stays as
 * they are, or becomes its own. Runs in the caller's transaction.
 */
export async function welcome(
  db: Transaction<Database>,
  actor: Actor | null,
  home: Home,
): Promise<'own' | 'guest'> {
  return await settle(db, home, actor && (await keepsRecord(db, actor, home.person_id)) ? 'own' : 'guest')
}

/** Makes somebody who was just added belong to the project they were added for. Runs in the caller's transaction. */
export async function settleOwn(db: Transaction<Database>, home: Home): Promise<void> {
  await settle(db, home, 'own')
}

async function settle(
  db: Transaction<Database>,
  home: Home,
  kind: 'own' | 'guest',
): Promise<'own' | 'guest'> {
  await db
    .insertInto('person_home')
    .values({ ...home, kind, since: now() })
    .onConflict((conflict) =>
      kind === 'own'
        ? conflict.columns(['person_id', 'project_id']).doUpdateSet({ kind })
        : conflict.columns(['person_id', 'project_id']).doNothing(),
    )
    .execute()
  const kept = await db
    .selectFrom('person_home')
    .select('kind')
    .where('person_id', '=', home.person_id)
    .where('project_id', '=', home.project_id)
    .executeTakeFirstOrThrow()
  return kept.kind
}
