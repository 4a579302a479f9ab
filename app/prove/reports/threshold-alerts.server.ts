// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Db } from '#db/connect.server.ts'
import { personName } from '#plan/people/person.ts'
import type { Alert } from './alert.ts'
import type { Watched } from './alert-rows.server.ts'
import { hoursById } from './hours.server.ts'

/**
 * Who is enrolled and can no longer reach the hours of the rule, or can, but has attended less of what is recorded so far than
 * the rule asks of the whole. Whoever only has meetings still to be recorded or to come is neither, nor is who sits at a table.
 */
export async function thresholdAlerts(
  db: Db,
  { project_id, edition_id }: Watched,
  at: string,
): Promise<Alert[]> {
  const enrolments = await db
    .selectFrom('enrolment')
    .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .leftJoin('completion', 'completion.enrolment_id', 'enrolment.id')
    .select(['enrolment.id', 'edition.code', 'edition.title', 'person.id as person_id'])
    .select(['person.first_name', 'person.last_name'])
    .where('edition.project_id', '=', project_id)
    .$if(edition_id !== null, (query) => query.where('edition.id', '=', edition_id ?? ''))
    .where('enrolment.state', '=', 'enrolled')
    // Whoever completed has the hours, so they need not be counted again.
    .where('completion.completed_at', 'is', null)
    .execute()
  const hours = await hoursById(
    db,
    enrolments.map(({ id }) => id),
    at,
  )
  return enrolments.flatMap(({ id, code, title, person_id, first_name, last_name }): Alert[] => {
    const own = hours.get(id)
    if (!own || own.standing === 'reached' || own.standing === 'not_asked') return []
    if (own.standing === 'reachable' && !own.behind) return []
    const person = { id: person_id, name: personName(first_name, last_name) }
    const kind = own.standing === 'lost' ? 'lost' : 'behind'
    return [{ kind, person, edition: { code, title }, hours: own }]
  })
}
