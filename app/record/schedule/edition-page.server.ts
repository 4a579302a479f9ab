// SPDX-License-Identifier: AGPL-3.0-or-later

import { now } from '#base/clock.server.ts'
import { type ListQuery, listPage } from '#base/http/list.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { pattern } from '#base/search.ts'
import type { Db } from '#db/connect.server.ts'
import type { TeachingRole } from '#plan/meetings/trainer.ts'
import { personName } from '#plan/people/person.ts'
import { minutesAhead } from '#record/marks/ahead.server.ts'
import { presentParticipant } from '#record/marks/counting.server.ts'
import { timesOf } from '#record/marks/mark.ts'
import { scheduledMinutes } from '#record/marks/minutes.ts'

/** An edition's meetings in order, with who teaches them, how many are present, and their minutes net of breaks. */
export async function meetingsOf(db: Db, edition_id: string) {
  const [meetings, trainers] = await Promise.all([
    db
      .selectFrom('meeting')
      .leftJoin('mark', (join) => join.onRef('mark.meeting_id', '=', 'meeting.id').on(presentParticipant))
      .select(['meeting.id', 'meeting.number', 'meeting.title', 'meeting.starts_at', 'meeting.ends_at'])
      .select(['meeting.breaks', 'meeting.mode', 'meeting.venue', 'meeting.link', 'meeting.state'])
      .select((eb) => eb.fn.count('mark.id').as('present'))
      .where('meeting.edition_id', '=', edition_id)
      .groupBy('meeting.id')
      .orderBy('meeting.starts_at')
      .orderBy('meeting.number')
      .execute(),
    db
      .selectFrom('meeting_trainer')
      .innerJoin('meeting', 'meeting.id', 'meeting_trainer.meeting_id')
      .innerJoin('person', 'person.id', 'meeting_trainer.person_id')
      .select(['meeting_trainer.meeting_id', 'meeting_trainer.role'])
      .select(['person.first_name', 'person.last_name'])
      .where('meeting.edition_id', '=', edition_id)
      .orderBy('person.name_search')
      .execute(),
  ])
  const rows = meetings.map(({ breaks, present, ...meeting }) => ({
    ...meeting,
    minutes: scheduledMinutes(timesOf({ ...meeting, breaks })),
    present: Number(present),
    trainers: trainers.filter((trainer) => trainer.meeting_id === meeting.id).map(nameOf),
  }))
  return {
    meetings: rows,
    trainers: [...new Set(trainers.map(nameOf))],
    plannedMinutes: rows
      .filter((meeting) => meeting.state !== 'cancelled')
      .reduce((sum, meeting) => sum + meeting.minutes, 0),
  }
}

function nameOf(teacher: { first_name: string; last_name: string; role: TeachingRole }): string {
  const name = personName(teacher.first_name, teacher.last_name)
  return teacher.role === 'tutor' ? m.words_tutor_name({ name }) : name
}

/**
 * The people of an edition, those who withdrew included, with employer and completion: a page of a list. Of a meeting under way the
 * minutes that have passed are shown.
 */
export async function enrolledIn(
  db: Db,
  edition_id: string,
  query: ListQuery<'name' | 'organisation' | 'minutes'>,
) {
  const matching = db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .where('enrolment.edition_id', '=', edition_id)
    .where((eb) => (query.q ? eb('person.name_search', 'like', pattern(query.q)) : eb.lit(true)))
  const { rows, ...paging } = await listPage(
    matching
      .leftJoin('employment', (join) =>
        join.onRef('employment.person_id', '=', 'person.id').on('employment.ended_on', 'is', null),
      )
      .leftJoin('organisation', 'organisation.id', 'employment.organisation_id')
      .leftJoin('completion', 'completion.enrolment_id', 'enrolment.id')
      .select(['person.id', 'person.first_name', 'person.last_name', 'enrolment.state'])
      .select(['organisation.name as organisation', 'organisation.sector', 'completion.completed_at'])
      .select((eb) => eb.fn.coalesce('completion.credited_minutes', eb.lit(0)).as('minutes'))
      .$if(query.sort === 'name', (qb) => qb.orderBy('person.name_search', query.direction))
      .$if(query.sort === 'organisation', (qb) =>
        qb.orderBy((eb) => eb.fn.coalesce('organisation.name_search', eb.val('')), query.direction),
      )
      .$if(query.sort === 'minutes', (qb) =>
        qb.orderBy((eb) => eb.fn.coalesce('completion.credited_minutes', eb.lit(0)), query.direction),
      )
      .orderBy('person.name_search')
      .orderBy('person.id')
      .limit(query.limit)
      .offset(query.offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  const people = rows.map((row) => row.id)
  const ahead = (await minutesAhead(db, people, now())).filter((one) => one.edition_id === edition_id)
  const toCome = (person_id: string) =>
    ahead.filter((one) => one.person_id === person_id).reduce((sum, { minutes }) => sum + minutes, 0)
  return {
    rows: rows.map((row) => ({ ...row, minutes: Math.max(Number(row.minutes) - toCome(row.id), 0) })),
    ...paging,
  }
}
