// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { inForce } from '#record/marks/in-force.ts'

type Queries = Pick<Kysely<Database>, 'selectFrom'>

/**
 * Who taught, where: at meetings whose page of the register is closed, the marks in force of those present as trainer or tutor, with
 * the page. What the page in force says of them is the same: verify compares the two.
 */
export function taughtAt(db: Queries) {
  return db
    .selectFrom('mark')
    .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('register_page', (join) =>
      join.onRef('register_page.meeting_id', '=', 'meeting.id').on('register_page.superseded_at', 'is', null),
    )
    .where(inForce)
    .where('mark.role', '!=', 'participant')
    .where('mark.status', '=', 'present')
}
