// SPDX-License-Identifier: AGPL-3.0-or-later
// Who teaches in a project, with their hours.

import { type ListQuery, listPage } from '#base/http/list.ts'
import { pattern } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { personName } from '#plan/people/person.ts'
import { taughtAt } from './taught.server.ts'

export type ProjectTrainer = {
  id: string
  name: string
  /** Minutes. */
  agreed: number | null
  taught: number
  left: number | null
  /** Meetings whose page is closed. */
  meetings: number
}

/** A page of those who teach, taught or agreed on hours in a project, by name. */
export async function trainersIn(
  db: Db,
  project_id: string,
  query: Pick<ListQuery<string>, 'q' | 'limit' | 'offset'>,
) {
  const named = teachingIn(db, project_id).$if(query.q !== '', (found) =>
    found.where('person.name_search', 'like', pattern(query.q)),
  )
  const { rows, ...paging } = await listPage(
    selected(named)
      .orderBy('person.name_search')
      .orderBy('person.id')
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
    named.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  return { ...paging, rows: rows.map(shown) }
}

/** One of them; null for whoever does not teach in the project. */
export async function findTrainer(
  db: Db,
  project_id: string,
  person_id: string,
): Promise<ProjectTrainer | null> {
  const row = await selected(teachingIn(db, project_id)).where('person.id', '=', person_id).executeTakeFirst()
  return row ? shown(row) : null
}

function teachingIn(db: Db, project_id: string) {
  const taught = taughtAt(db)
    .select((eb) => [
      'mark.person_id',
      eb.fn.sum('mark.credited_minutes').as('minutes'),
      eb.fn.countAll().as('meetings'),
    ])
    .where('edition.project_id', '=', project_id)
    .groupBy('mark.person_id')
  return db
    .selectFrom('person')
    .leftJoin(taught.as('taught'), 'taught.person_id', 'person.id')
    .leftJoin('agreed_hours', (join) =>
      join.onRef('agreed_hours.person_id', '=', 'person.id').on('agreed_hours.project_id', '=', project_id),
    )
    .where((eb) =>
      eb.or([
        eb('taught.person_id', 'is not', null),
        eb('agreed_hours.person_id', 'is not', null),
        eb(
          'person.id',
          'in',
          eb
            .selectFrom('meeting_trainer')
            .innerJoin('meeting', 'meeting.id', 'meeting_trainer.meeting_id')
            .innerJoin('edition', 'edition.id', 'meeting.edition_id')
            .select('meeting_trainer.person_id')
            .where('edition.project_id', '=', project_id),
        ),
      ]),
    )
}

function selected(people: ReturnType<typeof teachingIn>) {
  return people
    .select(['person.id', 'person.first_name', 'person.last_name'])
    .select(['agreed_hours.minutes as agreed', 'taught.minutes as taught', 'taught.meetings'])
}

type Row = Awaited<ReturnType<ReturnType<typeof selected>['execute']>>[number]

function shown({ id, first_name, last_name, agreed, taught, meetings }: Row): ProjectTrainer {
  const minutes = Number(taught ?? 0)
  return {
    id,
    name: personName(first_name, last_name),
    agreed: agreed === null ? null : Number(agreed),
    taught: minutes,
    left: agreed === null ? null : Number(agreed) - minutes,
    meetings: Number(meetings ?? 0),
  }
}
