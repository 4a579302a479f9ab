// SPDX-License-Identifier: AGPL-3.0-or-later
// With which organisation and sector a person is counted, as the person reads it (domain.md 3.3).
import { env } from '#base/env.server.ts'
import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import type { Sector } from '#db/schema.ts'
import { employmentOn } from '#plan/people/employments.server.ts'
import { officeOf } from '#plan/projects/office.ts'

export type OwnEmployer = { organisation: string | null; sector: Sector }

/** The most projects of a person's that are named. */
const mostProjects = 10

/**
 * A person's employer on the day of `moment` (null: none on record); the projects of their latest enrolments, each with whom to
 * tell of an error and, where the first attendance froze another organisation or sector, with that one.
 */
export async function ownEmployer(db: Db, person_id: string, moment: string) {
  const employed = (await employmentOn(db, [person_id], localDate(moment, env().TZ_DISPLAY))).get(person_id)
  const projects = await db
    .selectFrom('project')
    .leftJoin('participant', (join) =>
      join.onRef('participant.project_id', '=', 'project.id').on('participant.person_id', '=', person_id),
    )
    .leftJoin('organisation', 'organisation.id', 'participant.organisation_id')
    .select(['project.acronym', 'project.contact_email', 'project.contact_phone'])
    .select(['participant.sector', 'participant.organisation_id', 'organisation.name as organisation'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('enrolment')
          .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
          .select('enrolment.id')
          .whereRef('edition.project_id', '=', 'project.id')
          .where('enrolment.person_id', '=', person_id)
          .where('enrolment.state', '!=', 'withdrawn'),
      ),
    )
    .orderBy('project.acronym')
    .limit(mostProjects)
    .execute()
  const name =
    employed &&
    (await db
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', employed.organisation_id)
      .executeTakeFirst())
  const now: OwnEmployer | null = employed
    ? { organisation: name?.name ?? null, sector: employed.sector }
    : null
  return {
    now,
    projects: projects.map(({ sector, organisation, organisation_id, ...project }) => {
      const isOther = sector !== employed?.sector || organisation_id !== employed?.organisation_id
      const counted: OwnEmployer | null = sector !== null && isOther ? { organisation, sector } : null
      return { office: officeOf(project), counted }
    }),
  }
}
