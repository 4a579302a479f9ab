// SPDX-License-Identifier: AGPL-3.0-or-later
// From counted groups of people to the tree a board shows. Pure: boards, reports and `verify` count with this alone.
import { type Attributes, childrenOf, matches, type TargetLine } from '#plan/targets/target.ts'

/** `expected`: enrolled in an edition that is not over, and not yet reached. */
export const stages = ['enrolled', 'attended', 'completed', 'expected'] as const
export type Stage = (typeof stages)[number]
export type ReachedStage = 'attended' | 'completed'

/** People alike in everything a line looks at. In one stage and audience a person is in exactly one group. */
export type Group = Attributes & {
  stage: Stage
  organisation_id: string | null
  persons: number
  /** Person × edition. */
  participations: number
}

export type Figure = { count: number; participations: number }

export type TargetNode = {
  line: TargetLine
  figures: Record<Stage, Figure>
  reached: number
  /** Quantity, or what the numbered lines under an open one add up to; null when all is open. */
  goal: number | null
  /** What counts toward the goal: the sum over leaves of min(reached, target); never more than reached or goal. */
  toward: number | null
  gap: number
  /** Reached beyond what counts toward the goal. */
  surplus: number
  /** Reached against quantity in hundredths, not capped, rounded down; null when open. */
  percent: number | null
  /** Toward against goal in hundredths, rounded down; null when all is open. */
  towardPercent: number | null
  /** Reached, and those expected. */
  forecast: number
  /** Persons reached who count here and in no line under it. */
  outside: number
  children: TargetNode[]
}

/** Counts a project's lines (domain.md 3.3). `tallies`: the sum recorded by hand for each line of that source. */
export function countTargets(
  lines: readonly TargetLine[],
  groups: readonly Group[],
  tallies: ReadonlyMap<string, number>,
  reachedStage: ReachedStage,
): TargetNode[] {
  const treeUnder = (parent: string | null): TargetNode[] =>
    childrenOf(lines, parent).map((line) => nodeOf(line, treeUnder(line.id)))

  function nodeOf(line: TargetLine, children: TargetNode[]): TargetNode {
    const own = groups.filter((group) => line.source === 'attendance' && matches(line, group))
    const inStage = (...wanted: Stage[]) => own.filter((group) => wanted.includes(group.stage))
    const figure = (stage: Stage): Figure => figureOf(line, inStage(stage))
    const byHand = (tallies.get(line.id) ?? 0) + children.reduce((sum, child) => sum + child.reached, 0)
    const reached = line.source === 'tally' ? byHand : countOf(line, inStage(reachedStage))
    const forecast = line.source === 'tally' ? byHand : countOf(line, inStage(reachedStage, 'expected'))
    const goal = goalOf(line, children)
    const toward = towardOf(line, children, reached)
    const leaves = leavesOf(children)
    const outside = inStage(reachedStage).filter((group) => !leaves.some((leaf) => matches(leaf, group)))
    return {
      line,
      figures: {
        enrolled: figure('enrolled'),
        attended: figure('attended'),
        completed: figure('completed'),
        expected: figure('expected'),
      },
      reached,
      goal,
      toward,
      gap: goal === null || toward === null ? 0 : goal - toward,
      surplus: toward === null ? 0 : Math.max(0, reached - toward),
      percent: hundredths(reached, line.quantity),
      towardPercent: toward === null ? null : hundredths(toward, goal),
      forecast,
      outside: leaves.length > 0 && line.unit === 'persons' ? sumOf(outside) : 0,
      children,
    }
  }
  return treeUnder(null)
}

function countOf(line: TargetLine, groups: readonly Group[]): number {
  if (line.unit === 'households') return 0
  if (line.unit === 'persons') return sumOf(groups)
  return new Set(groups.flatMap((group) => group.organisation_id ?? [])).size
}

function figureOf(line: TargetLine, groups: readonly Group[]): Figure {
  return {
    count: countOf(line, groups),
    participations: groups.reduce((sum, group) => sum + group.participations, 0),
  }
}

export function sumOf(groups: readonly Group[]): number {
  return groups.reduce((sum, group) => sum + group.persons, 0)
}

export function hundredths(part: number, whole: number | null): number | null {
  return whole === null || whole === 0 ? null : Math.floor((part * 10_000) / whole)
}

function goalOf(line: TargetLine, children: readonly TargetNode[]): number | null {
  if (line.quantity !== null) return line.quantity
  const goals = children.flatMap((child) => child.goal ?? [])
  return goals.length === 0 ? null : goals.reduce((sum, goal) => sum + goal, 0)
}

// The caps change nothing in a tree whose lines exclude each other; where lines overlap, nobody counts twice.
function towardOf(line: TargetLine, children: readonly TargetNode[], reached: number): number | null {
  if (line.quantity !== null) return Math.min(line.quantity, contributionOf(line, children, reached))
  const towards = children.flatMap((child) => child.toward ?? [])
  if (towards.length === 0) return null
  return Math.min(
    Math.max(0, reached),
    towards.reduce((sum, toward) => sum + toward, 0),
  )
}

/** What a line brings to the one above it: an open leaf brings all it reached. */
function contributionOf(line: TargetLine, children: readonly TargetNode[], reached: number): number {
  const parts = children.map((child) => contributionOf(child.line, child.children, child.reached))
  const sum = children.length === 0 ? reached : parts.reduce((total, part) => total + part, 0)
  return Math.max(0, Math.min(line.quantity ?? Number.POSITIVE_INFINITY, reached, sum))
}

export function leavesOf(nodes: readonly TargetNode[]): TargetLine[] {
  return nodes.flatMap((node) => (node.children.length === 0 ? [node.line] : leavesOf(node.children)))
}
