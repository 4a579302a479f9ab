// SPDX-License-Identifier: AGPL-3.0-or-later
// The log of security events: a table of its own, read on /admin/system, kept for as long as the setting says.
import { newId, now } from '#app/clock.server.ts'
import { visitorAddress } from '#app/http/visitor.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { SecurityEventKind } from './security-event.ts'

export type SecurityEvent = {
  kind: SecurityEventKind
  /** Whose account it is about; null where none is known. What was typed is never kept: people type passwords there. */
  account_id: string | null
  /** In few words what it is about: a role, a path, the purpose of a link or a limit. Never a secret, never a form's value. */
  detail?: string | undefined
}

/**
 * Notes an event with its moment and the visitor's address. In a transaction it goes with it: what is refused is noted outside
 * the transaction that the refusal takes back.
 */
export async function noteEvent(db: Db, { kind, account_id, detail }: SecurityEvent): Promise<void> {
  await db
    .insertInto('security_event')
    .values({
      id: newId(),
      at: now(),
      kind,
      account_id,
      address: visitorAddress(),
      detail: detail?.slice(0, 200) ?? null,
    })
    .execute()
}
