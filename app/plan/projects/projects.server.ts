// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { can } from '#base/access/permissions.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { type ListQuery, listPage } from '#base/http/list.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { only } from '#base/ledger/facts.ts'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { isUniqueViolation } from '#db/errors.server.ts'
import { holdLedger, holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { type ProjectValues, projectSchema } from './project.ts'

type Page = Pick<ListQuery<string>, 'limit' | 'offset'>

/** The projects of the installation by acronym, a page of them. */
export async function listProjects(db: Db, { limit, offset }: Page) {
  const projects = db.selectFrom('project')
  return await listPage(
    projects
      .select([
        'id',
        'slug',
        'acronym',
        'title',
        'code',
        'cup',
        'fund',
        'fund_period',
        'starts_on',
        'ends_on',
        'language',
      ])
      .orderBy('acronym')
      .orderBy('id')
      .limit(limit)
      .offset(offset)
      .execute(),
    projects.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
}

/** The projects by acronym, to choose one of. */
export async function projectChoices(db: Db) {
  return await db
    .selectFrom('project')
    .select(['id', 'acronym', 'title'])
    .orderBy('acronym')
    .limit(500)
    .execute()
}

/** The projects whose office the actor may enter (manager or auditor), by acronym, a page of them. */
export async function projectsOf(db: Db, actor: Actor, { limit, offset }: Page) {
  const own = actor.grants.flatMap((grant) => (grant.projectId && !grant.editionId ? [grant.projectId] : []))
  const mine = own.filter((projectId) => can(actor, 'project:see', { projectId }))
  const everywhere = can(actor, 'project:see', {})
  const projects = db
    .selectFrom('project')
    .$if(!everywhere, (query) => query.where('id', 'in', mine.length > 0 ? mine : ['']))
  const { rows, ...paging } = await listPage(
    projects
      .select(['id', 'slug', 'acronym', 'title', 'starts_on', 'ends_on'])
      .orderBy('acronym')
      .orderBy('id')
      .limit(limit)
      .offset(offset)
      .execute(),
    projects.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  const untils = await auditUntils(db, actor)
  return {
    rows: rows.map((row) => {
      const manages = can(actor, 'project:manage', { projectId: row.id })
      return { ...row, manages, reads_until: manages ? null : (untils.get(row.id) ?? untils.get('') ?? null) }
    }),
    ...paging,
  }
}

/** When the actor's right to read ends, by project ('' for the installation); those without an end are left out. */
async function auditUntils(db: Db, actor: Actor): Promise<Map<string, string>> {
  const grants = await db
    .selectFrom('role_grant')
    .where('account_id', '=', actor.accountId)
    .where('role', '=', 'auditor')
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now())
    .select(['project_id', 'expires_at'])
    .orderBy('expires_at')
    .execute()
  return new Map(
    grants.flatMap(({ project_id, expires_at }) => (expires_at ? [[project_id ?? '', expires_at]] : [])),
  )
}

/** Adds a project; an address another has is refused. */
export async function addProject(
  db: Db,
  actor: Actor,
  values: ProjectValues,
): Promise<{ id: string; slug: string }> {
  refuseUnless(actor, 'installation:administer', {})
  const id = newId()
  await refusingTakenSlug(() =>
    db.transaction().execute(async (db) => {
      await db
        .insertInto('project')
        .values({ id, ...values, created_at: now() })
        .execute()
      await record(db, actor, {
        act: 'project_added',
        subject: ['project', id],
        projectId: id,
        after: values,
      })
    }),
  )
  return { id, slug: values.slug }
}

/**
 * Changes a project; an address another has is refused, and another language, or another tolerance of who arrives late, once a page of
 * its registers is closed: it says and prints what was signed. What is as it was writes nothing.
 */
export async function changeProject(db: Db, actor: Actor, id: string, values: ProjectValues): Promise<void> {
  refuseUnless(actor, 'installation:administer', { projectId: id })
  await refusingTakenSlug(() =>
    db.transaction().execute(async (db) => {
      const row = await holdRow(db, 'project', id)
      if (!row) throw new AppError('not_found', m.access_not_found())
      const columns = projectSchema.keyof().options
      const changed = columns.filter((column) => row[column] !== values[column])
      if (changed.length === 0) return
      if (changed.includes('language'))
        await refuseOnceClosed(db, id, 'language', m.projects_language_fixed())
      if (changed.includes('late_after')) {
        await refuseOnceClosed(db, id, 'late_after', m.projects_late_after_fixed())
      }
      await holdLedger(db)
      await db.updateTable('project').set(values).where('id', '=', id).execute()
      await record(db, actor, {
        act: 'project_changed',
        subject: ['project', id],
        projectId: id,
        before: only(row, changed),
        after: only(values, changed),
      })
    }),
  )
}

async function refuseOnceClosed(
  db: Transaction<Database>,
  project_id: string,
  field: 'language' | 'late_after',
  message: string,
): Promise<void> {
  const page = await db
    .selectFrom('register_page')
    .innerJoin('meeting', 'meeting.id', 'register_page.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .select('register_page.id')
    .where('edition.project_id', '=', project_id)
    .limit(1)
    .executeTakeFirst()
  if (page) throw new AppError('conflict', message, field)
}

async function refusingTakenSlug(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', m.projects_slug_taken(), 'slug')
  }
}

/** What the funding block says of each project of the installation. */
export async function fundedProjects(db: Db) {
  return await db
    .selectFrom('project')
    .select(['acronym', 'title', 'code', 'cup', 'fund', 'fund_period', 'funding_statement', 'language'])
    .orderBy('acronym')
    .limit(50)
    .execute()
}
