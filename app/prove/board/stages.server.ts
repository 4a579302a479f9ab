// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is in which stage of a project: the one definition that the board counts and the named lists show.
import { type AliasedExpression, type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import { now } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import type { Audience } from '#plan/targets/target.ts'
import { counts } from '#record/marks/counting.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import type { ReachedStage, Stage } from './count.ts'

export type CountedProject = { id: string; reached_stage: ReachedStage }

/** `all`: everybody the project knows, staff, withdrawn and waiting included; it is listed and never counted. */
export type Scope = Stage | 'all'

/** A person in an edition. */
export type Participation = { person_id: string; edition_id: string; audience: Audience }
type Participations = AliasedExpression<Participation, 'participation'>

const audienceOf = (edition: 'edition' | 'other'): RawBuilder<Audience> =>
  sql`case ${sql.ref(`${edition}.kind`)} when 'table' then 'table' else 'training' end`

/**
 * enrolled: the enrolment stands. attended: a mark of theirs counts. completed: the edition is completed by the enrolment's
 * own rule. expected: enrolled in an edition with a meeting still to end or still to be recorded for them (or none planned yet),
 * and not reached in that audience.
 */
export function participationsIn(db: Db, project: CountedProject, scope: Scope): Participations {
  switch (scope) {
    case 'enrolled':
      return enrolled(db, project).as('participation')
    case 'attended':
      return attended(db, project).as('participation')
    case 'completed':
      return completed(db, project).as('participation')
    case 'expected':
      return expected(db, project).as('participation')
    case 'all':
      return enrolments(db, project).union(attended(db, project)).as('participation')
  }
}

function enrolments(db: Db, project: CountedProject) {
  return db
    .selectFrom('enrolment')
    .innerJoin('edition', 'edition.id', 'enrolment.edition_id')
    .where('edition.project_id', '=', project.id)
    .select(['enrolment.person_id', 'enrolment.edition_id', audienceOf('edition').as('audience')])
}

function enrolled(db: Db, project: CountedProject) {
  return enrolments(db, project).where('enrolment.state', '=', 'enrolled')
}

function attended(db: Db, project: CountedProject) {
  return db
    .selectFrom('mark')
    .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .where('edition.project_id', '=', project.id)
    .where(counts)
    .select(['mark.person_id', 'meeting.edition_id', audienceOf('edition').as('audience')])
    .distinct()
}

function completed(db: Db, project: CountedProject) {
  return enrolments(db, project)
    .innerJoin('completion', 'completion.enrolment_id', 'enrolment.id')
    .where('completion.completed_at', 'is not', null)
}

function expected(db: Db, project: CountedProject) {
  return enrolled(db, project)
    .where((eb) => isNotOver(eb))
    .where((eb) => {
      const reached =
        project.reached_stage === 'completed' ? hasCompleted(eb, project) : hasAttended(eb, project)
      return eb.not(eb.exists(reached))
    })
}

type InEdition = ExpressionBuilder<Database, 'enrolment' | 'edition'>

function isNotOver(eb: InEdition) {
  const meetings = eb
    .selectFrom('meeting')
    .whereRef('meeting.edition_id', '=', 'edition.id')
    .where('meeting.state', '<>', 'cancelled')
    .select('meeting.id')
  return eb.or([
    eb.not(eb.exists(meetings)),
    eb.exists(meetings.where('meeting.ends_at', '>', now())),
    eb.exists(meetings.where((eb) => isToRecord(eb))),
  ])
}

/** As recordingOf says of one person: ended without a mark of theirs, and the page is not closed. Not yet called is not absent. */
function isToRecord(eb: ExpressionBuilder<Database, 'enrolment' | 'meeting'>) {
  const mark = eb
    .selectFrom('mark')
    .whereRef('mark.meeting_id', '=', 'meeting.id')
    .whereRef('mark.person_id', '=', 'enrolment.person_id')
    .where(inForce)
    .select('mark.id')
  return eb.and([eb('meeting.state', 'in', ['planned', 'open']), eb.not(eb.exists(mark))])
}

function hasAttended(eb: InEdition, project: CountedProject) {
  return eb
    .selectFrom('mark')
    .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
    .innerJoin('edition as other', 'other.id', 'meeting.edition_id')
    .whereRef('mark.person_id', '=', 'enrolment.person_id')
    .where('other.project_id', '=', project.id)
    .where(audienceOf('other'), '=', audienceOf('edition'))
    .where(counts)
    .select('mark.id')
}

function hasCompleted(eb: InEdition, project: CountedProject) {
  return eb
    .selectFrom('enrolment as past')
    .innerJoin('completion', 'completion.enrolment_id', 'past.id')
    .innerJoin('edition as other', 'other.id', 'past.edition_id')
    .whereRef('past.person_id', '=', 'enrolment.person_id')
    .where('other.project_id', '=', project.id)
    .where(audienceOf('other'), '=', audienceOf('edition'))
    .where('completion.completed_at', 'is not', null)
    .select('past.id')
}
