// SPDX-License-Identifier: AGPL-3.0-or-later
// Mail is written in the transaction of the act that causes it, and sent afterwards: nothing is mailed for an act that
// did not happen, nothing is lost when the mail server is down.

import type { Transaction } from 'kysely'
import { minutesAfter, newId, now } from '#base/clock.server.ts'
import { type ListQuery, listPage } from '#base/http/list.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { sealBody } from './sealed-body.server.ts'

export type Mail = {
  to: string
  subject: string
  body: string
  /** The personal link that stands in the body, if there is one: whoever has it may act as its reader. */
  link?: string
  /** Until when the link is good; a mail not sent by then is not sent any more. */
  linkUntil?: string
}

/** For a link that does not say: no personal link is good for longer. */
const longestMinutes = 14 * 24 * 60

/**
 * Puts a mail in the outbox. Its personal link is kept encrypted only, until the mail is sent or the link is over: what can be
 * read there, and in copies of the database, is the body without it. Runs in the caller's transaction.
 */
export async function queueMail(db: Transaction<Database>, mail: Mail): Promise<void> {
  const { to, subject, body, link, linkUntil } = mail
  const id = newId()
  const moment = now()
  if (link !== undefined && !body.includes(link)) throw new Error('a mail whose link is not in its body')
  const kept =
    link === undefined
      ? { body }
      : {
          body: body.replaceAll(link, m.access_mail_link_hidden()),
          sealed: sealBody(id, body),
          sealed_until: linkUntil ?? minutesAfter(moment, longestMinutes),
        }
  await db
    .insertInto('outbox')
    .values({ id, to_address: to, subject, ...kept, created_at: moment, attempts: 0 })
    .execute()
}

/** Forgets the encrypted links that are over, sent or not. */
export async function blankOldLinks(db: Db): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ sealed: null })
    .where('sealed', 'is not', null)
    .where('sealed_until', '<=', now())
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

/** One mail of the outbox as it may be read, its personal link left out; null when there is none. */
export async function findMail(db: Db, id: string) {
  const found = await db
    .selectFrom('outbox')
    .select(['to_address', 'subject', 'body', 'created_at', 'sent_at', 'last_error'])
    .where('id', '=', id)
    .executeTakeFirst()
  return found ?? null
}
