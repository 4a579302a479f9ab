// SPDX-License-Identifier: AGPL-3.0-or-later
// What is noted of attempts. Whoever tries a million names that no account has is not to fill the disk.
import { hiddenPath } from '#base/hidden-path.ts'
import { networkOf } from '#base/http/network.ts'
import { visitorAddress } from '#base/http/visitor.server.ts'
import type { Db } from '#db/connect.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { countUnder } from './attempt-counts.server.ts'
import { noteEvent, type SecurityEvent } from './security-events.server.ts'

// Attempts at an account are few: its limits bound them. These bound what is noted of none, for an address and in all, and of
// an account that asks for what is not its.
const perAccount = { free: 50, pauses: [60], memory: 60, inAll: true } as const
const perAddress = { free: 20, pauses: [60], memory: 60, inAll: true } as const
const perHour = { free: 500, pauses: [60], memory: 60, inAll: true } as const

/** Notes what came of an attempt; of those about no account the first 20 of an address, and 500 in all, within an hour. */
export async function noteAttempt(db: Db, event: SecurityEvent): Promise<void> {
  // One transaction whatever the account, so that an unknown one is refused in no other time than a known one.
  await inTransaction(db, async (db) => {
    if (event.account_id === null) {
      const from = networkOf(visitorAddress())
      if ((await countUnder(db, `noted ${from}`, perAddress)) === 'refused') return
      if ((await countUnder(db, 'noted', perHour)) === 'refused') return
    }
    await noteEvent(db, event)
  })
}

/** Notes what an account asked for and was refused, by its address: the first 50 within an hour. */
export async function noteRefusal(db: Db, account_id: string, request: Request): Promise<void> {
  const detail = hiddenPath(new URL(request.url).pathname)
  await inTransaction(db, async (db) => {
    if ((await countUnder(db, `refused ${account_id}`, perAccount)) === 'refused') return
    await noteEvent(db, { kind: 'access_refused', account_id, detail })
  })
}
