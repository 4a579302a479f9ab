// SPDX-License-Identifier: AGPL-3.0-or-later
// What whoever writes somebody down at the door is asked first: is it not somebody known, is the sector right. Nothing is refused
// that is answered.
import { m } from '#base/i18n/paraglide/messages.js'
import { searchable } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import type { Sector } from '#db/schema.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { sameName } from '#plan/people/known-persons.server.ts'
import { personName } from '#plan/people/person.ts'
import { rollOf } from '#record/attendance/roll.server.ts'
import { unmatched } from '#record/marks/unmatched.ts'

type Written = {
  first_name: string
  last_name: string
  organisation: string
  sector: Sector
  /** The answers. */
  different: boolean
  sector_sure?: boolean | undefined
}

/** A question, and the field that answers it with yes. */
export type WalkInDoubt = { field: 'different' | 'sector_sure'; text: string }

/**
 * The first question about a walk-in that was not answered; null where there is none: another walk-in of the meeting, or somebody
 * on its list, has that name (accents, capitals and order aside); the organisation is in the register as public and was said to be private, or the other way round. `own` is
 * the walk-in itself.
 */
export async function doubtAbout(
  db: Db,
  meeting: { id: string; edition_id: string; starts_at: string },
  given: Written,
  own: string,
): Promise<WalkInDoubt | null> {
  const twin = given.different ? null : await knownName(db, meeting, given, own)
  if (twin !== null) return { field: 'different', text: twin }
  const sector = given.sector_sure ? null : await otherSector(db, given)
  return sector === null ? null : { field: 'sector_sure', text: sector }
}

async function knownName(
  db: Db,
  meeting: { id: string; edition_id: string; starts_at: string },
  given: Written,
  own: string,
): Promise<string | null> {
  const walkIns = await db
    .selectFrom('walk_in')
    .select(['first_name', 'last_name', 'organisation'])
    .where('meeting_id', '=', meeting.id)
    .where('id', '!=', own)
    .where(unmatched)
    .execute()
  const twin = walkIns.find((row) => sameName(row, given))
  if (twin) {
    const name = personName(twin.first_name, twin.last_name)
    return m.attendance_walk_in_twice({ name, organisation: twin.organisation })
  }
  const listed = (await rollOf(db, meeting)).find((row) => sameName(row, given))
  if (!listed) return null
  const name = personName(listed.first_name, listed.last_name)
  return m.attendance_walk_in_known({ name })
}

async function otherSector(db: Db, { organisation, sector }: Written): Promise<string | null> {
  const known = await db
    .selectFrom('organisation')
    .select(['name', 'sector'])
    .where('name_search', '=', searchable(organisation))
    .executeTakeFirst()
  // A volunteer of a private body is nothing to ask about.
  if (!known || (known.sector === 'public') === (sector === 'public')) return null
  return m.attendance_walk_in_other_sector({ name: known.name, sector: sectorName(known.sector) })
}
