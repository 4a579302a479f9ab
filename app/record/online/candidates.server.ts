// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Db } from '#db/connect.server.ts'
import type { MarkRole } from '#db/schema.ts'
import { enrolmentsOf } from '#plan/enrolment/enrolment.server.ts'
import { rolesAt } from '#plan/meetings/lock.server.ts'
import type { Candidate } from './matching.ts'

export type Belonging = Candidate & { role: MarkRole }

const batch = 500

/** Who belongs to a meeting: enrolled in its edition, or teaching there; each with the addresses of person and account. */
export async function candidatesOf(
  db: Db,
  meeting: { id: string; edition_id: string },
): Promise<Belonging[]> {
  const roles = await rolesAt(db, meeting.id, await enrolmentsOf(db, meeting.edition_id))
  const ids = [...roles.keys()]
  const found: Belonging[] = []
  for (let from = 0; from < ids.length; from += batch) {
    const some = ids.slice(from, from + batch)
    const people = await db
      .selectFrom('person')
      .leftJoin('account', 'account.person_id', 'person.id')
      .select([
        'person.id',
        'person.first_name',
        'person.last_name',
        'person.email',
        'account.email as login',
      ])
      .where('person.id', 'in', some)
      .orderBy('person.name_search')
      .execute()
    const seen = new Map<string, Belonging>()
    for (const { id, first_name, last_name, email, login } of people) {
      const addresses = [...(seen.get(id)?.addresses ?? []), email, login].filter((one) => one !== null)
      seen.set(id, { person_id: id, first_name, last_name, addresses, role: roles.get(id) ?? 'participant' })
    }
    found.push(...seen.values())
  }
  return found
}
