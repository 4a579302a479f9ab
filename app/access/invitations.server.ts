// SPDX-License-Identifier: AGPL-3.0-or-later
// How a person comes by a password: an invitation, or a reset link when it is forgotten.
import { now } from '#app/clock.server.ts'
import { env } from '#app/env.server.ts'
import { AppError } from '#app/error.ts'
import { inLocale } from '#app/i18n/locale.server.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { record } from '#app/ledger/ledger.server.ts'
import { queueMail } from '#app/mail/outbox.server.ts'
import { newestNotice } from '#app/people/privacy-notice.server.ts'
import type { Db } from '#db/connect.server.ts'
import { actorOfAccount } from './actor.server.ts'
import type { Actor } from './actor.ts'
import { endEmailChanges } from './email-changes.server.ts'
import { endAllLogins } from './logins.server.ts'
import { hashPassword, passwordMatches } from './passwords.server.ts'
import { findToken, makeToken, spendToken } from './tokens.server.ts'

/** Mails an account the link by which it chooses a password. Runs in the caller's transaction. */
export async function mailInvitation(db: Db, actor: Actor | null, account_id: string): Promise<void> {
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', account_id)
    .executeTakeFirstOrThrow()
  const token = await makeToken(db, 'invitation', account_id)
  const link = `${env().APP_URL}/invitations/${token}`
  await inLocale(account.language, () =>
    queueMail(db, {
      to: account.email,
      subject: m.access_invitation_mail_subject(),
      body: m.access_invitation_mail_body({ name: account.name, link }),
    }),
  )
  await record(db, actor, { act: 'account_invited', subject: ['account', account_id] })
}

/** Mails a reset link if the address has an active account; says nothing either way. */
export async function requestPasswordReset(db: Db, email: string): Promise<void> {
  await db.transaction().execute(async (db) => {
    const account = await db
      .selectFrom('account')
      .selectAll()
      .where('email', '=', email)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (!account) return
    const link = `${env().APP_URL}/password/reset/${await makeToken(db, 'password_reset', account.id)}`
    await inLocale(account.language, () =>
      queueMail(db, {
        to: account.email,
        subject: m.access_reset_mail_subject(),
        body: m.access_reset_mail_body({ name: account.name, link }),
      }),
    )
  })
}

/** Uses an invitation: keeps the password and that the privacy notice was read. Returns the account's id. */
export async function acceptInvitation(db: Db, token: string, password: string): Promise<string> {
  const notice = await newestNotice(db)
  return await choosePassword(db, 'invitation', token, password, async (db, accountId) => {
    if (!notice) return
    await db
      .insertInto('notice_reading')
      .values({ account_id: accountId, notice_id: notice.id, read_at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

/** Uses a reset link; every browser of the account is signed out. Returns the account's id. */
export async function resetPassword(db: Db, token: string, password: string): Promise<string> {
  return await choosePassword(db, 'password_reset', token, password, async () => {})
}

async function choosePassword(
  db: Db,
  purpose: 'invitation' | 'password_reset',
  token: string,
  password: string,
  also: (db: Db, accountId: string) => Promise<void>,
): Promise<string> {
  // Hashed before the transaction: it takes long, and SQLite has one writer.
  const password_hash = await hashPassword(password)
  return await db.transaction().execute(async (db) => {
    const account = await findToken(db, purpose, token)
    if (!account || !(await spendToken(db, token))) throw new AppError('not_found', m.access_link_expired())
    await db.updateTable('account').set({ password_hash }).where('id', '=', account.id).execute()
    await endAllLogins(db, account.id)
    await endEmailChanges(db, account.id)
    await also(db, account.id)
    const actor = await actorOfAccount(db, account.id)
    const act = purpose === 'invitation' ? 'invitation_accepted' : 'password_reset'
    await record(db, actor, { act, subject: ['account', account.id] })
    return account.id
  })
}

/** Changes one's own password, given the present one; every browser is signed out. */
export async function changePassword(db: Db, actor: Actor, current: string, password: string): Promise<void> {
  const { password_hash: kept } = await db
    .selectFrom('account')
    .select('password_hash')
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  if (!(await passwordMatches(kept, current)))
    throw new AppError('invalid', m.access_password_wrong(), 'current')
  const password_hash = await hashPassword(password)
  await db.transaction().execute(async (db) => {
    await db.updateTable('account').set({ password_hash }).where('id', '=', actor.accountId).execute()
    await endAllLogins(db, actor.accountId)
    await endEmailChanges(db, actor.accountId)
    await record(db, actor, { act: 'password_changed', subject: ['account', actor.accountId] })
  })
}
