// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'
import type { standing } from './platform-marks.server.ts'

type Standing = Awaited<ReturnType<typeof standing>>

/** What a report's page says of how it stands to the marks, with names. */
export async function standingShown(db: Db, { unmarked, different, outside, ...rest }: Standing) {
  const ids = [...unmarked, ...different, ...outside].map(({ person_id }) => person_id)
  const names = new Map<string, { first_name: string; last_name: string; name_search: string }>()
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await db
      .selectFrom('person')
      .select(['id', 'first_name', 'last_name', 'name_search'])
      .where('id', 'in', ids.slice(from, from + 500))
      .execute()
    for (const { id, ...name } of rows) names.set(id, name)
  }
  const nobody = { first_name: '', last_name: '', name_search: '' }
  const named = <Row extends { person_id: string }>(rows: Row[]) =>
    rows
      .map((row) => ({ ...row, ...(names.get(row.person_id) ?? nobody) }))
      .sort((a, b) => (a.name_search < b.name_search ? -1 : 1))
  return {
    unmarked: unmarked.length,
    different: named(different).map(({ person_id, first_name, last_name, intervals, minutes, current }) => ({
      person_id,
      first_name,
      last_name,
      intervals,
      minutes,
      recorded: current && {
        status: current.status,
        credited_minutes: current.credited_minutes,
        source: current.source,
        recorded_by_name: current.recorded_by_name,
      },
    })),
    outside: named(outside).map(({ person_id, first_name, last_name }) => ({
      person_id,
      first_name,
      last_name,
    })),
    missing: rest.enrolled.filter((person_id) => !rest.seen.has(person_id) && !rest.marked.has(person_id))
      .length,
  }
}
