// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'
import type { Criteria } from '#plan/targets/target.ts'
import { type CountedProject, participationsIn, type Scope } from './stages.server.ts'

/**
 * The participations of a scope, each with the person's attributes in this project: frozen at the first attendance,
 * else those of the present employment (domain.md 3.3). Project staff are left out, except from `all`.
 * To be selected from, under the name `counted`.
 */
export function countedPeople(db: Db, project: CountedProject, scope: Scope) {
  return db
    .selectFrom(participationsIn(db, project, scope))
    .innerJoin('person', 'person.id', 'participation.person_id')
    .leftJoin('participant', (join) =>
      join.onRef('participant.person_id', '=', 'person.id').on('participant.project_id', '=', project.id),
    )
    .leftJoin('employment', (join) =>
      join.onRef('employment.person_id', '=', 'person.id').on('employment.ended_on', 'is', null),
    )
    .leftJoin('organisation', (join) =>
      join.on((eb) =>
        eb(
          'organisation.id',
          '=',
          eb
            .case()
            .when('participant.person_id', 'is', null)
            .then(eb.ref('employment.organisation_id'))
            .else(eb.ref('participant.organisation_id'))
            .end(),
        ),
      ),
    )
    .$if(scope !== 'all', (query) => query.where('person.is_staff', '=', 0))
    .select((eb) => [
      'participation.person_id',
      'participation.edition_id',
      'participation.audience',
      'person.first_name',
      'person.last_name',
      'person.name_search',
      'person.is_staff',
      'participant.first_on',
      'organisation.id as organisation_id',
      'organisation.name as organisation_name',
      'organisation.name_search as organisation_search',
      eb.fn.coalesce('participant.sector', 'organisation.sector').as('sector'),
      eb.fn.coalesce('participant.organisation_type', 'organisation.type').as('organisation_type'),
    ])
    .as('counted')
}

/** A line's criteria, or those of a whole audience; empty: both audiences. `outside`: none of these lines takes them. */
export type Wanted = Partial<Criteria> & { outside?: readonly Criteria[] }

/** The same people, only those a line looks for: `matches()` of target.ts, in SQL. */
export function countedBy(db: Db, project: CountedProject, scope: Scope, wanted: Wanted) {
  const { audience, sector, organisation_types, outside = [] } = wanted
  return db
    .selectFrom(countedPeople(db, project, scope))
    .$if(audience !== undefined, (query) => query.where('counted.audience', '=', audience ?? 'training'))
    .$if(Boolean(sector), (query) => query.where('counted.sector', '=', sector ?? null))
    .$if(Boolean(organisation_types), (query) =>
      query.where('counted.organisation_type', 'in', organisation_types ?? []),
    )
    .where((eb) =>
      eb.and(
        outside.map((line) =>
          // An unknown sector or type fits no line that asks for one; null would make neither true nor false of it.
          eb.or([
            eb('counted.audience', '<>', line.audience),
            ...(line.sector ? [eb(eb.fn.coalesce('counted.sector', eb.val('')), '<>', line.sector)] : []),
            ...(line.organisation_types
              ? [
                  eb(
                    eb.fn.coalesce('counted.organisation_type', eb.val('')),
                    'not in',
                    line.organisation_types,
                  ),
                ]
              : []),
          ]),
        ),
      ),
    )
}
