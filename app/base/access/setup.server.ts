// SPDX-License-Identifier: AGPL-3.0-or-later
// The first visitor of an empty installation becomes its administrator, with the one-time code of the server's log.
import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import { newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { visitorAddress } from '#base/http/visitor.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { actorOfAccount } from './actor.server.ts'
import { noteAttempt } from './attempt-events.server.ts'
import { hashPassword } from './passwords.server.ts'
import { limited } from './rate-limit.server.ts'
import { noteEvent } from './security-events.server.ts'
import { refuseWeakPassword } from './weak-passwords.server.ts'

const key = 'setup_code_hash'

/** Whether nobody has an account yet. */
export async function needsSetup(db: Db): Promise<boolean> {
  return !(await db.selectFrom('account').select('id').limit(1).executeTakeFirst())
}

/** On an empty installation makes a new one-time code and says it through `say`; otherwise does nothing. */
export async function announceSetup(db: Db, say: (line: string) => void): Promise<void> {
  if (!(await needsSetup(db))) return
  const code = Array.from({ length: 3 }, () => String(randomInt(10_000)).padStart(4, '0')).join('-')
  const value = hashed(code)
  await db
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
  say(`No account yet. Open ${env().APP_URL}/setup and enter the code ${code}`)
}

/**
 * Makes the first account, an administrator. Refused with a wrong code, after too many of them from the visitor's address,
 * with a password that is easily guessed, and for ever once an account exists.
 */
export async function setUp(db: Db, values: { code: string; name: string; email: string; password: string }) {
  const value = hashed(values.code.trim())
  const attempt = { account: 'first administrator', address: visitorAddress() }
  await limited(db, 'set-up', attempt, async () => {
    const kept = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
    if (!kept || !(await needsSetup(db))) throw new AppError('not_found', m.access_not_found())
    if (!timingSafeEqual(Buffer.from(kept.value), Buffer.from(value))) {
      await noteAttempt(db, { kind: 'sign_in_failed', account_id: null, detail: 'set-up' })
      throw new AppError('invalid', m.access_setup_code_wrong(), 'code')
    }
  })
  await refuseWeakPassword(db, values.password, values)
  const password_hash = await hashPassword(values.password)
  return await db.transaction().execute(async (db) => {
    // The setting's removal is what makes two simultaneous first visitors one.
    const { numDeletedRows } = await db
      .deleteFrom('setting')
      .where('key', '=', key)
      .where('value', '=', value)
      .executeTakeFirst()
    if (numDeletedRows !== 1n || !(await needsSetup(db)))
      throw new AppError('not_found', m.access_not_found())
    const id = newId()
    const { name, email } = values
    await db
      .insertInto('account')
      .values({ id, name, email, password_hash, language: 'it', created_at: now() })
      .execute()
    await db
      .insertInto('role_grant')
      .values({ id: newId(), account_id: id, role: 'administrator', granted_at: now() })
      .execute()
    const actor = await actorOfAccount(db, id)
    await record(
      db,
      actor,
      { act: 'account_created', subject: ['account', id], after: { email, name } },
      { act: 'role_granted', subject: ['account', id], after: { role: 'administrator' } },
    )
    await noteEvent(db, { kind: 'role_granted', account_id: id, detail: 'administrator' })
    return { id, password_hash }
  })
}

const hashed = (code: string) => createHash('sha256').update(code).digest('hex')
