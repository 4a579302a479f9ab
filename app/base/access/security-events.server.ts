// SPDX-License-Identifier: AGPL-3.0-or-later
// The log of security events: a table of its own, read on /admin/system, kept for as long as the setting says.
import { sql } from 'kysely'
import { minutesAfter, newId, now } from '#base/clock.server.ts'
import { hiddenPath } from '#base/hidden-path.ts'
import { type ListQuery, listPage } from '#base/http/list.ts'
import { visitorAddress } from '#base/http/visitor.server.ts'
import type { Db } from '#db/connect.server.ts'
import { containing } from '#db/containing.server.ts'
import type { Oneself } from './actor.ts'
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

/** Notes that an account took a file out of the program: which, by its address. */
export async function noteExport(db: Db, self: Oneself, request: Request): Promise<void> {
  const detail = hiddenPath(new URL(request.url).pathname)
  await noteEvent(db, { kind: 'export', account_id: self.accountId, detail })
}

type Filter = {
  kind: SecurityEventKind | null
  /** Part of the account's name or e-mail, or the whole address it came from. */
  q: string
}

/** The events, newest first, a page of them, with the names of their accounts. */
export async function listEvents(
  db: Db,
  { kind, q }: Filter,
  { limit, offset }: Pick<ListQuery<string>, 'limit' | 'offset'>,
) {
  const matching = db
    .selectFrom('security_event')
    .leftJoin('account', 'account.id', 'security_event.account_id')
    .$if(kind !== null, (qb) => qb.where('security_event.kind', '=', kind ?? ''))
    .$if(q !== '', (qb) =>
      qb.where((eb) =>
        eb.or([
          containing(eb.ref('account.name'), q),
          containing(eb.ref('account.email'), q),
          eb('security_event.address', '=', q),
        ]),
      ),
    )
  const { rows, ...paging } = await listPage(
    matching
      .select(['security_event.id', 'security_event.at', 'security_event.kind', 'security_event.account_id'])
      .leftJoin('account as taker', (join) =>
        join.on(sql`'by ' || taker.id`, '=', sql.ref('security_event.detail')),
      )
      .select(['security_event.address', 'security_event.detail', 'account.name', 'taker.name as by'])
      .orderBy('security_event.at', 'desc')
      .orderBy('security_event.id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  return { ...paging, rows: rows.map((row) => ({ ...row, kind: row.kind as SecurityEventKind })) }
}

/** Deletes what is older than so many days; says how many. */
export async function deleteOldEvents(db: Db, days: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('security_event')
    .where('at', '<', minutesAfter(now(), -days * 24 * 60))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
