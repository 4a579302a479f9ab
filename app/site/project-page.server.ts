// SPDX-License-Identifier: AGPL-3.0-or-later

import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { momentOf } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { partnersOf } from '#plan/projects/partners.server.ts'
import { targetsOf } from '#plan/targets/targets.server.ts'

/** What the public reads of a project; null when no project has this address. Names nobody. */
export async function projectPage(db: Db, slug: string) {
  const project = await db.selectFrom('project').selectAll().where('slug', '=', slug).executeTakeFirst()
  if (!project) return null
  const [partners, workPackages, lines, editions] = await Promise.all([
    partnersOf(db, project.id),
    db
      .selectFrom('work_package')
      .select(['id', 'code', 'title'])
      .where('project_id', '=', project.id)
      .orderBy('position')
      .execute(),
    targetsOf(db, project.id),
    runningEditions(db, project.id),
  ])
  const targets = lines.map(({ id, parent_id, position, label_it, label_en, quantity, unit, kind }) => {
    return { id, parent_id, position, label_it, label_en, quantity, unit, kind }
  })
  return { project, partners, workPackages, targets, editions }
}

/** The editions with a meeting still to end, the next one first; twenty at most. */
export async function runningEditions(db: Db, project_id: string) {
  const rows = await db
    .selectFrom('edition')
    .innerJoin('meeting', 'meeting.edition_id', 'edition.id')
    .where('edition.project_id', '=', project_id)
    .where('meeting.state', '<>', 'cancelled')
    .where('meeting.ends_at', '>', now())
    .groupBy([
      'edition.id',
      'edition.code',
      'edition.title',
      'edition.kind',
      'edition.venue',
      'edition.capacity',
    ])
    .select([
      'edition.id',
      'edition.code',
      'edition.title',
      'edition.kind',
      'edition.venue',
      'edition.capacity',
    ])
    .select((eb) => [
      eb.fn.min('meeting.starts_at').as('next_at'),
      eb.fn.max('meeting.ends_at').as('ends_at'),
      eb.fn.count('meeting.id').as('meetings_left'),
      eb
        .selectFrom('enrolment')
        .whereRef('enrolment.edition_id', '=', 'edition.id')
        .where('enrolment.state', '=', 'enrolled')
        .select((eb) => eb.fn.countAll().as('n'))
        .as('enrolled'),
    ])
    .orderBy('next_at')
    .orderBy('edition.code')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    ...row,
    meetings_left: Number(row.meetings_left),
    enrolled: Number(row.enrolled ?? 0),
    capacity: row.capacity === null ? null : Number(row.capacity),
  }))
}

/** How many meetings of a project, not cancelled, begin before its first day or after its last. */
export async function meetingsOutside(
  db: Db,
  project: { id: string; starts_on: string | null; ends_on: string | null },
): Promise<number> {
  const zone = env().TZ_DISPLAY
  const { starts_on, ends_on } = project
  if (!starts_on && !ends_on) return 0
  const { n } = await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .where('edition.project_id', '=', project.id)
    .where('meeting.state', '<>', 'cancelled')
    .where((eb) =>
      eb.or([
        ...(starts_on ? [eb('meeting.starts_at', '<', momentOf(starts_on, '00:00', zone))] : []),
        ...(ends_on ? [eb('meeting.starts_at', '>=', momentOf(dayAfter(ends_on), '00:00', zone))] : []),
      ]),
    )
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
