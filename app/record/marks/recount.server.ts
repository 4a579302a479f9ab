// SPDX-License-Identifier: AGPL-3.0-or-later
import { env } from '#base/env.server.ts'
import type { Db } from '#db/connect.server.ts'
import { firstCounting } from './counting.server.ts'

export type Difference = {
  project: string
  person_id: string
  /** The first meeting by the table and by the marks; null: not a participant. */
  counted: string | null
  recounted: string | null
}

/** Where the participants of all projects differ from what the marks say. Reads only; changes nothing. */
export async function recountParticipants(db: Db): Promise<Difference[]> {
  const differences: Difference[] = []
  for (const project of await db.selectFrom('project').select(['id', 'slug']).orderBy('slug').execute()) {
    const firsts = await firstCounting(db, project.id, env().TZ_DISPLAY)
    const rows = await db
      .selectFrom('participant')
      .select(['person_id', 'first_meeting_id'])
      .where('project_id', '=', project.id)
      .execute()
    const counted = new Map(rows.map((row) => [row.person_id, row.first_meeting_id]))
    for (const person_id of new Set([...counted.keys(), ...firsts.keys()])) {
      const one = counted.get(person_id) ?? null
      const other = firsts.get(person_id)?.meeting_id ?? null
      if (one !== other)
        differences.push({ project: project.slug, person_id, counted: one, recounted: other })
    }
  }
  return differences
}
