// SPDX-License-Identifier: AGPL-3.0-or-later
// Whose hours a sheet says, and who pays for them.
import type { Selectable } from 'kysely'
import type { Db } from '#db/connect.server.ts'
import type { ProjectTable } from '#db/schema.ts'
import { leadsAndPartners } from '#record/register-page/rows.server.ts'
import type { FundedProject } from './timesheet-document.ts'

/** What the funding block says of one project, or of several on one sheet: each fund and statement once, with their names and CUPs. */
export async function fundedTogether(
  db: Db,
  projects: readonly Selectable<ProjectTable>[],
): Promise<FundedProject> {
  const once = (parts: readonly (string | null)[]) =>
    [...new Set(parts.filter((part) => part !== null && part !== ''))].join(' · ')
  const partners = await leadsAndPartners(
    db,
    projects.map(({ id }) => id),
  )
  const bodies = (role: 'lead' | 'partner') =>
    projects.length === 1 ? partners.filter((one) => one.role === role).map(({ name }) => name) : []
  const [only] = projects
  return {
    acronym: once(projects.map(({ acronym }) => acronym)),
    title: projects.length === 1 ? (only?.title ?? '') : '',
    code: once(projects.map(({ code }) => code)) || null,
    cup: once(projects.map(({ cup }) => cup)) || null,
    fund: once(projects.map(({ fund, fund_period }) => (fund_period ? `${fund} ${fund_period}` : fund))),
    funding_statement: once(projects.map(({ funding_statement }) => funding_statement)),
    lead: bodies('lead')[0] ?? null,
    partners: bodies('partner'),
  }
}

/** "Carla Neri" */
export async function nameOf(db: Db, person_id: string): Promise<string> {
  const { first_name, last_name } = await db
    .selectFrom('person')
    .select(['first_name', 'last_name'])
    .where('id', '=', person_id)
    .executeTakeFirstOrThrow()
  return `${first_name} ${last_name}`
}
