// SPDX-License-Identifier: AGPL-3.0-or-later
// What the pages of a platform's report show.

import { type ListQuery, listPage } from '#base/http/list.ts'
import { pattern, searchable } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import { personsOf, type Reach } from '#plan/people/home.server.ts'
import { nameSearch } from '#plan/people/persons.server.ts'
import { candidatesOf } from './candidates.server.ts'
import { addressesOf, bracketsIn, likelyCandidates, type Named, namesIn } from './matching.ts'
import type { RowState } from './report.ts'
import { boundedName } from './report-bounds.ts'
import { connectionsOf } from './segments.ts'

/** A report of a meeting, or null. */
export async function findReport(db: Db, meeting_id: string, id: string) {
  const found = await db
    .selectFrom('platform_report')
    .leftJoin('account', 'account.id', 'platform_report.imported_by')
    .innerJoin('file', 'file.hash', 'platform_report.file_hash')
    .selectAll('platform_report')
    .select(['account.name as imported_by_name', 'file.type', 'file.size'])
    .where('platform_report.meeting_id', '=', meeting_id)
    .where('platform_report.id', '=', id)
    .executeTakeFirst()
  return found ?? null
}

type Page = Pick<ListQuery<string>, 'q' | 'limit' | 'offset'>

/** A report's rows in a state, or all, in the order of the file, each with who it is and who said so. */
export async function rowsOfReport(db: Db, report_id: string, state: RowState | null, page: Page) {
  const matching = db
    .selectFrom('platform_row')
    .where('report_id', '=', report_id)
    .$if(state !== null, (query) => query.where('state', '=', state ?? 'waiting'))
    .$if(page.q !== '', (query) => query.where('platform_row.name_search', 'like', pattern(page.q)))
  const found = await listPage(
    matching
      .leftJoin('person', 'person.id', 'platform_row.person_id')
      .leftJoin('account', 'account.id', 'platform_row.resolved_by')
      .selectAll('platform_row')
      .select(['person.first_name', 'person.last_name', 'account.name as resolved_by_name'])
      .orderBy('position')
      .limit(page.limit)
      .offset(page.offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  return { ...found, rows: found.rows.map(shown) }
}

/** A row of a report, or null. */
export async function findRow(db: Db, report_id: string, id: string) {
  const row = await db
    .selectFrom('platform_row')
    .leftJoin('person', 'person.id', 'platform_row.person_id')
    .selectAll('platform_row')
    .select(['person.first_name', 'person.last_name'])
    .where('platform_row.report_id', '=', report_id)
    .where('platform_row.id', '=', id)
    .executeTakeFirst()
  return row ? shown(row) : null
}

function shown<Row extends { name: string; intervals: string }>(row: Row) {
  return { ...row, name: boundedName(row.name), intervals: connectionsOf(row.intervals) }
}

export type Proposal = {
  person_id: string
  first_name: string
  last_name: string
  belongs: boolean
}

/** Who each row may be: first of those who belong to the meeting, then of those within reach, by the same name or address. */
export async function proposalsFor(
  db: Db,
  reach: Reach,
  meeting: { id: string; edition_id: string },
  rows: readonly Named[],
): Promise<Proposal[][]> {
  if (rows.length === 0) return []
  const [candidates, register] = await Promise.all([
    candidatesOf(db, meeting),
    sameInRegister(db, reach, rows),
  ])
  const own = new Set(candidates.map((candidate) => candidate.person_id))
  return rows.map((row, at) => [
    ...likelyCandidates(row, candidates).map((candidate) => ({ ...candidate, belongs: true })),
    ...(register[at] ?? [])
      .filter(({ person_id }) => !own.has(person_id))
      .slice(0, 2)
      .map((person) => ({ ...person, belongs: false })),
  ])
}

/** Persons within reach with the name or the address of each row. */
async function sameInRegister(db: Db, reach: Reach, rows: readonly Named[]) {
  const wanted = rows.map((row) => ({
    names: new Set(namesIn(row.name).length === 0 ? [] : splitsOf(row.name)),
    addresses: new Set(addressesOf(row.email)),
  }))
  const names = [...new Set(wanted.flatMap((one) => [...one.names]))]
  const addresses = [...new Set(wanted.flatMap((one) => [...one.addresses]))]
  if (names.length === 0 && addresses.length === 0) return rows.map(() => [])
  const persons = await db
    .selectFrom('person')
    .select(['id as person_id', 'first_name', 'last_name', 'name_search', 'email'])
    .where('id', 'in', personsOf(db, reach.projects))
    .where((eb) =>
      eb.or([
        ...(names.length > 0 ? [eb('name_search', 'in', names)] : []),
        ...(addresses.length > 0 ? [eb('email', 'in', addresses)] : []),
      ]),
    )
    .orderBy('name_search')
    .limit(200)
    .execute()
  return wanted.map((one) =>
    persons.filter(
      ({ name_search, email }) => one.names.has(name_search) || (email !== null && one.addresses.has(email)),
    ),
  )
}

/** A name as the register may keep it: wherever the first name ends, either way round. */
function splitsOf(name: string): string[] {
  const words = searchable(bracketsIn(name).without).split(' ').filter(Boolean).slice(0, 6)
  return words.slice(1).flatMap((_, at) => {
    const [one, other] = [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]
    return [nameSearch(one, other), nameSearch(other, one)]
  })
}
