// SPDX-License-Identifier: AGPL-3.0-or-later
// Personal links in mail are kept encrypted; a login knows when its identity was last proved. The links that stood in clear
// are spent and taken out: whoever read them may not use them any more.
import { type Kysely, sql } from 'kysely'

const isLink = (word: string) => /^https?:/.test(word) && /\/(?:invitations|password\/reset)\//.test(word)
const removed = '[link rimosso / link removed]'
// As many failures as end the attempts to send: a mail without its link is of no use to its reader.
const givenUp = 8

type Mail = { id: string; body: string; sent_at: string | null }

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('login').addColumn('proved_at', 'text').execute()
  await db.schema.alterTable('outbox').addColumn('sealed', 'text').execute()
  await db.schema.alterTable('outbox').addColumn('sealed_until', 'text').execute()
  await sql`update token set used_at = created_at where used_at is null`.execute(db)
  for (let after = ''; ; ) {
    const { rows } = await sql<Mail>`
      select id, body, sent_at from outbox where id > ${after} order by id limit 500`.execute(db)
    for (const { id, body, sent_at } of rows) {
      const blanked = body.replace(/\S+/g, (word) => (isLink(word) ? removed : word))
      if (blanked === body) continue
      await sql`update outbox set body = ${blanked} where id = ${id}`.execute(db)
      if (sent_at !== null) continue
      await sql`update outbox set attempts = ${givenUp}, last_error = ${removed} where id = ${id}`.execute(db)
    }
    const last = rows.at(-1)
    if (rows.length < 500 || !last) return
    after = last.id
  }
}
