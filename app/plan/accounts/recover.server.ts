// SPDX-License-Identifier: AGPL-3.0-or-later
// Getting in again from the machine itself, where whoever works holds the data anyway (`npm run recover`).
import type { Transaction } from 'kysely'
import { mailOwner } from '#base/access/owner-mail.server.ts'
import { giveRole } from '#base/access/roles.server.ts'
import { noteEvent } from '#base/access/security-events.server.ts'
import { makeToken } from '#base/access/tokens.server.ts'
import { newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { holdAccount } from './invitations.server.ts'

export type Recovered = { link: string; purpose: 'invitation' | 'password_reset'; isNew: boolean }

/**
 * Makes the link by which an account chooses a password: a reset, or the invitation while it has none. An address without an
 * account gets one, an administrator's; `administrator` makes an existing account one too, and active again. Refuses a disabled
 * account otherwise. The ledger has it as the program's own act.
 */
export async function recover(
  db: Db,
  email: string,
  { administrator }: { administrator: boolean },
): Promise<Recovered> {
  return await db.transaction().execute(async (db) => {
    const known = await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirst()
    const id = known?.id ?? (await makeAccount(db, email))
    const account = await holdAccount(db, id)
    if (administrator || !known) await makeAdministrator(db, id, account.disabled_at !== null)
    else if (account.disabled_at) throw new AppError('conflict', m.access_error_disabled())
    const purpose = account.password_hash ? 'password_reset' : 'invitation'
    const token = await makeToken(db, purpose, id)
    await record(db, null, { act: 'access_recovered', subject: ['account', id] })
    await noteEvent(db, { kind: 'link_handed_over', account_id: id, detail: 'npm run recover' })
    const path = purpose === 'invitation' ? 'invitations' : 'password/reset'
    return { link: `${env().APP_URL}/${path}/${token}`, purpose, isNew: !known }
  })
}

async function makeAccount(db: Transaction<Database>, email: string): Promise<string> {
  const id = newId()
  const row = { id, email, name: email, person_id: null, language: 'it' as const, created_at: now() }
  await db.insertInto('account').values(row).execute()
  await record(db, null, { act: 'account_created', subject: ['account', id], after: { email, name: email } })
  return id
}

async function makeAdministrator(
  db: Transaction<Database>,
  account_id: string,
  disabled: boolean,
): Promise<void> {
  if (disabled) {
    await db.updateTable('account').set({ disabled_at: null }).where('id', '=', account_id).execute()
    await record(db, null, { act: 'account_enabled', subject: ['account', account_id] })
    await noteEvent(db, { kind: 'account_enabled', account_id })
  }
  const role = { role: 'administrator' as const, project_id: null, edition_id: null, expires_at: null }
  await giveRole(db, null, { account_id, ...role })
  await mailOwner(db, account_id, { kind: 'role_granted', ...role })
}
