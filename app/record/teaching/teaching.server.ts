// SPDX-License-Identifier: AGPL-3.0-or-later
// A trainer's meetings.
import type { Actor } from '#base/access/actor.ts'
import { listPage } from '#base/http/list.ts'
import { localDate, momentOf } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { lacksEvidence } from '#record/evidence/gap-rows.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { owedStep } from './owed.ts'

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

/** The meetings of today and tomorrow that an actor teaches and that are held: what a device can take along. */
export async function nearOf(db: Db, actor: Actor, moment: string, zone: string) {
  const { from, to } = dayOf(moment, zone)
  const tomorrow = dayOf(to, zone)
  const meetings = await todayOf(db, actor, { from, to: tomorrow.to })
  return meetings
    .filter(({ state }) => state !== 'cancelled')
    .map(({ id, number, title, starts_at, ends_at }) => ({ id, number, title, starts_at, ends_at }))
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

/**
 * What an actor owes of the meetings that are over, the oldest first, a page of them: registers not closed, and what proves a closed
 * one and is not attached. Of the meetings that they teach or, where nobody is named, that their role reaches; a locked one is
 * the office's.
 */
export async function owedBy(db: Db, actor: Actor, moment: string, page: { limit: number; offset: number }) {
  const owed = taught(db, actor)
    .where('meeting.ends_at', '<=', moment)
    .where((eb) => {
      const named = eb
        .selectFrom('meeting_trainer')
        .select('meeting_trainer.person_id')
        .whereRef('meeting_trainer.meeting_id', '=', 'meeting.id')
      return eb.or([
        eb.exists(named.where('meeting_trainer.person_id', '=', actor.personId ?? '')),
        eb.not(eb.exists(named)),
      ])
    })
    .where((eb) =>
      eb.or([
        eb('meeting.state', 'in', ['planned', 'open']),
        eb.and([eb('meeting.state', '=', 'closed'), lacksEvidence(eb)]),
      ]),
    )
  const { rows, ...paging } = await listPage(
    withCounts(owed)
      .select(['meeting.id', 'meeting.number', 'meeting.title', 'meeting.starts_at'])
      .select(['meeting.mode', 'meeting.state', 'edition.code'])
      .orderBy('meeting.starts_at')
      .orderBy('meeting.id')
      .limit(page.limit)
      .offset(page.offset)
      .execute(),
    owed.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  return {
    ...paging,
    rows: rows.map(({ id, number, title, starts_at, code, mode, state, enrolled, marked }) => ({
      ...{ id, number, title, starts_at, code },
      step: owedStep({ mode, state, enrolled: Number(enrolled), marked: Number(marked) }),
    })),
  }
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
  return withCounts(taught(db, actor))
    .select(['meeting.id', 'meeting.number', 'meeting.title', 'meeting.starts_at', 'meeting.ends_at'])
    .select(['meeting.mode', 'meeting.venue', 'meeting.link', 'meeting.state'])
    .select(['edition.code', 'edition.title as edition', 'edition.venue as edition_venue'])
    .select('project.slug as project')
}

/** Of each meeting how many are enrolled, of how many of them something is recorded, and how many requests wait. */
function withCounts(meetings: ReturnType<typeof taught>) {
  return meetings.select((eb) => [
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
    eb
      .selectFrom('correction_request')
      .select((of) => of.fn.countAll().as('n'))
      .whereRef('correction_request.meeting_id', '=', 'meeting.id')
      .where('correction_request.state', '=', 'open')
      .as('requests'),
  ])
}
