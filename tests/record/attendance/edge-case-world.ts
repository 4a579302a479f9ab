// SPDX-License-Identifier: AGPL-3.0-or-later
// I.R.I.S. with ways to say who was where, and to read what the register, the counts and the completions make of it.

import type { Actor } from '#base/access/actor.ts'
import { at, minutesAfter, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { MarkStatus } from '#db/schema.ts'
import { boardOf } from '#prove/board/board.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import type { Interval } from '#record/marks/minutes.ts'
import { pageContents } from '#record/register-page/pages.server.ts'
import { addMeetings } from '#record/schedule/meetings.server.ts'
import { iris } from '#tests/support/iris.ts'

type Meeting = { id: string; edition_id: string; starts_at: string; ends_at: string }
type Somebody = { id: string }
type More = { by?: Actor; reason?: string }

/** Carla Neri teaches every meeting that `ownMeeting` adds to IRIS-PM-01. */
export async function edgeCases(db: Db) {
  const who = await iris(db)
  const says = async (
    of: Meeting,
    somebody: Somebody,
    status: MarkStatus,
    intervals: Interval[] = [],
    { by = who.manager, reason }: More = {},
  ) => {
    const current = await db
      .selectFrom('mark')
      .select('id')
      .where('meeting_id', '=', of.id)
      .where('person_id', '=', somebody.id)
      .where('superseded_by', 'is', null)
      .executeTakeFirst()
    const mark = { person_id: somebody.id, status, intervals, base: current?.id ?? null }
    const given = { meeting_id: of.id, source: 'trainer' as const, nonce: newId(), reason: reason ?? null }
    return await at(minutesAfter(of.ends_at, -1), () => recordMarks(db, by, { ...given, marks: [mark] }))
  }
  return {
    ...who,
    says,
    attends: (of: Meeting, somebody: Somebody, intervals = [{ in: of.starts_at, out: of.ends_at }]) =>
      says(of, somebody, 'present', intervals),
    async ownMeeting(starts_at: string, ends_at: string) {
      const times = { starts_at: new Date(starts_at).toISOString(), ends_at: new Date(ends_at).toISOString() }
      const added = { ...times, breaks: [], title: 'Incontro', mode: 'in_person' as const }
      const [id = ''] = await addMeetings(db, who.manager, who.edition.id, [added])
      await db
        .insertInto('meeting_trainer')
        .values({ meeting_id: id, person_id: who.carla.id, role: 'trainer' })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return { ...added, id, edition_id: who.edition.id }
    },
    /** Everybody enrolled and the trainer, from beginning to end, with a topic. */
    async everybodyPresent(of: Meeting, { but }: { but?: Somebody } = {}) {
      const enrolled = await db
        .selectFrom('enrolment')
        .select('person_id')
        .where('edition_id', '=', of.edition_id)
        .where('state', '=', 'enrolled')
        .execute()
      const people = [...enrolled.map((row) => row.person_id), who.carla.id].filter((id) => id !== but?.id)
      const intervals = [{ in: of.starts_at, out: of.ends_at }]
      const marks = people.map((person_id) => ({
        person_id,
        status: 'present' as const,
        intervals,
        base: null,
      }))
      const given = { meeting_id: of.id, source: 'trainer' as const, nonce: newId(), reason: null }
      await at(minutesAfter(of.ends_at, -1), () =>
        recordMarks(db, who.trainer, { ...given, topic: 'Il contratto', marks }),
      )
    },
    /** What the register's page of a meeting says now. */
    async page({ id }: { id: string }) {
      const content = (await pageContents(db, [id])).get(id)
      if (!content) throw new Error('no page')
      return content
    },
    versions: (of: { id: string }) =>
      db.selectFrom('register_page').selectAll().where('meeting_id', '=', of.id).orderBy('version').execute(),
    async reached() {
      const [all] = (await boardOf(db, who.project)).nodes
      const figure = (line: typeof all) => ({
        persons: line?.figures.attended.count ?? 0,
        participations: line?.figures.attended.participations ?? 0,
      })
      return { all: figure(all), public: figure(all?.children[0]), private: figure(all?.children[1]) }
    },
    frozen: (somebody: Somebody) =>
      db
        .selectFrom('participant')
        .selectAll()
        .where('project_id', '=', who.project.id)
        .where('person_id', '=', somebody.id)
        .executeTakeFirst(),
    async completion(of: { id: string }, somebody: Somebody) {
      const row = await db
        .selectFrom('completion')
        .innerJoin('enrolment', 'enrolment.id', 'completion.enrolment_id')
        .select(['credited_minutes', 'completed_at'])
        .where('edition_id', '=', of.id)
        .where('person_id', '=', somebody.id)
        .executeTakeFirst()
      return { minutes: Number(row?.credited_minutes), isComplete: row?.completed_at != null }
    },
  }
}
