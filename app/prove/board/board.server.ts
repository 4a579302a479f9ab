// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Db } from '#db/connect.server.ts'
import { tallySums } from '#plan/targets/tallies.server.ts'
import { targetsOf } from '#plan/targets/targets.server.ts'
import { type Board, boardFrom } from './board.ts'
import { type Group, type Stage, stages } from './count.ts'
import { countedPeople } from './counted-people.server.ts'
import type { CountedProject } from './stages.server.ts'

/** How far a project is (domain.md 3.3), in six queries whatever its size. */
export async function boardOf(db: Db, project: CountedProject): Promise<Board> {
  const [lines, tallies, ...counted] = await Promise.all([
    targetsOf(db, project.id),
    tallySums(db, project.id),
    ...stages.map((stage) => groupsIn(db, project, stage)),
  ])
  return boardFrom(lines, counted.flat(), tallies, project.reached_stage)
}

/** The people of a stage, grouped by what target lines look at. */
async function groupsIn(db: Db, project: CountedProject, stage: Stage): Promise<Group[]> {
  const attributes = [
    'counted.audience',
    'counted.sector',
    'counted.organisation_type',
    'counted.organisation_id',
  ] as const
  const rows = await db
    .selectFrom(countedPeople(db, project, stage))
    .groupBy(attributes)
    .select(attributes)
    .select((eb) => [
      eb.fn.count('counted.person_id').distinct().as('persons'),
      eb.fn.countAll().as('participations'),
    ])
    .execute()
  return rows.map(({ persons, participations, ...group }) => ({
    ...group,
    stage,
    persons: Number(persons),
    participations: Number(participations),
  }))
}
