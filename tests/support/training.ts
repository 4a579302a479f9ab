// SPDX-License-Identifier: AGPL-3.0-or-later
// Projects, targets, editions, meetings and courses for tests, put straight into the tables.

import type { Insertable } from 'kysely'
import { newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { CourseKind, EditionTable, MeetingTable, ProjectTable, TargetTable } from '#db/schema.ts'
import { longAgo } from './people.ts'

export async function project(db: Db, slug: string, details: Partial<Insertable<ProjectTable>> = {}) {
  const row = {
    id: newId(),
    slug,
    acronym: slug.toUpperCase(),
    title: `Progetto ${slug}`,
    code: null,
    cup: null,
    fund: 'FAMI 2021-2027',
    fund_period: null,
    specific_objective: null,
    national_objective: null,
    funding_statement: "Progetto cofinanziato dall'Unione europea",
    starts_on: '2024-12-02',
    ends_on: '2026-06-02',
    declared_months: 18,
    reached_stage: 'attended' as const,
    aims: 'Rafforzare i servizi.',
    recipients: 'Operatori pubblici e privati.',
    contact_email: null,
    contact_phone: null,
    created_at: longAgo,
    ...details,
  }
  await db.insertInto('project').values(row).execute()
  return row
}

/** A line of a project's target tree, counted from attendance at training unless `details` say otherwise. */
export async function target(
  db: Db,
  of: { id: string },
  label: string,
  quantity: number | null,
  details: Partial<Insertable<TargetTable>> = {},
) {
  const row = {
    id: newId(),
    project_id: of.id,
    parent_id: null,
    position: 1,
    label_it: label,
    label_en: label,
    quantity,
    unit: 'persons' as const,
    kind: 'direct' as const,
    source: 'attendance' as const,
    audience: 'training' as const,
    sector: null,
    organisation_types: null,
    ...details,
  }
  await db.insertInto('target').values(row).execute()
  return row
}

export async function edition(
  db: Db,
  of: { id: string },
  code: string,
  details: Partial<Insertable<EditionTable>> = {},
) {
  const row = {
    id: newId(),
    project_id: of.id,
    course_id: null,
    code,
    title: `Edizione ${code}`,
    kind: 'course' as CourseKind,
    venue: 'Sala Falcone e Borsellino',
    capacity: null,
    created_at: longAgo,
    ...details,
  }
  await db.insertInto('edition').values(row).execute()
  return row
}

/** A meeting in presence from `starts_at` to `ends_at`, UTC moments written as "2026-02-05T10:00Z". */
export async function meeting(
  db: Db,
  of: { id: string },
  number: number,
  starts_at: string,
  ends_at: string,
  details: Partial<Insertable<MeetingTable>> = {},
) {
  const row = {
    id: newId(),
    edition_id: of.id,
    number,
    title: `Incontro ${number}`,
    starts_at: new Date(starts_at).toISOString(),
    ends_at: new Date(ends_at).toISOString(),
    breaks: '[]',
    mode: 'in_person' as const,
    venue: null,
    link: null,
    state: 'planned' as MeetingTable['state'],
    topic: null,
    ...details,
  }
  await db.insertInto('meeting').values(row).execute()
  return row
}

/** A person belongs to a project, which keeps their record unless they are its guest. */
export async function home(db: Db, of: { id: string }, who: { id: string }, kind: 'own' | 'guest' = 'own') {
  await db
    .insertInto('person_home')
    .values({ person_id: who.id, project_id: of.id, kind, since: longAgo })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A person in an edition, with the rule every enrolment begins with, and so of its project. */
export async function enrolment(db: Db, of: { id: string }, who: { id: string }, version?: { id: string }) {
  const row = {
    id: newId(),
    edition_id: of.id,
    person_id: who.id,
    state: 'enrolled' as const,
    course_version_id: version?.id ?? null,
    rule: JSON.stringify({ threshold: 7500, modules: 'all' }),
    enrolled_at: longAgo,
  }
  await db.insertInto('enrolment').values(row).execute()
  const { project_id } = await db
    .selectFrom('edition')
    .select('project_id')
    .where('id', '=', of.id)
    .executeTakeFirstOrThrow()
  await home(db, { id: project_id }, who)
  return row
}

/** A course published once, with a module for each slug in `modules`, none with a quiz. */
export async function course(db: Db, slug: string, modules: string[] = ['01-primo', '02-secondo']) {
  const course = { id: newId(), slug, kind: 'course' as const, title: `Corso ${slug}` }
  const version = { id: newId(), course_id: course.id, number: 1 }
  const words = {
    title_it: course.title,
    title_en: course.title,
    summary_it: 'In breve.',
    summary_en: 'In short.',
  }
  await db
    .insertInto('course')
    .values({ id: course.id, slug, kind: course.kind, ...words, version_id: version.id, position: 1 })
    .execute()
  await db
    .insertInto('course_version')
    .values({
      ...version,
      content_hash: `hash of ${slug}`,
      published_at: longAgo,
      language: 'it',
      level_it: 'base',
      level_en: 'basic',
      audience_it: 'operatori',
      audience_en: 'operators',
      description_html: '<p>Il corso.</p>',
      minutes: 60,
      threshold: 7500,
    })
    .execute()
  const rows = modules.map((slug, index) => ({
    id: newId(),
    version_id: version.id,
    slug,
    position: index + 1,
    title: `Modulo ${index + 1}`,
    minutes: 10,
    html: '<p>Testo.</p>',
    quiz: null,
    pass_mark: 6000,
  }))
  if (rows.length > 0) await db.insertInto('module').values(rows).execute()
  return { ...course, version, modules: rows }
}
