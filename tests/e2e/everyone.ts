// SPDX-License-Identifier: AGPL-3.0-or-later
// Everybody who may ask for a page, signed in at one server: the demo's accounts and three more.
import { randomUUID } from 'node:crypto'
import { keepFile, recordFile } from '#base/files/store.server.ts'
import { record } from '#base/ledger/ledger.server.ts'
import { connect, type Db } from '#db/connect.server.ts'
import { pdf } from '#tests/base/files/samples.ts'
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
export async function examples(db: Db, dataDir?: string): Promise<Record<string, string>> {
  const edition = await db
    .selectFrom('edition')
    .select(['id', 'code', 'project_id', 'course_id'])
    .where('code', '=', 'IRIS-PM-02')
    .executeTakeFirstOrThrow()
  const meeting = await db
    .selectFrom('meeting')
    .select('id')
    .where('edition_id', '=', edition.id)
    // Its roll was called, and its page is not closed yet.
    .where('state', '=', 'open')
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
    ...(dataDir && {
      evidence: await evidenceAt(db, meeting.id, dataDir),
      document: await documentAt(db, edition.id, dataDir),
      ...(await reportAt(db, meeting.id, dataDir)),
    }),
    project: 'iris',
    edition: edition.code,
    meeting: meeting.id,
    target: target.id,
    account: account.id,
    person: account.person_id ?? '',
    organisation: organisation.id,
    trainer: trainer.id,
    walkIn: await walkInAt(db, meeting.id),
    unassigned: await personOfNobody(db),
    course: course.slug,
    module: course.module,
    token: 'no-such-token',
    '*': 'no-such-page',
  }
}

/** The account of somebody who was invited and has chosen no password yet. */
export async function invitedAccount(db: Db): Promise<string> {
  const id = randomUUID()
  const who = { name: 'Ines Nuova', email: `${id}@comune.example`, language: 'it' as const }
  await db
    .insertInto('account')
    .values({ id, ...who, created_at: '2025-01-01T08:00:00.000Z' })
    .execute()
  return id
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

/** Somebody whose record no project keeps. */
async function personOfNobody(db: Db): Promise<string> {
  const id = randomUUID()
  const names = { first_name: 'Zeno', last_name: 'Anselmi', name_search: 'anselmi zeno zeno anselmi' }
  await db
    .insertInto('person')
    .values({ id, ...names, gender: 'not_stated', is_staff: 0, created_at: '2025-01-01T08:00:00.000Z' })
    .execute()
  return id
}

/** Somebody who came to a meeting without being on its list. */
async function walkInAt(db: Db, meeting_id: string): Promise<string> {
  const id = randomUUID()
  const said = {
    first_name: 'Gino',
    last_name: 'Paoli',
    organisation: 'Comune di Terni',
    sector: 'public' as const,
  }
  const intervals = [{ in: '2026-01-01T09:00:00.000Z', out: '2026-01-01T10:00:00.000Z' }]
  await db.transaction().execute(async (db) => {
    await db
      .insertInto('walk_in')
      .values({
        id,
        meeting_id,
        ...said,
        name_search: 'paoli gino gino paoli',
        intervals: JSON.stringify(intervals),
        added_at: '2025-01-01T08:00:00.000Z',
      })
      .execute()
    const after = { walk_in: id, ...said, intervals }
    await record(db, null, {
      act: 'walk_in_added',
      subject: ['meeting', meeting_id],
      projectId: null,
      after,
    })
  })
  return id
}

/** A scan attached to a meeting, with its bytes in the server's folder. */
async function evidenceAt(db: Db, meeting_id: string, dataDir: string): Promise<string> {
  const file = await keepFile(pdf('Foglio firme di esempio'), 'application/pdf', dataDir)
  await db.transaction().execute((db) => recordFile(db, file))
  const there = await db
    .selectFrom('evidence')
    .select('id')
    .where('file_hash', '=', file.hash)
    .executeTakeFirst()
  if (there) return there.id
  const id = randomUUID()
  const evidence = { id, meeting_id, kind: 'other' as const, file_hash: file.hash, name: 'esempio.pdf' }
  await db
    .insertInto('evidence')
    .values({ ...evidence, attached_at: '2025-01-01T08:00:00.000Z' })
    .execute()
  return id
}

/** A document issued for an edition, with its bytes in the server's folder. */
async function documentAt(db: Db, edition_id: string, dataDir: string): Promise<string> {
  const file = await keepFile(pdf('Registro di esempio'), 'application/pdf', dataDir)
  await db.transaction().execute((db) => recordFile(db, file))
  const there = await db
    .selectFrom('issued_document')
    .select('id')
    .where('file_hash', '=', file.hash)
    .executeTakeFirst()
  if (there) return there.id
  const id = randomUUID()
  const issued_at = '2025-01-01T08:00:00.000Z'
  await db
    .insertInto('issued_document')
    .values({ id, edition_id, kind: 'register', number: 999, file_hash: file.hash, issued_at })
    .execute()
  return id
}

/** A platform's report of a meeting, with a row that waits for somebody. */
async function reportAt(db: Db, meeting_id: string, dataDir: string) {
  const file = await keepFile(Buffer.from('Report di esempio'), 'text/csv', dataDir)
  await db.transaction().execute((db) => recordFile(db, file))
  const there = await db
    .selectFrom('platform_row')
    .innerJoin('platform_report', 'platform_report.id', 'platform_row.report_id')
    .select(['platform_report.id as report', 'platform_row.id as row'])
    .where('platform_report.file_hash', '=', file.hash)
    .executeTakeFirst()
  if (there) return there
  const [id, row, moment] = [randomUUID(), randomUUID(), '2025-01-01T08:00:00.000Z']
  const facts = { platform: 'teams' as const, name: 'esempio.csv', imported_at: moment }
  await db
    .insertInto('platform_report')
    .values({ id, meeting_id, file_hash: file.hash, ...facts })
    .execute()
  const words = { name: 'Sala riunioni', name_search: 'sala riunioni', state: 'waiting' as const }
  const intervals = JSON.stringify([{ in: moment, out: '2025-01-01T09:00:00.000Z' }])
  await db
    .insertInto('platform_row')
    .values({ id: row, report_id: id, position: 1, intervals, ...words })
    .execute()
  return { report: id, row }
}

/** One more connection to a server's database, beside the server's own. */
export function databaseOf(site: Site): Db {
  return connect(site.databaseUrl, 1)
}
