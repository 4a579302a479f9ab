// SPDX-License-Identifier: AGPL-3.0-or-later
// Everybody who may ask for a page, signed in at one server: the demo's accounts and three more.
import { randomUUID } from 'node:crypto'
import { connect, type Db } from '#db/connect.server.ts'
import type { Site } from './server.ts'

export const everyone = [
  'signed out',
  'operator',
  'private',
  'trainer',
  'manager',
  'other manager',
  'auditor',
  'expired auditor',
  'administrator',
] as const
export type Who = (typeof everyone)[number]

const addresses: Record<Exclude<Who, 'signed out'>, string> = {
  operator: 'operator@presente.example',
  private: 'private@presente.example',
  trainer: 'trainer@presente.example',
  manager: 'manager@presente.example',
  'other manager': 'other-manager@presente.example',
  auditor: 'auditor@presente.example',
  'expired auditor': 'expired-auditor@presente.example',
  administrator: 'admin@presente.example',
}

/** Adds to the demo whom it lacks: the manager of PASSI only, and an auditor of I.R.I.S. whose time is over. */
export async function addOthers(db: Db): Promise<void> {
  const { password_hash } = await db
    .selectFrom('account')
    .select('password_hash')
    .where('email', '=', addresses.manager)
    .executeTakeFirstOrThrow()
  const add = async (email: string, role: 'manager' | 'auditor', slug: string, expires_at: string | null) => {
    const { id } = await db
      .selectFrom('project')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow()
    const account_id = randomUUID()
    const moment = '2025-01-01T08:00:00.000Z'
    await db
      .insertInto('account')
      .values({ id: account_id, name: email, email, password_hash, language: 'it', created_at: moment })
      .execute()
    const grant = { id: randomUUID(), account_id, role, project_id: id, granted_at: moment, expires_at }
    await db.insertInto('role_grant').values(grant).execute()
  }
  await add(addresses['other manager'], 'manager', 'passi', null)
  await add(addresses['expired auditor'], 'auditor', 'iris', '2025-06-30T22:00:00.000Z')
}

/** The Cookie header of a new login; empty for whoever is signed out. */
export async function cookieOf(site: Site, who: Who): Promise<string> {
  if (who === 'signed out') return ''
  const response = await fetch(`${site.url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: site.url },
    body: new URLSearchParams({ email: addresses[who], password: 'presente-demo' }),
  })
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (response.status !== 302) throw new Error(`${addresses[who]} cannot sign in: ${response.status}`)
  return cookies.filter((cookie) => cookie?.startsWith('presente=')).join('; ')
}

/** What stands for each `:name` of an address: things of I.R.I.S. that the operator, private and trainer have to do with. */
export async function examples(db: Db): Promise<Record<string, string>> {
  const edition = await db
    .selectFrom('edition')
    .select(['id', 'code', 'project_id', 'course_id'])
    .where('code', '=', 'IRIS-PM-02')
    .executeTakeFirstOrThrow()
  const meeting = await db
    .selectFrom('meeting')
    .select('id')
    .where('edition_id', '=', edition.id)
    .orderBy('number')
    .executeTakeFirstOrThrow()
  const target = await db
    .selectFrom('target')
    .select('id')
    .where('project_id', '=', edition.project_id)
    .orderBy('position')
    .executeTakeFirstOrThrow()
  const account = await db
    .selectFrom('account')
    .select(['id', 'person_id'])
    .where('email', '=', addresses.operator)
    .executeTakeFirstOrThrow()
  const course = await db
    .selectFrom('course')
    .innerJoin('module', 'module.version_id', 'course.version_id')
    .select(['course.slug', 'module.slug as module'])
    .where('course.id', '=', edition.course_id)
    .orderBy('module.position')
    .executeTakeFirstOrThrow()
  const trainer = await db
    .selectFrom('meeting_trainer')
    .select('person_id as id')
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow()
  const organisation = await db
    .selectFrom('employment')
    .select('organisation_id as id')
    .where('person_id', '=', account.person_id)
    .executeTakeFirstOrThrow()
  return {
    mail: await sentMail(db),
    project: 'iris',
    edition: edition.code,
    meeting: meeting.id,
    target: target.id,
    account: account.id,
    person: account.person_id ?? '',
    organisation: organisation.id,
    trainer: trainer.id,
    course: course.slug,
    module: course.module,
    token: 'no-such-token',
    '*': 'no-such-page',
  }
}

/** A mail that was sent: the demo sends none. */
async function sentMail(db: Db): Promise<string> {
  const id = randomUUID()
  const moment = '2025-01-01T08:00:00.000Z'
  const words = { to_address: addresses.operator, subject: 'Promemoria', body: 'Ci vediamo domani.' }
  await db
    .insertInto('outbox')
    .values({ id, ...words, created_at: moment, sent_at: moment, attempts: 1 })
    .execute()
  return id
}

/** One more connection to a server's database, beside the server's own. */
export function databaseOf(site: Site): Db {
  return connect(site.databaseUrl, 1)
}
