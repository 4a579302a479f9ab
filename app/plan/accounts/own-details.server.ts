// SPDX-License-Identifier: AGPL-3.0-or-later
// What people change of themselves: the name that their account shows, and their telephone.
import type { Oneself } from '#base/access/actor.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger, holdRow } from '#db/hold.server.ts'
import { recordOfPerson } from '#plan/people/person-ledger.server.ts'

export type OwnDetails = { name: string; phone: string | null }

/** One's own telephone as the projects have it; null where there is none, or no person behind the account. */
export async function ownPhone(db: Db, self: Oneself): Promise<string | null> {
  if (self.personId === null) return null
  const found = await db
    .selectFrom('person')
    .select('phone')
    .where('id', '=', self.personId)
    .executeTakeFirst()
  return found?.phone ?? null
}

/**
 * Changes the name of one's own account, and the telephone of the person behind it, if there is one; every project the person
 * belongs to reads that in its ledger. The name in registers and certificates is the person's, which the office corrects. What is as
 * it was writes nothing.
 */
export async function changeOwnDetails(db: Db, self: Oneself, { name, phone }: OwnDetails): Promise<void> {
  const { accountId, personId } = self
  await db.transaction().execute(async (db) => {
    const person = personId === null ? undefined : await holdRow(db, 'person', personId)
    const account = await holdRow(db, 'account', accountId)
    await holdLedger(db)
    if (account && account.name !== name) {
      await db.updateTable('account').set({ name }).where('id', '=', accountId).execute()
      await record(db, self, {
        act: 'account_renamed',
        subject: ['account', accountId],
        before: { name: account.name },
        after: { name },
      })
    }
    if (!person || person.phone === phone) return
    await db.updateTable('person').set({ phone }).where('id', '=', person.id).execute()
    await recordOfPerson(db, self, {
      act: 'person_changed',
      person_id: person.id,
      before: { phone: person.phone },
      after: { phone },
    })
  })
}
