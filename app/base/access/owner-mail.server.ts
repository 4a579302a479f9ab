// SPDX-License-Identifier: AGPL-3.0-or-later
// Whoever holds an account hears by mail of what changes who can use it, and for what.

import type { Transaction } from 'kysely'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { showMoment } from '#base/i18n/format.ts'
import { inLocale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { queueMail } from '#base/mail/outbox.server.ts'
import { readSettings } from '#base/settings/settings.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { accountRoleName, type GrantableRole } from './role.ts'

type RoleNews = {
  kind: 'role_granted' | 'role_revoked'
  role: GrantableRole
  project_id: string | null
  edition_id: string | null
}

type LinkNews = { kind: 'person_linked'; person: string }

export type OwnerNews = 'password_changed' | RoleNews | LinkNews

/**
 * Mails an account's owner, in their language and at the address it has now (so before that changes), what was done with the
 * account, when, and what to do if it was not them. Nothing to who never chose a password: the invitation tells them. Runs in
 * the caller's transaction.
 */
export async function mailOwner(
  db: Transaction<Database>,
  accountId: string,
  news: OwnerNews,
): Promise<void> {
  const owner = await db
    .selectFrom('account')
    .select(['name', 'email', 'language'])
    .where('id', '=', accountId)
    .where('password_hash', 'is not', null)
    .executeTakeFirst()
  if (!owner) return
  const place = typeof news === 'string' || news.kind === 'person_linked' ? null : await placeName(db, news)
  const { contact_email: contact } = await readSettings(db)
  await inLocale(owner.language, async () => {
    const what = wordsOf(news, place)
    // No link opens anything: what looks like this mail and asks for a password is not ours.
    const advice = [
      news === 'password_changed' ? m.access_owner_mail_choose() : m.access_owner_mail_ask(),
      ...(contact ? [m.access_owner_mail_contact({ contact })] : []),
    ]
    const { name, email: to } = owner
    const about = { name, what, address: env().APP_URL, when: showMoment(now()), advice: advice.join('\n') }
    await queueMail(db, {
      to,
      subject: m.access_owner_mail_subject({ what }),
      body: m.access_owner_mail_body(about),
    })
  })
}

function wordsOf(news: OwnerNews, place: string | null): string {
  if (news === 'password_changed') return m.access_owner_mail_password_changed()
  if (news.kind === 'person_linked') return m.access_owner_mail_person_linked({ person: news.person })
  const role = place ? `${accountRoleName(news.role)} (${place})` : accountRoleName(news.role)
  if (news.kind === 'role_granted') return m.access_owner_mail_role_granted({ role })
  return m.access_owner_mail_role_revoked({ role })
}

async function placeName(db: Db, { project_id, edition_id }: RoleNews): Promise<string | null> {
  if (edition_id) {
    const edition = db.selectFrom('edition').select('code').where('id', '=', edition_id)
    return (await edition.executeTakeFirstOrThrow()).code
  }
  if (!project_id) return null
  const project = db.selectFrom('project').select('acronym').where('id', '=', project_id)
  return (await project.executeTakeFirstOrThrow()).acronym
}
