// SPDX-License-Identifier: AGPL-3.0-or-later
// A trainer's meetings.
import type { Actor } from '#base/access/actor.ts'
import { listPage } from '#base/http/list.ts'
import { localDate, momentOf } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { inForce } from '#record/marks/in-force.ts'

type Day = { from: string; to: string }

/** The beginning and the end of the local day that `moment` falls on. */
export function dayOf(moment: string, zone: string): Day {
  const date = localDate(moment, zone)
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return { from: momentOf(date, '00:00', zone), to: momentOf(next, '00:00', zone) }
}

/** The meetings an actor teaches on a day, those that passed midnight into it too, in order. */
export async function todayOf(db: Db, actor: Actor, day: Day) {
  return await shown(db, actor)
    .where('meeting.starts_at', '<', day.to)
    .where('meeting.ends_at', '>', day.from)
    .orderBy('meeting.starts_at')
    .orderBy('meeting.id')
    .limit(50)
    .execute()
}

/** A page of the meetings an actor teaches after a day (the next first), or before it (the last first). */
export async function teachingOf(
  db: Db,
  actor: Actor,
  which: 'upcoming' | 'past',
  day: Day,
  page: { limit: number; offset: number },
) {
  const [column, operator, bound] =
    which === 'upcoming'
      ? (['meeting.starts_at', '>=', day.to] as const)
      : (['meeting.ends_at', '<=', day.from] as const)
  return await listPage(
    shown(db, actor)
      .where(column, operator, bound)
      .orderBy('meeting.starts_at', which === 'upcoming' ? 'asc' : 'desc')
      .orderBy('meeting.id')
      .limit(page.limit)
      .offset(page.offset)
      .execute(),
    taught(db, actor)
      .select((eb) => eb.fn.countAll().as('total'))
      .where(column, operator, bound)
      .executeTakeFirstOrThrow(),
  )
}

/** The meetings of editions that a trainer's role of the actor reaches (access is in the query). */
function taught(db: Db, actor: Actor) {
  const grants = actor.grants.filter((grant) => grant.role === 'trainer')
  return db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .where((eb) =>
      eb.or(
        grants.map((grant) => {
          if (grant.editionId) return eb('edition.id', '=', grant.editionId)
          return grant.projectId ? eb('edition.project_id', '=', grant.projectId) : eb.lit(true)
        }),
      ),
    )
}

function shown(db: Db, actor: Actor) {
  return taught(db, actor)
    .select(['meeting.id', 'meeting.number', 'meeting.title', 'meeting.starts_at', 'meeting.ends_at'])
    .select(['meeting.mode', 'meeting.venue', 'meeting.link', 'meeting.state'])
    .select(['edition.code', 'edition.title as edition', 'edition.venue as edition_venue'])
    .select('project.slug as project')
    .select((eb) => [
      eb
        .selectFrom('enrolment')
        .select((of) => of.fn.countAll().as('n'))
        .whereRef('enrolment.edition_id', '=', 'meeting.edition_id')
        .where('enrolment.state', '=', 'enrolled')
        .as('enrolled'),
      eb
        .selectFrom('mark')
        .innerJoin('enrolment', 'enrolment.person_id', 'mark.person_id')
        .select((of) => of.fn.countAll().as('n'))
        .whereRef('mark.meeting_id', '=', 'meeting.id')
        .whereRef('enrolment.edition_id', '=', 'meeting.edition_id')
        .where('enrolment.state', '=', 'enrolled')
        .where(inForce)
        .as('marked'),
    ])
}
