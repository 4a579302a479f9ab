// SPDX-License-Identifier: AGPL-3.0-or-later
// Migration 011 on rows of the schema before it.
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { migrations } from '#db/migrations/index.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { columnsWith } from '#tests/support/mail.ts'
import { account } from '#tests/support/people.ts'

const moment = '2026-01-01T08:00:00.000Z'

describeEngines('the links that stood in mail in clear', (world) => {
  it('are spent and taken out, in every mail, and what was not sent is given up', async () => {
    const { db } = world
    await sql`alter table login drop column proved_at`.execute(db)
    await sql`alter table outbox drop column sealed`.execute(db)
    await sql`alter table outbox drop column sealed_until`.execute(db)
    const { accountId: account_id } = await account(db, 'Anna Bianchi')
    const tokens = ['open', 'used'].map((id) => ({
      id,
      purpose: 'invitation' as const,
      account_id,
      created_at: moment,
      expires_at: '2099-01-01T08:00:00.000Z',
      used_at: id === 'used' ? moment : null,
    }))
    await db.insertInto('token').values(tokens).execute()
    const secret = 'x'.repeat(43)
    const texts = [
      `Gentile Anna,\n\naprire:\n\nhttps://formazione.example/sub/invitations/${secret}\n\nGrazie.`,
      `Dear Anna, open http://localhost:3000/password/reset/${secret}, then choose.`,
      'Vedere https://formazione.example/invitations e https://formazione.example/my',
    ]
    // More than the migration takes at a time.
    const mails = Array.from({ length: 1203 }, (_, at) => ({
      id: String(at).padStart(5, '0'),
      to_address: 'anna@presente.example',
      subject: 'Presente',
      body: texts[at % 3] ?? '',
      created_at: moment,
      sent_at: at % 2 === 0 ? moment : null,
      attempts: 0,
    }))
    for (let from = 0; from < mails.length; from += 400) {
      await db
        .insertInto('outbox')
        .values(mails.slice(from, from + 400))
        .execute()
    }
    await migrations['011_sealed_links']?.up(db)
    expect(await columnsWith(db, secret)).toEqual([])
    const kept = await db.selectFrom('outbox').selectAll().orderBy('id').execute()
    expect(kept.slice(0, 3).map(({ body }) => body)).toEqual([
      'Gentile Anna,\n\naprire:\n\n[link rimosso / link removed]\n\nGrazie.',
      'Dear Anna, open [link rimosso / link removed] then choose.',
      texts[2],
    ])
    for (const [at, mail] of kept.entries()) {
      const givenUp = at % 3 !== 2 && at % 2 !== 0
      expect(mail).toMatchObject({ attempts: givenUp ? 8 : 0, sealed: null, sealed_until: null })
    }
    const used = await db.selectFrom('token').select(['id', 'used_at']).orderBy('id').execute()
    expect(used.find(({ id }) => id === 'used')?.used_at).toBe(moment)
    expect(used.find(({ id }) => id === 'open')?.used_at).not.toBeNull()
  })
})
