// SPDX-License-Identifier: AGPL-3.0-or-later
// The address somebody signs in with is changed by nobody but them: when the links sent to the old and to the new address were
// both used. Whoever holds only one of the two mailboxes gets nowhere.
import { createHash, randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { actorOfAccount } from '#base/access/actor.server.ts'
import type { Actor, Oneself } from '#base/access/actor.ts'
import { refuseUnproved } from '#base/access/proof.server.ts'
import { countFailure } from '#base/access/rate-limit.server.ts'
import { noteEvent } from '#base/access/security-events.server.ts'
import { endEmailChanges, endLinks } from '#base/access/tokens.server.ts'
import { minutesAfter, newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import { queueMail } from '#base/mail/outbox.server.ts'
import type { Db } from '#db/connect.server.ts'
import { isUniqueViolation } from '#db/errors.server.ts'
import { holdLedger, holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { recordOfPerson } from '#plan/people/person-ledger.server.ts'
import { holdAccount } from './invitations.server.ts'

const lifetimeMinutes = 24 * 60

/**
 * Mails the two links by which the actor's address becomes another, and ends those asked for before. An address that another
 * account has is answered like any other: its owner alone is told. Refuses the present address, too many within minutes, and
 * whoever did not prove who they are; and (conflict) where no mail is sent.
 */
export async function askEmailChange(db: Db, self: Oneself, email: string): Promise<void> {
  refuseUnproved(self, 'always')
  if (!env().SMTP_URL) throw new AppError('conflict', m.access_email_no_mail())
  if (email === self.email) throw new AppError('invalid', m.access_email_is_yours(), 'email')
  await countFailure(db, 'email-change', {
    account: self.accountId,
    address: null,
    accountId: self.accountId,
  })
  const [oldToken, newToken] = [makeToken(), makeToken()]
  await db.transaction().execute(async (db) => {
    const moment = now()
    await holdAccount(db, self.accountId)
    await endEmailChanges(db, self.accountId)
    await db
      .insertInto('email_change')
      .values({
        id: newId(),
        account_id: self.accountId,
        email,
        old_hash: hashed(oldToken),
        new_hash: hashed(newToken),
        created_at: moment,
        expires_at: minutesAfter(moment, lifetimeMinutes),
      })
      .execute()
    await mailLink(db, self.language, self.email, oldToken, (link) =>
      m.access_email_mail_old_body({ name: self.name, email, link }),
    )
    const taken = await db
      .selectFrom('account')
      .select('language')
      .where('email', '=', email)
      .executeTakeFirst()
    if (taken) await mailTaken(db, taken.language, email)
    else await mailLink(db, self.language, email, newToken, (link) => m.access_email_mail_new_body({ link }))
  })
}

/** The change an account asked for, and which of the two addresses has confirmed it so far; null when none waits. */
export async function waitingEmailChange(db: Db, account_id: string) {
  const found = await db
    .selectFrom('email_change')
    .select(['email', 'expires_at', 'old_confirmed_at', 'new_confirmed_at'])
    .where('account_id', '=', account_id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now())
    .executeTakeFirst()
  if (!found) return null
  const { email, expires_at, old_confirmed_at, new_confirmed_at } = found
  return {
    email,
    expires_at,
    confirmedByOld: old_confirmed_at !== null,
    confirmedByNew: new_confirmed_at !== null,
  }
}

/** Ends what the actor asked for: its links open nothing any more, and the address stays. */
export async function cancelEmailChange(db: Db, self: Oneself): Promise<void> {
  await db.transaction().execute(async (db) => {
    await holdAccount(db, self.accountId)
    await endEmailChanges(db, self.accountId)
  })
}

/** What a mailed link would confirm, at which of the two addresses; null when unknown, late, replaced or done. */
export async function findEmailChange(db: Db, token: string) {
  const hash = hashed(token)
  const found = await db
    .selectFrom('email_change')
    .innerJoin('account', 'account.id', 'email_change.account_id')
    .select(['email_change.id', 'email_change.account_id', 'email_change.email', 'email_change.old_hash'])
    .select(['email_change.old_confirmed_at', 'email_change.new_confirmed_at'])
    .where((eb) => eb.or([eb('old_hash', '=', hash), eb('new_hash', '=', hash)]))
    .where('email_change.ended_at', 'is', null)
    .where('email_change.expires_at', '>', now())
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!found) return null
  const { old_hash, old_confirmed_at, new_confirmed_at, ...change } = found
  const side = old_hash === hash ? ('old' as const) : ('new' as const)
  return { ...change, side, confirmed: (side === 'old' ? old_confirmed_at : new_confirmed_at) !== null }
}

/**
 * Confirms a change at the address the link was mailed to; when both are, the account's address changes, and with it the one in
 * the record of its person. Mailed links of the account end, and the old address is told. Refuses (not_found) links that open
 * nothing, and (conflict) an address that another account took meanwhile.
 */
export async function confirmEmailChange(db: Db, token: string): Promise<'waiting' | 'changed'> {
  try {
    return await db.transaction().execute(async (db) => {
      const found = await findEmailChange(db, token)
      if (!found) throw new AppError('not_found', m.access_link_expired())
      const moment = now()
      // Both links at once: the second waits for the row, and finds it confirmed by the first.
      const change = await db
        .updateTable('email_change')
        .set(found.side === 'old' ? { old_confirmed_at: moment } : { new_confirmed_at: moment })
        .where('id', '=', found.id)
        .where('ended_at', 'is', null)
        .returning(['old_confirmed_at', 'new_confirmed_at'])
        .executeTakeFirst()
      if (!change) throw new AppError('not_found', m.access_link_expired())
      if (!change.old_confirmed_at || !change.new_confirmed_at) return 'waiting'
      await changeEmail(db, found.account_id, found.email)
      return 'changed'
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', m.access_email_taken())
  }
}

async function changeEmail(db: Transaction<Database>, account_id: string, email: string): Promise<void> {
  const actor = await actorOfAccount(db, account_id)
  const { personId, email: before } = actor
  if (personId) await holdRow(db, 'person', personId)
  await holdAccount(db, account_id)
  await holdLedger(db)
  if (personId) await db.updateTable('person').set({ email }).where('id', '=', personId).execute()
  await db.updateTable('account').set({ email }).where('id', '=', account_id).execute()
  // What was mailed to the old address is no longer its reader's to use.
  await endLinks(db, account_id)
  const change = { act: 'email_changed', before: { email: before }, after: { email } } as const
  if (personId) await recordOfPerson(db, actor, { ...change, person_id: personId })
  else await record(db, actor, { ...change, subject: ['account', account_id] })
  await noteEvent(db, { kind: 'email_changed', account_id })
  await inLocale(actor.language, () =>
    queueMail(db, {
      to: before,
      subject: m.access_email_mail_done_subject(),
      body: m.access_email_mail_done_body({ name: actor.name, email }),
    }),
  )
}

async function mailLink(
  db: Transaction<Database>,
  language: Actor['language'],
  to: string,
  token: string,
  body: (link: string) => string,
): Promise<void> {
  const link = `${env().APP_URL}/account/email/${token}`
  await inLocale(language, () =>
    queueMail(db, {
      to,
      subject: m.access_email_mail_subject(),
      body: body(link),
      link,
      linkUntil: minutesAfter(now(), lifetimeMinutes),
    }),
  )
}

async function mailTaken(db: Transaction<Database>, language: Actor['language'], to: string): Promise<void> {
  await inLocale(language, () =>
    queueMail(db, { to, subject: m.access_email_mail_subject(), body: m.access_email_mail_taken_body() }),
  )
}

const makeToken = () => randomBytes(32).toString('base64url')
const hashed = (token: string) => createHash('sha256').update(token).digest('hex')
