// SPDX-License-Identifier: AGPL-3.0-or-later
// How a person comes by a password: an invitation, or a reset link when it is forgotten.

import type { Transaction } from 'kysely'
import { actorOfAccount } from '#base/access/actor.server.ts'
import type { Actor, Oneself } from '#base/access/actor.ts'
import { noteAttempt } from '#base/access/attempt-events.server.ts'
import { endAllLogins } from '#base/access/logins.server.ts'
import { mailOwner } from '#base/access/owner-mail.server.ts'
import { hashPassword } from '#base/access/passwords.server.ts'
import { checkOwnPassword, refuseUnproved } from '#base/access/proof.server.ts'
import { countFailure, forgetFailures } from '#base/access/rate-limit.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { noteEvent } from '#base/access/security-events.server.ts'
import type { Checked } from '#base/access/sign-in.server.ts'
import { endLinks, endOfLink, findToken, makeToken, spendToken } from '#base/access/tokens.server.ts'
import { refuseWeakPassword } from '#base/access/weak-passwords.server.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { visitorAddress } from '#base/http/visitor.server.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import { queueMail } from '#base/mail/outbox.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { newestNotice } from '#plan/people/privacy-notice.server.ts'

/**
 * Mails an account that has no password yet the link by which it chooses one. Refused for one that has: whoever can invite could
 * become its holder. Runs in the caller's transaction.
 */
export async function mailInvitation(
  db: Transaction<Database>,
  actor: Actor | null,
  account_id: string,
): Promise<void> {
  const account = await invitable(db, account_id)
  const token = await makeToken(db, 'invitation', account_id)
  const link = `${env().APP_URL}/invitations/${token}`
  await inLocale(account.language, () =>
    queueMail(db, {
      to: account.email,
      subject: m.access_invitation_mail_subject(),
      body: m.access_invitation_mail_body({ name: account.name, link }),
      link,
      linkUntil: endOfLink('invitation', now()),
    }),
  )
  await record(db, actor, { act: 'account_invited', subject: ['account', account_id] })
}

/** An administrator has an account's invitation mailed, or mailed again: see mailInvitation. */
export async function inviteAgain(db: Db, actor: Actor, account_id: string): Promise<void> {
  refuseUnless(actor, 'installation:administer', {})
  await db.transaction().execute((db) => mailInvitation(db, actor, account_id))
}

/**
 * Makes an invitation's link for an administrator to hand over, where no mail is sent; ends the account's earlier ones. It is
 * returned once and kept nowhere; the ledger says who took it and for whom. Refused where mail is sent, and as mailInvitation.
 */
export async function handOverInvitation(db: Db, actor: Actor, account_id: string): Promise<string> {
  refuseUnless(actor, 'installation:administer', {})
  refuseUnproved(actor, 'when_old')
  if (env().SMTP_URL) throw new AppError('conflict', m.access_error_mail_is_sent())
  return await db.transaction().execute(async (db) => {
    await invitable(db, account_id)
    const token = await makeToken(db, 'invitation', account_id)
    await record(db, actor, { act: 'invitation_handed_over', subject: ['account', account_id] })
    await noteEvent(db, { kind: 'link_handed_over', account_id, detail: `by ${actor.accountId}` })
    return `${env().APP_URL}/invitations/${token}`
  })
}

/** An account that may be invited, held. */
async function invitable(db: Transaction<Database>, account_id: string) {
  const account = await holdAccount(db, account_id)
  if (account.password_hash) throw new AppError('conflict', m.access_error_has_password())
  if (account.disabled_at) throw new AppError('conflict', m.access_error_disabled())
  return account
}

/**
 * An account's row, held until the caller's transaction ends: its links are made, used and ended one after another. Refuses
 * one that does not exist.
 */
export async function holdAccount(db: Transaction<Database>, account_id: string) {
  const account = await holdRow(db, 'account', account_id)
  if (!account) throw new AppError('not_found', m.access_not_found())
  return account
}

/**
 * Mails a reset link if the address has an active account, or its invitation again if that was not accepted yet: who was
 * invited reads the privacy notice first. Says nothing either way, nor when the account was asked for too often and nothing is
 * mailed: the links mailed before are good for longer than the pause. Refuses (too_many) an address that asks for many accounts,
 * and (conflict) where no mail is sent: a link made for nobody would end those that were handed over.
 */
export async function requestPasswordReset(db: Db, email: string): Promise<void> {
  if (!env().SMTP_URL) throw new AppError('conflict', m.access_forgot_no_mail())
  const address = visitorAddress()
  if (address !== null) await countFailure(db, 'forgot', { account: null, address })
  if (await isAskedTooOften(db, email)) return
  await db.transaction().execute(async (db) => {
    const found = await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirst()
    await noteAttempt(db, { kind: 'reset_asked', account_id: found?.id ?? null })
    const account = found && (await holdAccount(db, found.id))
    if (!account || account.disabled_at) return
    await record(db, null, { act: 'password_reset_asked', subject: ['account', account.id] })
    if (!account.password_hash) return await mailInvitation(db, null, account.id)
    const link = `${env().APP_URL}/password/reset/${await makeToken(db, 'password_reset', account.id)}`
    await inLocale(account.language, () =>
      queueMail(db, {
        to: account.email,
        subject: m.access_reset_mail_subject(),
        body: m.access_reset_mail_body({ name: account.name, link }),
        link,
        linkUntil: endOfLink('password_reset', now()),
      }),
    )
  })
}

async function isAskedTooOften(db: Db, email: string): Promise<boolean> {
  try {
    await countFailure(db, 'forgot', { account: email, address: null })
    return false
  } catch (error) {
    if (error instanceof AppError && error.kind === 'too_many') return true
    throw error
  }
}

/**
 * Uses an invitation: keeps the password and that the privacy notice was read; every other link of the account ends.
 */
export async function acceptInvitation(db: Db, token: string, password: string): Promise<Checked> {
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

/**
 * Uses a reset link; every browser of the account is signed out, every other link ends, and its owner is told by mail. Whoever
 * guessed at the account no longer keeps its owner out.
 */
export async function resetPassword(db: Db, token: string, password: string): Promise<Checked> {
  return await choosePassword(db, 'password_reset', token, password, (db, accountId) =>
    mailOwner(db, accountId, 'password_changed'),
  )
}

async function choosePassword(
  db: Db,
  purpose: 'invitation' | 'password_reset',
  token: string,
  password: string,
  also: (db: Transaction<Database>, accountId: string) => Promise<void>,
): Promise<Checked> {
  const owner = await findToken(db, purpose, token)
  if (!owner) throw new AppError('not_found', m.access_link_expired())
  await refuseWeakPassword(db, password, owner)
  // Hashed before the transaction: it takes long, and SQLite has one writer.
  const password_hash = await hashPassword(password)
  return await db.transaction().execute(async (db) => {
    await holdAccount(db, owner.id)
    // Looked at again now that nobody else uses or ends the account's links.
    const account = await findToken(db, purpose, token)
    if (!account || !(await spendToken(db, token))) throw new AppError('not_found', m.access_link_expired())
    await db.updateTable('account').set({ password_hash }).where('id', '=', account.id).execute()
    await endLinks(db, account.id)
    await endAllLogins(db, account.id)
    await forgetFailures(db, 'sign-in', { account: account.email, address: visitorAddress() })
    await noteEvent(db, { kind: 'link_used', account_id: account.id, detail: purpose })
    await also(db, account.id)
    const actor = await actorOfAccount(db, account.id)
    const act = purpose === 'invitation' ? 'invitation_accepted' : 'password_reset'
    await record(db, actor, { act, subject: ['account', account.id] })
    return { id: account.id, password_hash }
  })
}

/**
 * Changes one's own password, given the present one, and tells the owner by mail; every browser is signed out, every link ends.
 * A wrong present one is refused at the field `current`, and one that became another meanwhile.
 */
export async function changePassword(
  db: Db,
  self: Oneself,
  current: string,
  password: string,
): Promise<Checked> {
  const { accountId } = self
  const checked = await checkOwnPassword(db, self, current, 'current')
  await refuseWeakPassword(db, password, self)
  const password_hash = await hashPassword(password)
  return await db.transaction().execute(async (db) => {
    const kept = await holdAccount(db, accountId)
    // Meanwhile its owner may have chosen another by a mailed link, to keep out whoever is here.
    if (kept.password_hash !== checked) throw new AppError('invalid', m.access_proof_wrong(), 'current')
    await db.updateTable('account').set({ password_hash }).where('id', '=', accountId).execute()
    await endLinks(db, accountId)
    await endAllLogins(db, accountId)
    await record(db, self, { act: 'password_changed', subject: ['account', accountId] })
    await noteEvent(db, { kind: 'password_changed', account_id: accountId })
    await mailOwner(db, accountId, 'password_changed')
    return { id: accountId, password_hash }
  })
}
