// SPDX-License-Identifier: AGPL-3.0-or-later
// Which figure a list of people shows, read from its address.

import { type Audience, audiences, type Criteria, childrenOf, type TargetLine } from '#plan/targets/target.ts'
import { type ReachedStage, type Stage, stages } from '#prove/board/count.ts'

export type PeopleFilter = {
  line: TargetLine | null
  stage: Stage | 'all'
  audience: Audience | null
  /** Not null: only those whom the line counts and none of these, the lines at the ends under it, does. */
  outside: TargetLine[] | null
}

/** A line without a stage is its reached people; neither is everybody the project knows. A line not of the project is none. */
export function peopleFilter(
  params: URLSearchParams,
  lines: readonly TargetLine[],
  reachedStage: ReachedStage,
): PeopleFilter {
  const line = lines.find((line) => line.id === params.get('target') && line.source === 'attendance') ?? null
  const asked = params.get('stage')
  const stage = stages.find((stage) => stage === asked) ?? (line && asked !== 'all' ? reachedStage : 'all')
  const audience = audiences.find((audience) => audience === params.get('audience')) ?? null
  const outside = line && params.has('outside') ? leavesUnder(lines, line.id) : null
  return { line, stage, audience: line ? null : audience, outside }
}

/** What the figure looks at in a person. */
export function criteriaOf({
  line,
  audience,
  outside,
}: PeopleFilter): Partial<Criteria> & { outside?: TargetLine[] } {
  if (line) return outside ? { ...line, outside } : line
  return audience ? { audience } : {}
}

function leavesUnder(lines: readonly TargetLine[], id: string): TargetLine[] {
  return childrenOf(lines, id).flatMap((child) => {
    const below = leavesUnder(lines, child.id)
    return below.length > 0 ? below : [child]
  })
}
