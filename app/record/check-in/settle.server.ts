// SPDX-License-Identifier: AGPL-3.0-or-later
// Check-ins become marks a few seconds later, many at a time: the check-in itself stays one insert.
import { sql, type Transaction } from 'kysely'
import { now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { marksOfArrivals } from './arrival-marks.server.ts'

/** So many people are settled in one transaction, in about 10 ms: SQLite has one writer, and check-ins wait for it. */
const batch = 25

/**
 * Makes the accepted and confirmed check-ins of a meeting, or of all, into marks of source `self`: present from the
 * earliest entry to the latest exit, or to the meeting's end while there is none, seconds kept, recorded by the person's
 * own account. A mark that somebody else recorded stays in force; so does everything at a meeting closed, locked or
 * cancelled. Nobody is marked before the meeting begins: the check-ins of whoever came early wait for that. Whoever has no employer yet is left for later, since a mark would have to count them. Returns how many
 * people were settled; a second time settles nobody. Joins the caller's transaction if there is one.
 */
export async function settleCheckIns(db: Db, meeting_id?: string): Promise<number> {
  let settled = 0
  for (const meeting of await meetingsToSettle(db, meeting_id)) {
    for (;;) {
      const people = await inTransaction(db, (db) => settleSome(db, meeting))
      settled += people
      if (people < batch) break
      // Another process's check-ins, and this one's requests, come in between.
      if (!db.isTransaction) await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return settled
}

/** Unsettled check-ins that can be settled. */
function unsettled(db: Db) {
  return (
    db
      .selectFrom('check_in')
      .innerJoin('meeting', 'meeting.id', 'check_in.meeting_id')
      // Nobody is present at what has not begun: who came early is from the beginning on.
      .where('meeting.starts_at', '<=', now())
      .where('check_in.settled_at', 'is', null)
      .where('check_in.state', 'in', ['accepted', 'confirmed'])
      .where((eb) =>
        eb.or([
          eb.exists(
            eb
              .selectFrom('employment')
              .select(sql.lit(1).as('one'))
              .whereRef('employment.person_id', '=', 'check_in.person_id'),
          ),
          eb.exists(
            eb
              .selectFrom('person')
              .select(sql.lit(1).as('one'))
              .whereRef('person.id', '=', 'check_in.person_id')
              .where('person.is_staff', '=', 1),
          ),
        ]),
      )
  )
}

async function meetingsToSettle(db: Db, meeting_id?: string): Promise<string[]> {
  const rows = await unsettled(db)
    .select('check_in.meeting_id')
    .distinct()
    .$if(meeting_id !== undefined, (query) => query.where('check_in.meeting_id', '=', meeting_id ?? ''))
    .execute()
  return rows.map((row) => row.meeting_id)
}

async function settleSome(db: Transaction<Database>, meeting_id: string): Promise<number> {
  const found = await unsettled(db)
    .select('check_in.person_id')
    .distinct()
    .where('check_in.meeting_id', '=', meeting_id)
    .limit(batch)
    .execute()
  if (found.length === 0) return 0
  const people = found.map((row) => row.person_id)
  const scans = await marksOfArrivals(db, meeting_id, people)
  await db.updateTable('check_in').set({ settled_at: now() }).where('id', 'in', scans).execute()
  return people.length
}
