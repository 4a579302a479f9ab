// SPDX-License-Identifier: AGPL-3.0-or-later

import { env } from '#base/env.server.ts'
import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { employmentOn } from '#plan/people/employments.server.ts'

/** The name of each person's employer on the day of a meeting; no key: never employed. */
export async function employersAt(
  db: Db,
  meeting: { starts_at: string },
  people: { person_id: string }[],
): Promise<Map<string, string>> {
  const date = localDate(meeting.starts_at, env().TZ_DISPLAY)
  const ids = [...new Set(people.map(({ person_id }) => person_id))]
  const employers = [...(await employmentOn(db, ids, date))]
  if (employers.length === 0) return new Map()
  const organisations = employers.map(([, { organisation_id }]) => organisation_id)
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(organisations)])
    .execute()
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return new Map(employers.map(([person, { organisation_id }]) => [person, names.get(organisation_id) ?? '']))
}
