// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Selectable } from 'kysely'
import type { Db } from '#db/connect.server.ts'
import type { EditionTable, ProjectTable } from '#db/schema.ts'
import { partnersOf } from '#plan/projects/partners.server.ts'
import type { EmptyRegister } from './empty-register.ts'
import { openingOf } from './opening.server.ts'

/** Whose register it is, of an edition with meetings or without. */
export async function emptyRegisterOf(
  db: Db,
  project: Selectable<ProjectTable>,
  edition: Selectable<EditionTable>,
): Promise<EmptyRegister> {
  const [partners, opening] = await Promise.all([partnersOf(db, project.id), openingOf(db, edition.id)])
  const { acronym, title, code, cup, fund, fund_period, funding_statement } = project
  return {
    project: {
      acronym,
      title,
      code,
      cup,
      fund: fund_period ? `${fund} ${fund_period}` : fund,
      funding_statement,
      lead: partners.find(({ role }) => role === 'lead')?.name ?? null,
      partners: partners.flatMap(({ role, name }) => (role === 'partner' ? [name] : [])),
    },
    edition: { code: edition.code, title: edition.title, venue: edition.venue },
    opening,
    created: edition.created_at,
  }
}
