// SPDX-License-Identifier: AGPL-3.0-or-later
// Mail as its reader gets it.
import { openBody } from '#base/mail/sealed-body.server.ts'
import type { Db } from '#db/connect.server.ts'

/** The text of the newest mail to an address, opened as the deliverer opens it. */
export async function mailTo(db: Db, email: string): Promise<string> {
  const mail = await db
    .selectFrom('outbox')
    .selectAll()
    .where('to_address', '=', email)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return mail.sealed === null ? mail.body : openBody(mail.id, mail.sealed)
}

/** The token of the personal link in it. */
export async function mailedToken(db: Db, email: string): Promise<string> {
  return tokenIn(await mailTo(db, email))
}

export function tokenIn(text: string): string {
  return /\/(?:invitations|reset|email)\/([\w-]+)/.exec(text)?.[1] ?? ''
}

/** The columns, as table.column, in which a text stands anywhere in the database. */
export async function columnsWith(db: Db, text: string): Promise<string[]> {
  const found = new Set<string>()
  for (const { name } of await db.introspection.getTables()) {
    const rows = await db
      .selectFrom(name as 'setting')
      .selectAll()
      .execute()
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (String(value).includes(text)) found.add(`${name}.${column}`)
      }
    }
  }
  return [...found]
}
