// SPDX-License-Identifier: AGPL-3.0-or-later
// People whose record no project keeps (older than the rule that some project does) are the administrator's, who gives it to one.

import type { Actor } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { AppError } from '#base/error.ts'
import { type ListQuery, listPage } from '#base/http/list.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import { pattern } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import { settleOwn } from './home.server.ts'

function unassigned(db: Db) {
  return db
    .selectFrom('person')
    .leftJoin('employment', (join) =>
      join.onRef('employment.person_id', '=', 'person.id').on('employment.ended_on', 'is', null),
    )
    .leftJoin('organisation', 'organisation.id', 'employment.organisation_id')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('person_home')
            .select('person_home.project_id')
            .whereRef('person_home.person_id', '=', 'person.id')
            .where('person_home.kind', '=', 'own'),
        ),
      ),
    )
}

/** The people whose record no project keeps, by last name, a page of them. */
export async function listUnassigned(
  db: Db,
  { q, limit, offset }: Pick<ListQuery<string>, 'q' | 'limit' | 'offset'>,
) {
  const matching = unassigned(db).$if(q !== '', (query) =>
    query.where('person.name_search', 'like', pattern(q)),
  )
  return await listPage(
    matching
      .select(['person.id', 'person.first_name', 'person.last_name', 'person.created_at'])
      .select('organisation.name as organisation')
      .orderBy('person.name_search')
      .orderBy('person.id')
      .limit(limit)
      .offset(offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
}

/** One of them; null when a project keeps their record, or there is no such person. */
export async function findUnassigned(db: Db, person_id: string) {
  const found = await unassigned(db)
    .select(['person.id', 'person.first_name', 'person.last_name', 'person.email'])
    .select('organisation.name as organisation')
    .where('person.id', '=', person_id)
    .executeTakeFirst()
  return found ?? null
}

/**
 * Gives the record of a person to a project, which keeps it from then on. Refuses (not_found) a person whose record a project
 * keeps already, and (invalid, at `project`) a project that does not exist.
 */
export async function assignToProject(
  db: Db,
  actor: Actor,
  { person_id, project }: { person_id: string; project: string },
): Promise<{ acronym: string }> {
  refuseUnless(actor, 'installation:administer', {})
  return await db.transaction().execute(async (db) => {
    // Two administrators at once: the second finds it given.
    await holdRow(db, 'person', person_id)
    if (!(await findUnassigned(db, person_id))) throw new AppError('not_found', m.access_not_found())
    const place = await db
      .selectFrom('project')
      .select(['id', 'acronym'])
      .where('id', '=', project)
      .executeTakeFirst()
    if (!place) throw new AppError('invalid', m.access_role_wants_project(), 'project')
    await settleOwn(db, { person_id, project_id: place.id })
    await record(db, actor, {
      act: 'person_assigned',
      subject: ['person', person_id],
      projectId: place.id,
    })
    return place
  })
}
