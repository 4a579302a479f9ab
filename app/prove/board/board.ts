// SPDX-License-Identifier: AGPL-3.0-or-later
// What a manager reads first: the whole project in a few figures, over its tree of targets.

import { type Audience, matches, type TargetLine } from '#plan/targets/target.ts'
import {
  countTargets,
  type Figure,
  type Group,
  hundredths,
  leavesOf,
  type ReachedStage,
  type Stage,
  sumOf,
  type TargetNode,
} from './count.ts'

export type Board = {
  /** Toward all numbered lines of directly trained persons; null when the project promised no number of them. */
  headline: { goal: number; toward: number; percent: number; forecast: number } | null
  /** Everybody of an audience, in a line or not. */
  totals: Record<Audience, Record<Stage, Figure>>
  /** Persons reached who fit more than one numbered line of the same audience. */
  overlapping: number
  nodes: TargetNode[]
}

export function boardFrom(
  lines: readonly TargetLine[],
  groups: readonly Group[],
  tallies: ReadonlyMap<string, number>,
  reachedStage: ReachedStage,
): Board {
  const nodes = countTargets(lines, groups, tallies, reachedStage)
  const trained = nodes.filter(({ line }) => isCountedDirectly(line) && line.audience === 'training')
  const reached = groups.filter((group) => group.stage === reachedStage)
  const persons = sumOf(reached.filter((group) => group.audience === 'training'))
  const expected = sumOf(
    groups.filter((group) => group.stage === 'expected' && group.audience === 'training'),
  )
  const future = countTargets(lines, asReached(groups, reachedStage), tallies, reachedStage)
  return {
    headline: headlineOf(trained, persons, forecastOf(future, trained, persons + expected)),
    totals: { training: totalsOf(groups, 'training'), table: totalsOf(groups, 'table') },
    overlapping: overlapOf(nodes, reached),
    nodes,
  }
}

function isCountedDirectly(line: TargetLine): boolean {
  return line.kind === 'direct' && line.unit === 'persons' && line.source === 'attendance'
}

function headlineOf(nodes: readonly TargetNode[], persons: number, forecast: number): Board['headline'] {
  const goal = nodes.reduce((sum, node) => sum + (node.goal ?? 0), 0)
  if (goal === 0) return null
  const toward = towardAll(nodes, persons)
  return { goal, toward, percent: hundredths(toward, goal) ?? 0, forecast }
}

// Roots that overlap must not count anybody twice.
function towardAll(nodes: readonly TargetNode[], persons: number): number {
  return Math.min(
    persons,
    nodes.reduce((sum, node) => sum + (node.toward ?? 0), 0),
  )
}

function forecastOf(future: readonly TargetNode[], trained: readonly TargetNode[], persons: number): number {
  const ids = new Set(trained.map((node) => node.line.id))
  return towardAll(
    future.filter((node) => ids.has(node.line.id)),
    persons,
  )
}

/** The groups as they will be if everybody expected is reached. */
function asReached(groups: readonly Group[], stage: ReachedStage): Group[] {
  return groups
    .filter((group) => group.stage === stage || group.stage === 'expected')
    .map((group) => ({ ...group, stage }))
}

function totalsOf(groups: readonly Group[], audience: Audience): Record<Stage, Figure> {
  const figure = (stage: Stage): Figure => {
    const own = groups.filter((group) => group.audience === audience && group.stage === stage)
    return { count: sumOf(own), participations: own.reduce((sum, group) => sum + group.participations, 0) }
  }
  return {
    enrolled: figure('enrolled'),
    attended: figure('attended'),
    completed: figure('completed'),
    expected: figure('expected'),
  }
}

function overlapOf(nodes: readonly TargetNode[], reached: readonly Group[]): number {
  const leaves = leavesOf(nodes).filter((line) => isCountedDirectly(line) && line.quantity !== null)
  return sumOf(reached.filter((group) => leaves.filter((line) => matches(line, group)).length > 1))
}
