// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers recorded by hand for what has no attendance (indirect recipients, households). Append-only.

import type { Actor } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId, now } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { type ListQuery, listPage } from '#base/http/list.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdRow } from '#db/hold.server.ts'

type NewTally = { id?: string; target_id: string; on_date: string; quantity: number; note: string }

/**
 * Records a number for a line counted by hand. A negative one corrects an earlier one; a sum below zero is refused,
 * and so is a line counted from attendance. The same id twice records once.
 */
export async function recordTally(db: Db, actor: Actor, { id = newId(), ...tally }: NewTally): Promise<void> {
  await db.transaction().execute(async (db) => {
    const of = await db
      .selectFrom('target')
      .select('project_id')
      .where('id', '=', tally.target_id)
      .executeTakeFirst()
    // The line is not removed, and no other number corrected, while this is looked at.
    if (of) await holdRow(db, 'project', of.project_id)
    const target = await db
      .selectFrom('target')
      .select(['project_id', 'source'])
      .where('id', '=', tally.target_id)
      .executeTakeFirst()
    if (!target) throw new AppError('not_found', m.access_not_found())
    refuseUnless(actor, 'project:manage', { projectId: target.project_id })
    if (target.source !== 'tally') throw new AppError('invalid', m.targets_tally_from_attendance())
    const added = await db
      .insertInto('tally')
      .values({ id, ...tally, recorded_by: actor.accountId, recorded_at: now() })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return
    const { target_id, ...after } = tally
    const entry = {
      act: 'tally_recorded',
      subject: ['target', target_id],
      projectId: target.project_id,
    } as const
    await record(db, actor, { ...entry, after })
    const sums = await tallySums(db, target.project_id)
    if ((sums.get(target_id) ?? 0) < 0)
      throw new AppError('invalid', m.targets_tally_below_zero(), 'quantity')
  })
}

/** The sum recorded for each line of a project that has any. */
export async function tallySums(db: Db, project_id: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('tally')
    .innerJoin('target', 'target.id', 'tally.target_id')
    .where('target.project_id', '=', project_id)
    .groupBy('tally.target_id')
    .select((eb) => ['tally.target_id', eb.fn.sum('tally.quantity').as('sum')])
    .execute()
  return new Map(rows.map((row) => [row.target_id, Number(row.sum)]))
}

/** The numbers recorded for a project, or for one of its lines, newest first. */
export async function listTallies(
  db: Db,
  project_id: string,
  { limit, offset }: Pick<ListQuery<string>, 'limit' | 'offset'>,
  target_id?: string,
) {
  const matching = db
    .selectFrom('tally')
    .innerJoin('target', 'target.id', 'tally.target_id')
    .where('target.project_id', '=', project_id)
    .$if(target_id !== undefined, (query) => query.where('tally.target_id', '=', target_id ?? ''))
  return await listPage(
    matching
      .leftJoin('account', 'account.id', 'tally.recorded_by')
      .select(['tally.id', 'tally.target_id', 'target.label_it', 'target.label_en'])
      .select(['tally.on_date', 'tally.quantity', 'tally.note', 'tally.recorded_at', 'account.name as by'])
      .orderBy('tally.on_date', 'desc')
      .orderBy('tally.id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute(),
    matching.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
}
