// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Actor } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { now } from '#base/clock.server.ts'
import { only } from '#base/ledger/facts.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger } from '#db/hold.server.ts'
import { holdRecord } from '#plan/people/home.server.ts'
import { recordOfPerson } from '#plan/people/person-ledger.server.ts'
import { type PersonData, personRow } from '#plan/people/persons.server.ts'
import { holdAccountOfPerson, moveInvitation, weighMove } from './moved-invitation.server.ts'

type Change = PersonData & { person_id: string }

/**
 * Corrects what is known of a person; every project they belong to reads it in its ledger. Participants already counted keep
 * what they were frozen with. Refuses whose record no project of the actor's keeps, and another e-mail address for somebody who
 * has an account, save where moveInvitation allows it: only they change it themselves, since whoever has the address has the
 * account. `invited`: their invitation went to the new address.
 */
export async function changePerson(db: Db, actor: Actor, change: Change): Promise<{ invited: boolean }> {
  refuseUnless(actor, 'project:manage', 'anywhere')
  if (change.email) await weighMove(db, actor, change.person_id, change.email)
  return await db.transaction().execute(async (db) => {
    const columns = ['first_name', 'last_name', 'email', 'phone', 'gender', 'born_on', 'is_staff'] as const
    const { person_id } = change
    await holdRecord(db, actor, person_id)
    const account = await holdAccountOfPerson(db, person_id)
    // An invitation waits for it: no account is linked meanwhile.
    await holdLedger(db)
    const kept = await db
      .selectFrom('person')
      .select(['first_name', 'last_name', 'email', 'phone', 'gender', 'born_on', 'is_staff'])
      .where('id', '=', person_id)
      .executeTakeFirstOrThrow()
    const moved = Boolean(account && change.email && change.email !== kept.email)
    if (account && moved) await moveInvitation(db, actor, account, change.email ?? '')
    const row = personRow(account && !moved ? { ...change, email: kept.email } : change, now())
    const changed = columns.filter((column) => kept[column] !== row[column])
    if (changed.length === 0) return { invited: false }
    await db.updateTable('person').set(row).where('id', '=', person_id).execute()
    await recordOfPerson(db, actor, {
      act: 'person_changed',
      person_id,
      before: only(kept, changed),
      after: only(row, changed),
    })
    return { invited: moved }
  })
}
