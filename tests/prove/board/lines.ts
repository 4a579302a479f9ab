// SPDX-License-Identifier: AGPL-3.0-or-later
// Lines and groups of people, for counting without a database.

import type { TargetLine } from '#plan/targets/target.ts'
import type { Group, TargetNode } from '#prove/board/count.ts'

/** A line of directly trained persons, unless the details say otherwise. */
export function line(id: string, quantity: number | null, details: Partial<TargetLine> = {}): TargetLine {
  return {
    id,
    parent_id: null,
    position: 1,
    label_it: id,
    label_en: id,
    quantity,
    unit: 'persons',
    kind: 'direct',
    source: 'attendance',
    audience: 'training',
    sector: null,
    organisation_types: null,
    ...details,
  }
}

/** People of the Comune who attended, unless the details say otherwise. */
export function group(persons: number, details: Partial<Group> = {}): Group {
  return {
    stage: 'attended',
    audience: 'training',
    sector: 'public',
    organisation_type: 'comune',
    organisation_id: 'perugia',
    persons,
    participations: persons,
    ...details,
  }
}

/** All nodes of a tree, each before those under it. */
export function flat(nodes: readonly TargetNode[]): TargetNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)])
}
