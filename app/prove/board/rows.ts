// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Stage, TargetNode } from './count.ts'

export type BoardRow = Omit<TargetNode, 'children'> & { depth: number; isLeaf: boolean }

/** A board's tree as the rows of a table, each with its depth. */
export function linesIn(nodes: readonly TargetNode[], depth = 0): BoardRow[] {
  return nodes.flatMap(({ children, ...node }) => [
    { ...node, depth, isLeaf: children.length === 0 },
    ...linesIn(children, depth + 1),
  ])
}

/** The address of the named list behind a figure. */
export function peopleAddress(
  slug: string,
  stage: Stage,
  of: { target: string; outside?: '1' } | { audience: 'training' | 'table' },
): string {
  return `/manage/${slug}/people?${new URLSearchParams({ ...of, stage })}`
}
