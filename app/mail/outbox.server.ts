// SPDX-License-Identifier: AGPL-3.0-or-later
// Mail is written in the transaction of the act that causes it, and sent afterwards: nothing is mailed for an act that
// did not happen, nothing is lost when the mail server is down.
import { newId, now } from '#app/clock.server.ts'
import { type ListQuery, listPage } from '#app/http/list.ts'
import type { Db } from '#db/connect.server.ts'

export type Mail = {
  to: string
  subject: string
  body: string
  /** The personal link that stands in the body, if there is one: whoever has it may act as its reader. */
  link?: string
}

/** Puts a mail in the outbox. Runs in the caller's transaction. */
export async function queueMail(db: Db, mail: Mail): Promise<void> {
  const { to, subject, body } = mail
  await db
    .insertInto('outbox')
    .values({ id: newId(), to_address: to, subject, body, created_at: now(), attempts: 0 })
    .execute()
}

/** The outbox, newest first. */
export async function listMail(db: Db, query: ListQuery<'created_at'>) {
  return await listPage(
    db
      .selectFrom('outbox')
      .select(['id', 'to_address', 'subject', 'created_at', 'sent_at', 'attempts', 'last_error'])
      .orderBy('created_at', query.direction)
      .orderBy('id', query.direction)
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
    db
      .selectFrom('outbox')
      .select((eb) => eb.fn.countAll().as('total'))
      .executeTakeFirstOrThrow(),
  )
}
