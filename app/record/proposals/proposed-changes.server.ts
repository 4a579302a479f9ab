// SPDX-License-Identifier: AGPL-3.0-or-later
// Changes of a closed page that say something else than who was there: they too wait to be signed, with the rest.
import { sql, type Transaction } from 'kysely'
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { holdMeeting, holdMeetingOfEdition } from '#plan/meetings/lock.server.ts'
import { saysSomethingElse } from '#record/register-page/pages.server.ts'
import { type Change, factsOf, permissionFor, readChange, subjectOf, writeChange } from './change.ts'

/** Why a closed page's meeting changes where the page does not say it: what is tried, and taken back, says it too. */
export const untilSigned = () => m.editions_change_not_on_page()

/** Does a change as somebody who signs it together with others. */
export type Attempt = (db: Transaction<Database>, signer: Actor) => Promise<unknown>

/**
 * Proposes a change of a closed page, for whoever may make it: `attempt` is made and taken back, so that what would refuse it refuses
 * it now. What the page does not say is changed at once, and null returned: there is nothing to sign. A change of the same thing
 * that waited is replaced. `attempt` null: not tried, for who may not correct the page themselves. Joins the caller's transaction.
 */
export async function proposeChange(
  db: Db,
  actor: Actor,
  meeting_id: string,
  change: Change,
  attempt: Attempt | null,
): Promise<{ id: string } | null> {
  return await inTransaction(db, async (db) => {
    // Whoever is recognised is enrolled.
    const hold = change.kind === 'walk_in_matched' ? holdMeetingOfEdition : holdMeeting
    const meeting = await hold(db, meeting_id)
    refuseUnless(actor, permissionFor(change), placeOf(meeting))
    const together: Actor = { ...actor, signs: 'together' }
    if (attempt !== null && !(await changesPage(db, meeting_id, together, attempt))) return null
    const of = { meeting_id, kind: change.kind, subject: subjectOf(change) }
    const decided = { decided_by: actor.accountId, decided_at: now() }
    await db
      .updateTable('proposed_change')
      .set({ state: 'replaced', ...decided })
      .where('meeting_id', '=', of.meeting_id)
      .where('kind', '=', of.kind)
      .where('subject', '=', of.subject)
      .where('state', '=', 'waiting')
      .execute()
    const id = newId()
    const proposed = { proposed_by: actor.accountId, proposed_at: now(), state: 'waiting' as const }
    await db
      .insertInto('proposed_change')
      .values({ id, ...of, change: writeChange(change), ...proposed })
      .execute()
    await record(db, actor, {
      act: 'page_change_proposed',
      subject: ['meeting', meeting_id],
      projectId: meeting.project_id,
      after: factsOf(change),
    })
    return { id }
  })
}

/** Makes an attempt; taken back if the page would say something else, or if it fails. */
async function changesPage(
  db: Transaction<Database>,
  meeting_id: string,
  signer: Actor,
  attempt: Attempt,
): Promise<boolean> {
  await sql`savepoint attempt`.execute(db)
  let stays = false
  try {
    await attempt(db, signer)
    stays = !(await saysSomethingElse(db, meeting_id))
    return !stays
  } finally {
    if (!stays) await sql`rollback to savepoint attempt`.execute(db)
    await sql`release savepoint attempt`.execute(db)
  }
}

/** The changes that wait to be signed at a meeting. */
export async function waitingChanges(db: Db, meeting_id: string): Promise<Change[]> {
  const rows = await db
    .selectFrom('proposed_change')
    .select('change')
    .where('meeting_id', '=', meeting_id)
    .where('state', '=', 'waiting')
    .orderBy('proposed_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => readChange(row.change))
}
