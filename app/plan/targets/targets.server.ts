// SPDX-License-Identifier: AGPL-3.0-or-later
// The tree of a project's target lines. Whoever changes it holds the project, so that it stays a tree.

import type { Selectable } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'
import type { TargetTable } from '#db/schema.ts'
import type { TargetValues } from './form.ts'
import { organisationTypesOf, type TargetLine } from './target.ts'

/** A project's lines, in no particular order: childrenOf() and inTreeOrder() give the tree. */
export async function targetsOf(db: Db, project_id: string): Promise<TargetLine[]> {
  const rows = await db.selectFrom('target').selectAll().where('project_id', '=', project_id).execute()
  return rows.map(lineOf)
}

/** One line of a project, or null. */
export async function findTarget(db: Db, project_id: string, id: string): Promise<TargetLine | null> {
  const row = await db
    .selectFrom('target')
    .selectAll()
    .where('id', '=', id)
    .where('project_id', '=', project_id)
    .executeTakeFirst()
  return row ? lineOf(row) : null
}

function lineOf(row: Selectable<TargetTable>): TargetLine {
  const { project_id: _, organisation_types, quantity, position, ...line } = row
  return {
    ...line,
    position: Number(position),
    quantity: quantity === null ? null : Number(quantity),
    organisation_types: organisationTypesOf(organisation_types),
  }
}

type NewTarget = TargetValues & { id: string; project_id: string }

/**
 * Adds a line to a project's tree, last among its sisters unless a position is given. The line above must belong to
 * the project and count the same unit, kind, source and audience. The same id twice adds one line.
 */
export async function addTarget(
  db: Db,
  actor: Actor | null,
  { id, project_id, ...values }: NewTarget,
): Promise<void> {
  refuseUnless(actor, 'project:manage', { projectId: project_id })
  await db.transaction().execute(async (db) => {
    await holdRow(db, 'project', project_id)
    const lines = await targetsOf(db, project_id)
    requireFitting(lines, id, values)
    const last = Math.max(0, ...lines.map((line) => line.position))
    const row = { ...columnsOf(values), position: values.position ?? last + 1 }
    const added = await db
      .insertInto('target')
      .values({ id, project_id, ...row })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return
    await record(db, actor, {
      act: 'target_added',
      subject: ['target', id],
      projectId: project_id,
      after: row,
    })
  })
}

/** Changes a line (a *rimodulazione* too: the ledger keeps the old quantity). Refuses what addTarget() refuses. */
export async function changeTarget(
  db: Db,
  actor: Actor,
  project_id: string,
  id: string,
  values: TargetValues,
): Promise<void> {
  refuseUnless(actor, 'project:manage', { projectId: project_id })
  await db.transaction().execute(async (db) => {
    await holdRow(db, 'project', project_id)
    const lines = await targetsOf(db, project_id)
    const line = lines.find((line) => line.id === id)
    if (!line) throw new AppError('not_found', m.access_not_found())
    requireFitting(lines, id, values)
    const { id: _, ...before } = { ...line, organisation_types: jsonOf(line.organisation_types ?? []) }
    const after = { ...columnsOf(values), position: values.position ?? line.position }
    await db.updateTable('target').set(after).where('id', '=', id).execute()
    await record(db, actor, {
      act: 'target_changed',
      subject: ['target', id],
      projectId: project_id,
      before,
      after,
    })
  })
}

/** Takes away a line that has no lines under it and no numbers recorded by hand; refuses any other. */
export async function removeTarget(db: Db, actor: Actor, project_id: string, id: string): Promise<void> {
  refuseUnless(actor, 'project:manage', { projectId: project_id })
  await db.transaction().execute(async (db) => {
    await holdRow(db, 'project', project_id)
    const line = await findTarget(db, project_id, id)
    if (!line) throw new AppError('not_found', m.access_not_found())
    const child = await db.selectFrom('target').select('id').where('parent_id', '=', id).executeTakeFirst()
    const tally = await db.selectFrom('tally').select('id').where('target_id', '=', id).executeTakeFirst()
    if (child || tally) throw new AppError('conflict', m.targets_remove_refused())
    await db.deleteFrom('target').where('id', '=', id).execute()
    const { id: _, ...before } = line
    await record(db, actor, { act: 'target_removed', subject: ['target', id], projectId: project_id, before })
  })
}

/** A line stands under one that counts the same thing; its own lines must go on fitting under it. */
function requireFitting(lines: readonly TargetLine[], id: string, values: TargetValues): void {
  const same = (line: TargetLine) =>
    line.unit === values.unit &&
    line.kind === values.kind &&
    line.source === values.source &&
    line.audience === values.audience
  if (lines.some((line) => line.parent_id === id && !same(line)))
    throw new AppError('invalid', m.targets_children_differ())
  if (!values.parent_id) return
  const parent = lines.find((line) => line.id === values.parent_id)
  if (!parent) throw new AppError('invalid', m.targets_parent_unknown(), 'parent_id')
  for (let line: TargetLine | undefined = parent; line; ) {
    if (line.id === id) throw new AppError('invalid', m.targets_parent_own_child(), 'parent_id')
    const above: string | null = line.parent_id
    line = lines.find((other) => other.id === above)
  }
  if (!same(parent)) throw new AppError('invalid', m.targets_parent_differs(), 'parent_id')
}

function columnsOf(values: TargetValues) {
  const { label_it, label_en, unit, kind, source, audience } = values
  return {
    parent_id: values.parent_id ?? null,
    label_it,
    label_en,
    quantity: values.quantity ?? null,
    unit,
    kind,
    source,
    audience,
    sector: values.sector ?? null,
    organisation_types: jsonOf(values.organisation_types),
  }
}

function jsonOf(types: readonly string[]): string | null {
  return types.length === 0 ? null : JSON.stringify(types)
}
