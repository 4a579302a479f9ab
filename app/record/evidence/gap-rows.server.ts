// SPDX-License-Identifier: AGPL-3.0-or-later
// The gaps of a project's evidence as rows of one shape, kind by kind, to be put together, counted and paged in SQL.
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { presentParticipant } from '#record/marks/counting.server.ts'
import { inForce } from '#record/marks/in-force.ts'
import { unmatched } from '#record/marks/unmatched.ts'
import { electronic } from './facts.server.ts'
import { type GapKind, gapKinds } from './gap.ts'

type Queries = Pick<Kysely<Database>, 'selectFrom'>

const kindOf = (kind: GapKind) =>
  [
    sql<GapKind>`${sql.lit(kind)}`.as('kind'),
    sql<number>`${sql.lit(gapKinds.indexOf(kind))}`.as('place'),
  ] as const
const nobody = sql<string | null>`cast(null as text)`
const one = sql<number>`1`.as('n')

/** A condition, at meetings that are over: what proves them is missing, as evidenceState says of one. */
export function lacksEvidence(eb: ExpressionBuilder<Database, 'meeting' | 'edition' | 'project'>) {
  const sheet = eb
    .selectFrom('evidence')
    .select('evidence.id')
    .whereRef('evidence.meeting_id', '=', 'meeting.id')
    .where('evidence.withdrawn_at', 'is', null)
    .where('evidence.kind', '=', 'signed_sheet')
  const report = eb
    .selectFrom('platform_report')
    .select('platform_report.id')
    .whereRef('platform_report.meeting_id', '=', 'meeting.id')
  const present = eb
    .selectFrom('mark')
    .select('mark.id')
    .whereRef('mark.meeting_id', '=', 'meeting.id')
    .where(presentParticipant)
  const walkIns = eb
    .selectFrom('walk_in')
    .select('walk_in.id')
    .whereRef('walk_in.meeting_id', '=', 'meeting.id')
    .where(unmatched)
  const traced = eb.and([
    eb.or([eb('meeting.mode', '=', 'virtual_class'), eb('project.evidence_rule', '=', 'either')]),
    eb.exists(present),
    eb.not(eb.exists(present.where('mark.source', 'not in', electronic))),
    eb.not(eb.exists(walkIns)),
  ])
  return eb.and([
    eb('meeting.mode', '!=', 'webinar'),
    eb('edition.kind', '!=', 'table'),
    eb.not(traced),
    eb.or([
      eb.and([eb('meeting.mode', '=', 'virtual_class'), eb.not(eb.exists(report))]),
      eb.and([eb('meeting.mode', '!=', 'virtual_class'), eb.not(eb.exists(sheet))]),
    ]),
  ])
}

/** The gaps of the meetings of a project that are over at a moment, of all kinds. */
export function gapsOf(db: Queries, project_id: string, moment: string) {
  const over = () =>
    db
      .selectFrom('meeting')
      .innerJoin('edition', 'edition.id', 'meeting.edition_id')
      .where('edition.project_id', '=', project_id)
      .where('meeting.state', '!=', 'cancelled')
      .where('meeting.ends_at', '<=', moment)
  const plain = (kind: GapKind) =>
    over().select([
      'meeting.id as meeting_id',
      ...kindOf(kind),
      nobody.as('subject_id'),
      nobody.as('name'),
      one,
    ])

  return plain('not_closed')
    .where('meeting.state', 'in', ['planned', 'open'])
    .unionAll(plain('not_locked').where('meeting.state', '=', 'closed'))
    .unionAll(
      plain('no_evidence').innerJoin('project', 'project.id', 'edition.project_id').where(lacksEvidence),
    )
    .unionAll(
      over()
        .innerJoin('walk_in', 'walk_in.meeting_id', 'meeting.id')
        .where(unmatched)
        .select(['meeting.id as meeting_id', ...kindOf('walk_in'), 'walk_in.id as subject_id'])
        .select([sql<string | null>`walk_in.last_name || ' ' || walk_in.first_name`.as('name'), one]),
    )
    .unionAll(
      over()
        .innerJoin('platform_report', 'platform_report.meeting_id', 'meeting.id')
        .innerJoin('platform_row', 'platform_row.report_id', 'platform_report.id')
        .where('platform_row.state', '=', 'waiting')
        .groupBy(['meeting.id', 'platform_report.id', 'platform_report.name'])
        .select(['meeting.id as meeting_id', ...kindOf('platform_rows'), 'platform_report.id as subject_id'])
        .select((eb) => ['platform_report.name as name', eb.fn.countAll<number>().as('n')]),
    )
    .unionAll(
      over()
        .innerJoin('check_in', 'check_in.meeting_id', 'meeting.id')
        .where('check_in.state', '=', 'waiting')
        .groupBy('meeting.id')
        .select(['meeting.id as meeting_id', ...kindOf('check_ins'), nobody.as('subject_id')])
        .select((eb) => [nobody.as('name'), eb.fn.countAll<number>().as('n')]),
    )
    .unionAll(
      over()
        .innerJoin('mark', 'mark.meeting_id', 'meeting.id')
        .innerJoin('person', 'person.id', 'mark.person_id')
        .where(inForce)
        .where('mark.status', '=', 'excused')
        .where('mark.document', 'is', null)
        .select(['meeting.id as meeting_id', ...kindOf('excused'), 'person.id as subject_id'])
        .select([sql<string | null>`person.last_name || ' ' || person.first_name`.as('name'), one]),
    )
}
