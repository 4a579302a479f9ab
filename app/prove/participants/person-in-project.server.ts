// SPDX-License-Identifier: AGPL-3.0-or-later

import { now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { findProjectPerson } from '#plan/people/project-persons.server.ts'
import {
  type Attributes,
  type Audience,
  inTreeOrder,
  matches,
  type TargetLine,
} from '#plan/targets/target.ts'
import { targetsOf } from '#plan/targets/targets.server.ts'
import type { CountedProject } from '#prove/board/stages.server.ts'
import { minutesAhead } from '#record/marks/ahead.server.ts'
import { counts } from '#record/marks/counting.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { editionsOfPeople } from './person-editions.server.ts'

/** Everything a project knows of one person, from the frozen attributes to each mark; null if it has nothing to do with them. */
export async function personInProject(db: Db, project: CountedProject, person_id: string) {
  const person = await findProjectPerson(db, project.id, person_id)
  if (!person) return null
  const [participant, employments, editions, marks, lines] = await Promise.all([
    participantOf(db, project.id, person_id, person.kind),
    employmentsOf(db, person_id, person.kind),
    editionsOfPeople(db, project.id, [person_id]),
    marksOf(db, project.id, person_id),
    targetsOf(db, project.id),
  ])
  const audiences = new Set(
    marks
      .filter((mark) => Number(mark.counts) === 1)
      .map((mark): Audience => (mark.kind === 'table' ? 'table' : 'training')),
  )
  const countedIn = participant ? linesCounting(lines, participant, [...audiences]) : []
  return { person, participant, employments, editions, marks, countedIn }
}

type Participant = Pick<Attributes, 'sector' | 'organisation_type'>

/** The lines a person counts in, given the audiences attended. */
function linesCounting(lines: readonly TargetLine[], participant: Participant, audiences: Audience[]) {
  const { sector, organisation_type } = participant
  return inTreeOrder(lines)
    .map(({ line }) => line)
    .filter(
      (line) =>
        line.source === 'attendance' &&
        audiences.some((audience) => matches(line, { audience, sector, organisation_type })),
    )
}

// What is known of a guest beyond name and employer is not this project's to read, though it counts them by it.
async function participantOf(db: Db, project_id: string, person_id: string, kind: 'own' | 'guest') {
  const found = await db
    .selectFrom('participant')
    .leftJoin('organisation', 'organisation.id', 'participant.organisation_id')
    .where('participant.project_id', '=', project_id)
    .where('participant.person_id', '=', person_id)
    .select(['participant.first_on', 'participant.first_meeting_id', 'participant.organisation_type'])
    .select(['participant.sector', 'participant.gender', 'participant.age_bracket'])
    .select('organisation.name as organisation')
    .executeTakeFirst()
  if (!found) return null
  return kind === 'own' ? found : { ...found, gender: null, age_bracket: null }
}

// Of a guest, the employer that lists show: where else they worked, and as what, is not this project's to know.
async function employmentsOf(db: Db, person_id: string, kind: 'own' | 'guest') {
  const rows = await db
    .selectFrom('employment')
    .innerJoin('organisation', 'organisation.id', 'employment.organisation_id')
    .where('employment.person_id', '=', person_id)
    .$if(kind === 'guest', (query) => query.where('employment.ended_on', 'is', null))
    // Ended before it began: a correction that was never in force.
    .where((eb) =>
      eb.or([
        eb('employment.ended_on', 'is', null),
        eb('employment.ended_on', '>=', eb.ref('employment.started_on')),
      ]),
    )
    .select(['employment.id', 'employment.role', 'employment.started_on', 'employment.ended_on'])
    .select(['organisation.name as organisation', 'organisation.type', 'organisation.sector'])
    .orderBy('employment.started_on', 'desc')
    .limit(50)
    .execute()
  return kind === 'own' ? rows : rows.map((row) => ({ ...row, role: null }))
}

/** Their marks in force; of a meeting under way the minutes that have passed. */
async function marksOf(db: Db, project_id: string, person_id: string) {
  const rows = await db
    .selectFrom('mark')
    .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .where('edition.project_id', '=', project_id)
    .where('mark.person_id', '=', person_id)
    .where(inForce)
    .where('mark.role', '=', 'participant')
    .select(['mark.id', 'mark.status', 'mark.credited_minutes', 'mark.source', 'mark.recorded_at'])
    .select(['meeting.id as meeting_id', 'meeting.number', 'meeting.title', 'meeting.starts_at'])
    .select(['meeting.state', 'edition.code', 'edition.kind'])
    .select((eb) => eb.case().when(counts(eb)).then(1).else(0).end().as('counts'))
    .orderBy('meeting.starts_at')
    .limit(500)
    .execute()
  const ahead = await minutesAhead(db, [person_id], now())
  return rows.map((row) => {
    const toCome = ahead.find(({ meeting_id }) => meeting_id === row.meeting_id)?.minutes ?? 0
    return { ...row, credited_minutes: Number(row.credited_minutes) - toCome }
  })
}
